"""`retention.toml`: how long a city keeps what motcua does not need for ever. What is not said there is kept."""

from pathlib import Path

from pydantic import Field, model_validator

from schemas.strict import Declaration, load

RETENTION_FILE = "retention.toml"


class Retention(Declaration):
    """`retention.toml`: days after which something goes, counted from when it came or was made here."""

    inbox_days: int | None = Field(None, ge=1, description="of files of the inbox that were landed and read")
    landing_days: int | None = Field(None, ge=1, description="of untouched copies, and of the inbox files they are of")
    snapshots_days: int | None = Field(None, ge=1, description="from when a snapshot was the current one last")
    drafts_days: int | None = Field(None, ge=1)
    runs_days: int | None = Field(None, ge=1, description="of reports")

    @model_validator(mode="after")
    def _inbox_goes_first(self) -> "Retention":
        if self.landing_days and (self.inbox_days or 0) > self.landing_days:
            raise ValueError("inbox_days is more than landing_days: a copy whose file lies in the inbox is made again")
        return self

    @property
    def days_in_inbox(self) -> int | None:
        """How long a file stays in the inbox: not longer than its copy, which each night would make again."""
        return self.inbox_days or self.landing_days


def load_retention(city_folder: Path) -> Retention:
    """Return what a city declares; without the file nothing ever goes. Raises `DeclarationError` where it is wrong."""
    path = city_folder / RETENTION_FILE
    return load(Retention, path) if path.exists() else Retention()
