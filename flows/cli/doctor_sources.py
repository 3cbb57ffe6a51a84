"""Whether every unit in force can send what the nightly ranking is made of."""

from collections.abc import Iterator, Sequence
from datetime import date

from flows.cli.finding import Finding, counted
from schemas.city import City
from schemas.register import CITY, Unit
from schemas.words.message import message
from warehouse.ranking.nightly_method import nightly_method

_NAMED = 8  # units named in one finding


def units_without_sources(city: City, on: date) -> Iterator[Finding]:
    """Yield for each table that the city asks for how many units of `on` have no source.

    An export of the whole city speaks for every unit.
    """
    in_force = [unit for unit in city.register.units if unit.valid_on(on)]
    of_city = city.tables_sent_by(CITY, on)
    for table in _tables_asked_for(city, in_force):
        without = [u for u in in_force if table not in of_city and table not in city.tables_sent_by(u.unit_id, on)]
        if not without:
            found = f"every one of the {counted(len(in_force), 'unit')} in force has a source for {table}"
            yield Finding(f"sources of {table}", "ok", found)
            continue
        found = f"{len(without)} of {counted(len(in_force), 'unit')} in force without a source for {table}"
        names = ", ".join(unit.unit_id for unit in without[:_NAMED])
        more = f" (+{len(without) - _NAMED})" if len(without) > _NAMED else ""
        file = str(city.folder / "sources" / f"{table}-….toml")
        advice = message("doctor.declare-source-of-table", table=table, file=file)
        yield Finding(f"sources of {table}", "warning", f"{found}: {names}{more}", advice)


def _tables_asked_for(city: City, in_force: Sequence[Unit]) -> list[str]:
    """Return the tables that the nightly method scores, and dossiers where a unit's cadence asks for those."""
    expected = ["dossiers"] if any(unit.cadence != "none" for unit in in_force) else []
    method = nightly_method(city)
    scored = (method.indicators[rule.code] for rule in method.rules if rule.computable and rule.size)
    return list(dict.fromkeys([*expected, *(table for indicator in scored for table in indicator.tables)]))
