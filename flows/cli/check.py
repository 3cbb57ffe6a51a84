"""`motcua check`: what a district runs on its file before sending it: the night's own rules, and nothing is stored."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.check_report import show
from flows.cli.files import new_file, regular_file, unit_of
from flows.cli.options import DateOption, FileArgument, UnitOption
from flows.cli.show import Exit, Json, WrongUsage, complain, write_json
from flows.settings import HERE, Place, city_of, running_business_date
from schemas.city import City
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse import store
from warehouse.night.trial import for_any_unit, try_file
from warehouse.preview.page import report_page
from warehouse.preview.report import report_of
from warehouse.reading.sandbox import reader
from warehouse.run import Limits, Run

PageOption = Annotated[Path | None, Parameter(name="--html", help="help.check-page")]


def check(
    file: FileArgument,
    *,
    unit: UnitOption = "",
    place: Place = HERE,
    on: DateOption = None,
    html: PageOption = None,
    json: Json = False,
) -> int:
    """Print what a night would make of a file, of which nothing is stored; return the exit code.

    Args:
        file: the file.
        unit: a name or the id of the unit that sends it; if empty, the units are those that the file names.
        place: the city whose rules hold.
        on: the business date, by default that of a night that begins now.
        html: where the report is written as a page to send on; nothing may be there.
        json: print the report as JSON.
    """
    city = city_of(place)
    page = html and new_file(html)
    report = check_file(regular_file(file), city, unit_of(unit, city) if unit else "", on)
    if page:
        store.write_text(page, report_page(report, city, shown(file.name)))
        complain(message("cli_check.page-written", file=shown(str(html))))
    if json:
        write_json(report)
    else:
        show(report)
    return exit_code(report)


def check_file(file: Path, city: City, unit_id: str, business_date: date | None) -> dict[str, Any]:
    """Return what a night would make of the file; see `warehouse.preview.report.report_of`.

    The work is done in a temporary folder that is removed. Raises `WrongUsage` where the unit has to be named.

    Args:
        file: the file, by its absolute path.
        city: whose sources and rules hold.
        unit_id: the unit that sends it; if empty, the units are those that the file names.
        business_date: the business date; None for that of a night that begins now.
    """
    if not unit_id and not for_any_unit(city).sources:
        raise WrongUsage(message("cli_check.no-source-names-unit"))
    with TemporaryDirectory(prefix="motcua-check-") as folder:
        run = Run(store.Home(Path(folder)), city, business_date or running_business_date(city))
        store.empty_work(run.home)
        limits = Limits(workers=1)
        with reader(1, limits.seconds, limits.memory_bytes) as read:
            trial = try_file(run, file, unit_id, read)
        return report_of(run, trial, str(file))


def exit_code(report: dict[str, Any]) -> Exit:
    """Return the exit code of a report: that of a night to which nothing else is sent."""
    return Exit.ATTENTION if report["needs_attention"] else Exit.FINE
