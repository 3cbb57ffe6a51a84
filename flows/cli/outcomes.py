"""What became of the files of a night, and who sent none, as the commands print it from a report."""

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


def show_outcomes(outcomes: list[dict[str, Any]], day: date) -> None:
    """Print how many outcomes there are of each status, each file that needs attention, and who sent nothing."""
    counts = {status: sum(o["status"] == status for o in outcomes) for status in _STATUSES}
    rows = [(bilingual(message(f"cli_night.outcome-{s}")), s, n) for s, n in counts.items() if n]
    columns = (message("cli_night.outcome"), message("cli_night.status"), message("cli.count"))
    write_table(message("cli_night.outcomes", day=day), columns, rows)
    write_table(
        message("cli_night.need-a-person"),
        (message("cli.unit"), message("cli.file"), message("cli_night.status"), message("cli_night.reason-and-advice")),
        [
            (o["unit_id"], o["file_name"], o["status"], Declared(o["message_vi"], o["message_en"]))
            for status in _ATTENTION
            for o in outcomes
            if o["status"] == status
        ],
    )
    if again := sum(bool(o.get("is_read_again")) for o in outcomes):
        say(message("cli_night.read-again", count=again))
    _show_missing([o["unit_id"] for o in outcomes if o["status"] == "missing"])
    if warned := {o["unit_id"] for o in outcomes if o.get("warnings")}:  # reports of 0.1.0 have none
        say_of(message("cli_night.warned"), ", ".join(sorted(warned)))
        say(message("cli_night.see-warnings"))


def _show_missing(unit_ids: list[str]) -> None:
    """Name the silent units: a row for each of 168 communes would hide the one file that was rejected."""
    if unit_ids:
        say_of(message("cli_night.silent", count=len(unit_ids)), ", ".join(unit_ids))
        say(message("cli_night.ask-silent"))
        say("")
