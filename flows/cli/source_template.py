"""`motcua source template`: the workbook that a unit fills in where its system exports nothing, and its source."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.files import new_file, unit_of
from flows.cli.options import DateOption, UnitOption
from flows.cli.show import Exit, WrongUsage, complain
from flows.settings import HERE, Place, city_of, running_business_date
from schemas.city import City
from schemas.table import Table
from schemas.words.message import Declared, message
from schemas.words.shown import shown
from schemas.words.text import nearest
from warehouse import store
from warehouse.drafting.template.inputs import Template, template_of
from warehouse.drafting.template.source import template_source
from warehouse.drafting.template.workbook import template_workbook

TableArgument = Annotated[str, Parameter(help="help.fed-table")]
OutOption = Annotated[Path, Parameter(name="--out", help="help.template-out")]


def template(
    table: TableArgument, *, out: OutOption, unit: UnitOption = "", place: Place = HERE, on: DateOption = None
) -> int:
    """Write the workbook of a table to fill in, and beside it the source that reads it; return the exit code.

    Args:
        table: the table that it feeds.
        out: where the workbook is written; the source lies beside it, called by its id.
        unit: the one unit that it is for; if empty, each row names its unit.
        place: the city whose rules and units hold.
        on: the day on which the units that are offered exist, by default the business date of a night that begins now.
    """
    city = city_of(place)
    workbook_template = _template(_sent_table(table, city), city, unit, on or running_business_date(city))
    workbook, source = new_file(out), new_file(out.with_name(f"{workbook_template.source_id}.toml"))
    store.write_bytes(workbook, template_workbook(workbook_template))
    store.write_text(source, template_source(workbook_template))
    complain(message("template.written", workbook=shown(str(out)), source=shown(str(source))))
    return Exit.FINE


def _sent_table(name: str, city: City) -> Table:
    names = [t.name for t in city.tables.values() if t.is_sent]
    if name not in names:
        raise WrongUsage(message("cli_check.no-table", table=shown(name), nearest=nearest(name, names) or names))
    return city.tables[name]


def _template(table: Table, city: City, unit: str, day: date) -> Template:
    if unit and table.scope == "city":
        raise WrongUsage(message("template.no-unit-in-table", table=Declared(table.label_vi, table.label_en)))
    only_unit = city.register.by_id.get(unit_of(unit, city)) if unit else None
    return template_of(table, city, only_unit, [u for u in city.register.units if u.valid_on(day)])
