"""What became of the files of a night, and who sent none, as the commands print it from a report."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flows.cli.show import say, say_of, write_table
from schemas.words.catalogue import bilingual
from schemas.words.message import Declared, Message, message

_STATUSES = (
    *("accepted", "accepted_with_rejections", "rejected", "failed", "already_loaded", "left_alone", "missing"),
    "not_expected",
)
_ATTENTION = ("failed", "rejected")  # of files; the silent units are named in one paragraph
NameOf = Callable[[Mapping[str, Any]], str]


def show_outcomes(outcomes: list[dict[str, Any]], day: date, name_of: NameOf | None = None) -> None:
    """Print how many outcomes have each status, each file that needs attention or was left alone, and who sent nothing.

    Args:
        outcomes: of a report.
        day: the business date.
        name_of: gives what its sender called the file of an outcome; None where what is printed may become a log.
    """
    counts = {status: sum(o["status"] == status for o in outcomes) for status in _STATUSES}
    rows = [(bilingual(message(f"cli_night.outcome-{s}")), s, n) for s, n in counts.items() if n]
    columns = (message("cli_night.outcome"), message("cli_night.status"), message("cli.count"))
    write_table(message("cli_night.outcomes", day=day), columns, rows)
    needing_a_person = [outcome for status in _ATTENTION for outcome in outcomes if outcome["status"] == status]
    left_alone = [outcome for outcome in outcomes if outcome["status"] == "left_alone"]
    _show_files(message("cli_night.need-a-person"), needing_a_person, name_of)
    _show_files(message("cli_night.left-alone"), left_alone, name_of)
    if (needing_a_person or left_alone) and name_of is None:
        say(message("cli_night.names-as-sent"))
    if again := sum(bool(o.get("is_read_again")) for o in outcomes):
        say(message("cli_night.read-again", count=again))
    _show_missing([o["unit_id"] for o in outcomes if o["status"] == "missing"])
    if warned_units := {o["unit_id"] for o in outcomes if o.get("warnings")}:  # reports of 0.1.0 have none
        say_of(message("cli_night.warned"), ", ".join(sorted(warned_units)))
        say(message("cli_night.see-warnings"))


def _show_files(title: Message, outcomes: list[dict[str, Any]], name_of: NameOf | None) -> None:
    write_table(
        title,
        (message("cli.unit"), message("cli.file"), message("cli_night.status"), message("cli_night.reason-and-advice")),
        [(o["unit_id"], name_of(o) if name_of else o["file_name"], o["status"], _why(o)) for o in outcomes],
    )


def _why(outcome: Mapping[str, Any]) -> Declared:
    return Declared(outcome["message_vi"], outcome["message_en"])


def _show_missing(unit_ids: list[str]) -> None:
    """Name the silent units: a row for each of 168 communes would hide the one file that was rejected."""
    if unit_ids:
        say_of(message("cli_night.silent", count=len(unit_ids)), ", ".join(unit_ids))
        say(message("cli_night.ask-silent"))
        say("")
