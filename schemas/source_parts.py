"""Parts of a source: where a header goes and how it is written, and where the time of an export is found."""

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from schemas.strict import Declaration
from schemas.time_format import contradiction, time_format

Precision = Literal["day", "instant"]


class Field_(Declaration):
    """Where one header goes: its column, and for times how they are written and to which precision they are meant.

    `formats` are those of `schemas.time_format`, of which the first that describes a text reads it.
    `values` maps what is written to what is stored (codes, yes and no); `empty` lists texts that stand for nothing.
    """

    column: str = Field(description="column of the table that the header becomes", examples=["dossier_code"])
    formats: tuple[str, ...] = Field(
        (),
        description="how dates and times are written; the first format that describes a text reads it",
        examples=[["%d/%m/%Y %H:%M", "%d/%m/%Y"]],
    )
    precision: Precision | None = Field(
        None, description="needed for times: day where hours mean nothing, instant where they count", examples=["day"]
    )
    values: dict[str, str] = Field(
        default_factory=dict,
        description="what is written -> what is stored, for codes and for yes and no",
        examples=[{"Internet": "online", "Counter": "direct"}],
    )
    empty: tuple[str, ...] = Field(
        (), description="texts that stand for nothing, such as NULL or #N/A", examples=[["NULL", "#N/A"]]
    )

    @field_validator("formats")
    @classmethod
    def _can_be_read(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if fault := contradiction([time_format(format_text) for format_text in value]):
            raise ValueError(fault)
        return value

    @model_validator(mode="after")
    def _are_as_precise_as_meant(self) -> "Field_":
        if self.precision == "instant" and (day_formats := [f for f in self.formats if not time_format(f).has_hour]):
            raise ValueError(
                f"precision = 'instant' needs a time of day in every format, and {day_formats[0]!r} has none: it would "
                f"be read as midnight. Write precision = 'day', or leave only formats with an hour, such as %H:%M"
            )
        return self


class ExportedAt(Declaration):
    """Where the date of the export is found: a pattern with a group in the file's name, or a column's latest value."""

    name_pattern: str = Field(
        "", description="regular expression whose group 1 is the date in the file's name", examples=["_([0-9]{8})"]
    )
    column: str = Field("", description="header whose latest value is the time of export", examples=["Exported at"])
    format: str = Field(
        "%Y%m%d", description="how the date in the name or in the column is written", examples=["%Y%m%d%H%M"]
    )

    @field_validator("name_pattern")
    @classmethod
    def _has_a_group(cls, value: str) -> str:
        try:
            groups = re.compile(value).groups
        except re.error as fault:
            raise ValueError(f"name_pattern {value!r} is not a regular expression: {fault}") from None
        if value and not groups:
            raise ValueError(f"name_pattern {value!r} has no group; put the date in parentheses, like _([0-9]{{8}})")
        return value

    @field_validator("format")
    @classmethod
    def _can_be_read(cls, value: str) -> str:
        time_format(value)
        return value
