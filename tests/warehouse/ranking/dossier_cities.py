"""Small cities made of dossiers, counted as a night counts them, and one good dossier made bad in each way."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import polars as pl
from in_force import INDICATORS, MEASURES

from schemas.city import load_city
from schemas.measure import DAYS
from schemas.method import Method
from schemas.table import load_tables
from warehouse.counting.count import count
from warehouse.ranking.evidence.cells import evaluate, part_counts
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.evidence.evidence import Evidence
from warehouse.ranking.evidence.periods import parse_period, previous

CITY = load_city()
NOW = parse_period("2022")
DOSSIERS = load_tables()["dossiers"].polars_schema
SENT = ("dossiers", "petitions", "satisfaction", "procedures", "training", "staffing")

_GOOD = {
    "channel": "online",
    "status": "handled",
    "received_at": datetime(2022, 3, 7, 9),
    "first_due_at": datetime(2022, 3, 14, 17),
    "current_due_at": datetime(2022, 3, 14, 17),
    "completed_at": datetime(2022, 3, 10, 10),
    "supplement_request_count": 0,
    "fee_due": 50_000,
    "is_paid_online": True,
    "digitised_component_count": 2,
    "is_reused": True,
    "is_electronic_result": True,
}
_DUE = {name: _GOOD[name] for name in ("first_due_at", "current_due_at")}
_LATE = _DUE | {"status": "handled", "completed_at": datetime(2022, 3, 21, 10)}
_UNDUE = {"first_due_at": None, "current_due_at": None}
_OPEN = {"status": "in_handling", "completed_at": None, "is_electronic_result": None}
_IN_TIME = dict.fromkeys(("first_due_at", "current_due_at"), datetime(2023, 1, 20, 17))
_TIMELY, _UNTIMELY = {"apology_date": date(2022, 3, 10)}, {"apology_date": date(2022, 3, 16)}
_UNSAID = {
    "channel": {"channel": "not_recorded"},
    "payment": {"is_paid_online": None},
    "digitised": {"digitised_component_count": None},
    "reuse": {"is_reused": None},
    "result": {"is_electronic_result": None},
}
_ALL_UNSAID = {name: value for changes in _UNSAID.values() for name, value in changes.items()}
# What dossiers of a city may be like, those that are good in every indicator first.
KINDS = {
    "good": {},
    "good and open": _OPEN | _IN_TIME,
    "good, due in the year after": _IN_TIME | {"completed_at": datetime(2022, 12, 28, 10)},
    "late": _LATE,
    "late with a timely letter": _LATE | _TIMELY,
    "late with a letter afterwards": _LATE | _UNTIMELY,
    "without due date": _UNDUE,
    "open and overdue": _OPEN,
    "asked twice for supplement": {"supplement_request_count": 2},
    "at the counter": {"channel": "direct", "is_paid_online": False},
    "nothing digital": {"digitised_component_count": 0, "is_reused": False, "is_electronic_result": False},
    "without fee": {"fee_due": 0, "is_paid_online": None},
    "nothing recorded": _ALL_UNSAID,
}
GOOD = tuple(KINDS)[:3]
# What a good dossier is turned into; None: it is not sent.
WAYS: Mapping[str, Mapping[str, object] | None] = {
    "late": _LATE,
    "late, with a timely letter": _LATE | _TIMELY,
    "late, with a letter afterwards": _LATE | _UNTIMELY,
    "late, and still open": _OPEN | _DUE,
    "late by what was asked for": {"supplement_request_count": 2},
    "without due date": _UNDUE,
    "without end": {"completed_at": None, "status": "handled"},
    "without end, stopped": {"completed_at": None, "status": "stopped"},
    "without both": _UNDUE | {"completed_at": None},
    **{f"{name} unrecorded": changes for name, changes in _UNSAID.items()},
    "nothing recorded": _ALL_UNSAID,
    "never taken in": {"status": "newly_filed"},
    "unsent": None,
}


def _frame(kinds: Mapping[str, Mapping[str, object]]) -> pl.DataFrame:
    rows = [dict.fromkeys(DOSSIERS) | {"dossier_code": name} | _GOOD | changes for name, changes in kinds.items()]
    return pl.DataFrame(rows, schema=DOSSIERS, orient="row")


_ROWS = _frame(KINDS)


def dossiers(unit: str, numbers: Mapping[str, int]) -> pl.DataFrame:
    """Return so many dossiers of each kind, received in the period."""
    places = [place for place, kind in enumerate(KINDS) for _ in range(numbers.get(kind, 0))]
    return _ROWS[places].with_columns(unit_id=pl.lit(unit))


def a_year_before(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the same dossiers, all of it 52 weeks earlier."""
    days = [name for name, kind in frame.schema.items() if kind.base_type() in (pl.Datetime, pl.Date)]
    return frame.with_columns(pl.col(name) - timedelta(weeks=52) for name in days)


def turned(good: pl.DataFrame, kind: str, way: str) -> pl.DataFrame:
    """Return good dossiers of a kind after they were turned bad; no row where they are not sent."""
    changes = WAYS[way]
    return turned_into(good, kind, None if changes is None else KINDS[kind] | changes)


def turned_into(dossiers: pl.DataFrame, kind: str, traits: Mapping[str, object] | None) -> pl.DataFrame:
    """Return as many dossiers of a kind, with other traits; no row where there are none."""
    other = _frame({} if traits is None else {kind: traits})
    return other.drop("unit_id").join(dossiers.select("unit_id"), how="cross").select(dossiers.columns)


def closed_well(good: pl.DataFrame) -> pl.DataFrame:
    """Return the dossiers as they would be had they been closed in time, everything recorded."""
    return turned_into(good, good.item(0, "dossier_code"), KINDS["good"]) if good.height else good


def counts(rows: pl.DataFrame, others: Mapping[str, Mapping[str, int]], year: int) -> pl.DataFrame:
    """Return the counts of dossiers, and of `others`: unit -> measure -> number within the year."""
    of_dossiers = count({"dossiers": rows.lazy()}, MEASURES.values(), CITY.calendar, CITY.time_rules).collect()
    day = date(year, 6, 6)
    further = [(unit, day, measure, n) for unit, numbers in others.items() for measure, n in numbers.items()]
    return pl.concat([of_dossiers, pl.DataFrame(further, schema=of_dossiers.schema, orient="row")])


def officials(number: int) -> Mapping[str, int]:
    """Return what is counted of so many officials on one day."""
    return {"officials": number, f"officials{DAYS}": 1}


def evidence(counted: pl.DataFrame, method: Method, names: Mapping[str, str], phi: float = 1.0) -> Evidence:
    """Return the evidence for a method about the units in `names` (id in the counts -> id in the evidence)."""
    frame = counted.lazy().filter(pl.col("unit_id").is_in(list(names))).with_columns(pl.col("unit_id").replace(names))
    units, indicators = sorted(names.values()), list(INDICATORS.values())
    reported = {(unit, table) for unit in units for table in SENT}
    least = {i.code: method.min_n for i in indicators if i.kind == "proportion"} | dict(method.min_cases)
    effects = {indicator.code: dict.fromkeys(units, Effect(phi)) for indicator in indicators}

    def cells(of):
        return evaluate(frame, units, of, indicators, reported, least, effects)

    return Evidence(NOW, cells(NOW), cells(previous(NOW)), part_counts(frame, units, NOW, indicators))
