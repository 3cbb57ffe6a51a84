"""What became of the files of a night, and who sent none, as the commands print it from a report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flows.cli.show import say, say_of, write_table
from schemas.words.catalogue import bilingual
from schemas.words.message import Declared, message

_STATUSES = (
    *("accepted", "accepted_with_rejections", "rejected", "failed", "already_loaded", "left_alone", "missing"),
    "not_expected",
)
_ATTENTION = ("failed", "rejected", "left_alone")  # of files; the silent units are named in one paragraph


def show_outcomes(outcomes: list[dict[str, Any]], day: date, names: Mapping[str, str] | None = None) -> None:
    """Print how many outcomes there are of each status, each file that needs attention, and who sent nothing.

    Args:
        outcomes: of a report.
        day: the business date.
        names: by submission what its sender called the file; None where what is printed may become a log.
    """
    counts = {status: sum(o["status"] == status for o in outcomes) for status in _STATUSES}
    rows = [(bilingual(message(f"cli_night.outcome-{s}")), s, n) for s, n in counts.items() if n]
    columns = (message("cli_night.outcome"), message("cli_night.status"), message("cli.count"))
    write_table(message("cli_night.outcomes", day=day), columns, rows)
    wanting = [outcome for status in _ATTENTION for outcome in outcomes if outcome["status"] == status]
    write_table(
        message("cli_night.need-a-person"),
        (message("cli.unit"), message("cli.file"), message("cli_night.status"), message("cli_night.reason-and-advice")),
        [(o["unit_id"], _name(o, names or {}), o["status"], _why(o)) for o in wanting],
    )
    if wanting and names is None:
        say(message("cli_night.names-as-sent"))
    if again := sum(bool(o.get("is_read_again")) for o in outcomes):
        say(message("cli_night.read-again", count=again))
    _show_missing([o["unit_id"] for o in outcomes if o["status"] == "missing"])
    if warned := {o["unit_id"] for o in outcomes if o.get("warnings")}:  # reports of 0.1.0 have none
        say_of(message("cli_night.warned"), ", ".join(sorted(warned)))
        say(message("cli_night.see-warnings"))


def _name(outcome: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return names.get(outcome.get("submission_id", ""), str(outcome["file_name"]))


def _why(outcome: Mapping[str, Any]) -> Declared:
    return Declared(outcome["message_vi"], outcome["message_en"])


def _show_missing(unit_ids: list[str]) -> None:
    """Name the silent units: a row for each of 168 communes would hide the one file that was rejected."""
    if unit_ids:
        say_of(message("cli_night.silent", count=len(unit_ids)), ", ".join(unit_ids))
        say(message("cli_night.ask-silent"))
        say("")
