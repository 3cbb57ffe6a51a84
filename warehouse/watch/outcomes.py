"""Alerts about what a night took in: files that failed, were rejected or not fetched."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.register import Register
from schemas.words.message import Declared
from warehouse.inbox.fetch.result import HARMLESS
from warehouse.watch.alert import Alert, Code, alert

_OF_STATUS: Mapping[str, Code] = {"failed": "file-failed", "rejected": "file-rejected"}


def file_alerts(report: Mapping[str, Any], register: Register, typed: Mapping[str, str]) -> Iterator[Alert]:
    """Yield the files of a night that need a person, by its report as it is kept under `runs/`."""
    for outcome in report.get("outcomes", ()):
        if (code := _OF_STATUS.get(outcome["status"])) is not None:
            unit, file = outcome["unit_id"], outcome["file_name"]
            why = Declared(outcome["message_vi"], outcome["message_en"])
            values = {"unit": named_unit(register, unit), "file": file, "reason": outcome["reason"], "why": why}
            yield alert(code, f"{unit}/{file}", typed, **values)
    for fetched in report.get("fetched", ()):
        yield from _not_fetched(fetched, report["business_date"], typed)


def _not_fetched(fetched: Mapping[str, Any], day: str, typed: Mapping[str, str]) -> Iterator[Alert]:
    """Yield why a place did not give everything; what a night sees to by itself is left out."""
    if not fetched["needs_attention"]:
        return
    for problem in fetched["problems"]:
        if problem["reason"] in HARMLESS:
            continue
        subject = "/".join(filter(None, (fetched["name"], problem["reason"], problem["file_name"])))
        why = Declared(problem["message_vi"], problem["message_en"])
        place = {"source": fetched["name"], "unit": fetched["unit_id"]}
        yield alert("file-not-fetched", subject, typed, **place, why=why, day=day)


def named_unit(register: Register, unit_id: str) -> Declared:
    """Return a unit by its id and its names, and by its id alone where the register does not know it."""
    unit = register.by_id.get(unit_id)
    if unit is None:
        return Declared(unit_id, unit_id)
    return Declared(*(f"{name} ({unit_id})" for name in (unit.name_vi, unit.name_en)))
