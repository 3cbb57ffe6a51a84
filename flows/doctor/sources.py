"""Whether every unit in force can send what the nightly ranking is made of."""

from collections.abc import Iterator, Sequence

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, named_first
from flows.settings import running_business_date
from schemas.city import City
from schemas.register import CITY, Unit
from schemas.words.message import Value, message
from warehouse.ranking.nightly_method import nightly_method

_MOST_UNITS = 8  # units named in one finding


def units_without_sources(checkup: Checkup) -> Iterator[Finding]:
    """Yield for each table that the city asks for how many units of tonight have no source.

    An export of the whole city speaks for every unit.
    """
    city, day = checkup.city, running_business_date(checkup.city)
    units = [unit for unit in city.register.units if unit.valid_on(day)]
    city_tables = city.tables_sent_by(CITY, day)
    for table in _tables_asked_for(city, units):
        item = message("doctor.item-sources", table=table)
        counts: dict[str, Value] = {"units": len(units), "table": table}
        without = [u for u in units if table not in city_tables and table not in city.tables_sent_by(u.unit_id, day)]
        if not without:
            yield Finding(item, "ok", message("doctor.every-unit-has-a-source", **counts))
            continue
        names = named_first([unit.unit_id for unit in without], _MOST_UNITS)
        words = message("doctor.units-without-a-source", without=len(without), names=names, **counts)
        file = str(city.folder / "sources" / f"{table}-….toml")
        yield Finding(item, "warning", words, message("doctor.declare-source-of-table", table=table, file=file))


def _tables_asked_for(city: City, units: Sequence[Unit]) -> list[str]:
    """Return the tables that the nightly method scores, and dossiers where a unit's cadence asks for those."""
    dossiers_table = ["dossiers"] if any(unit.cadence != "none" for unit in units) else []
    method = nightly_method(city)
    scored_indicators = (method.indicators[rule.code] for rule in method.rules if rule.computable and rule.size)
    return list(
        dict.fromkeys([*dossiers_table, *(table for indicator in scored_indicators for table in indicator.tables)])
    )
