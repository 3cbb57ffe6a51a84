"""Whether every unit in force can send what the nightly ranking is made of."""

from collections.abc import Iterator, Sequence

from flows.doctor.examined import Examined
from flows.doctor.finding import Finding
from flows.settings import running_business_date
from schemas.city import City
from schemas.register import CITY, Unit
from schemas.words.message import Value, message
from warehouse.ranking.nightly_method import nightly_method

_NAMED = 8  # units named in one finding


def units_without_sources(at: Examined) -> Iterator[Finding]:
    """Yield for each table that the city asks for how many units of tonight have no source.

    An export of the whole city speaks for every unit.
    """
    city, on = at.city, running_business_date(at.city)
    in_force = [unit for unit in city.register.units if unit.valid_on(on)]
    of_city = city.tables_sent_by(CITY, on)
    for table in _tables_asked_for(city, in_force):
        item = message("doctor.item-sources", table=table)
        counts: dict[str, Value] = {"units": len(in_force), "table": table}
        without = [u for u in in_force if table not in of_city and table not in city.tables_sent_by(u.unit_id, on)]
        if not without:
            yield Finding(item, "ok", message("doctor.every-unit-has-a-source", **counts))
            continue
        names = ", ".join(unit.unit_id for unit in without[:_NAMED])
        more = f" (+{len(without) - _NAMED})" if len(without) > _NAMED else ""
        words = message("doctor.units-without-a-source", without=len(without), names=names + more, **counts)
        file = str(city.folder / "sources" / f"{table}-….toml")
        yield Finding(item, "warning", words, message("doctor.declare-source-of-table", table=table, file=file))


def _tables_asked_for(city: City, in_force: Sequence[Unit]) -> list[str]:
    """Return the tables that the nightly method scores, and dossiers where a unit's cadence asks for those."""
    expected = ["dossiers"] if any(unit.cadence != "none" for unit in in_force) else []
    method = nightly_method(city)
    scored = (method.indicators[rule.code] for rule in method.rules if rule.computable and rule.size)
    return list(dict.fromkeys([*expected, *(table for indicator in scored for table in indicator.tables)]))
