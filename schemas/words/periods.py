"""Periods as people call them: the quarter "2022-Q1" is "Q1 2022" in English."""

import re
from datetime import date

from schemas.words.message import Message, message

_PERIOD_ID = re.compile(r"(?P<year>\d{4})(-(?P<kind>RQ|RY|Q|)(?P<number>\d*))?")
_KINDS = {None: "year", "": "month", "Q": "quarter", "RQ": "reporting-quarter", "RY": "reporting-year"}


def period_name(period_id: str) -> Message:
    """Return what a period is called, by its id: a year, month or quarter, one of reports, or the days of "dates"."""
    if match := _PERIOD_ID.fullmatch(period_id):
        number = {"number": int(match["number"])} if match["number"] else {}
        return message(f"periods.{_KINDS[match['kind']]}", year=int(match["year"]), **number)
    first, last = (date.fromisoformat(day) for day in period_id.split(".."))
    return message("periods.days", first=first, last=last)
