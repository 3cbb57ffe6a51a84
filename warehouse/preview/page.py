"""The report of a check as one page that stands alone, to be sent on to whoever made the file."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from schemas.city import City
from schemas.register import CITY
from schemas.table import load_tables
from schemas.words.catalogue import bilingual
from schemas.words.message import Declared, Message, message
from warehouse.night.accounts.warning_rows import first_rows
from warehouse.preview.report import advice_of
from warehouse.site import stylesheet
from warehouse.site.templating import bilingual_environment, source_of

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
Verdict = Literal["nothing-to-do", "look-at-warnings", "correct-rows", "rejected", "failed", "left-alone"]


def report_page(report: Mapping[str, Any], city: City, file_name: str) -> str:
    """Return a report of `warehouse.preview.report.report_of` as HTML: no script, nothing from elsewhere.

    It says no more than the report does, of a text that may be personal its shape. The file's name stands there, for
    the page goes to who sent the file.

    Args:
        report: what a trial gave.
        city: whose rules hold.
        file_name: what the sender calls the file.
    """
    environment, submissions = _environment(), report["submissions"]
    return (
        environment.get_template("report.html.j2").render(
            report=report,
            file_name=file_name,
            verdict=verdict_of(report),
            rejected=sum(s["rejected"] for s in submissions),
            warned=sum(len(s["warnings"]) for s in submissions),
            city_name=Declared(city.about.name_vi, city.about.name_en),
            folder_name=_unit_name(city, report["folder"]),
            headings=[_heading(city, s) for s in submissions],
            source_labels=[_source_label(city, s["source_id"]) for s in submissions],
            style=source_of(environment, stylesheet.NAME),
        )
        + "\n"
    )


def verdict_of(report: Mapping[str, Any]) -> Verdict:
    """Return what the sender has to do, in a word."""
    submissions = report["submissions"]
    statuses = {s["status"] for s in submissions}
    if report["left_alone"]:
        return "left-alone"
    if "failed" in statuses:
        return "failed"
    if "rejected" in statuses:
        return "rejected"
    if "accepted_with_rejections" in statuses:
        return "correct-rows"
    return "look-at-warnings" if any(s["warnings"] for s in submissions) else "nothing-to-do"


def _heading(city: City, submission: Mapping[str, Any]) -> Message | Declared:
    unit = _unit_name(city, submission["unit_id"])
    if submission["table"] not in city.tables:
        return message("check_page.unrecognised", unit=unit)
    table = city.tables[submission["table"]]
    return message("check_page.of-unit", unit=unit, table=Declared(table.label_vi, table.label_en))


def _unit_name(city: City, unit_id: str) -> Declared:
    if unit_id == CITY:
        return Declared(city.about.name_vi, city.about.name_en)
    unit = city.register.by_id[unit_id]
    return Declared(unit.name_vi, unit.name_en)


def _source_label(city: City, source_id: str | None) -> Declared | None:
    source = city.sources.get(source_id or "")
    return Declared(source.label_vi, source.label_en) if source else None


@cache
def _environment() -> "Environment":
    environment = bilingual_environment(_TEMPLATES)
    environment.filters["first_rows"] = lambda warning: first_rows(warning["rows"], warning["row_count"])
    environment.globals |= {
        "line": lambda key, **values: bilingual(message(key, **values)),
        "declared": lambda row, name: Declared(row[f"{name}_vi"] or "", row[f"{name}_en"] or ""),
        "advice_of": advice_of,
        "layout_rule": lambda rule: Declared(*load_tables()["layout_rows"].column("rule_id").codes[rule]),
    }
    return environment
