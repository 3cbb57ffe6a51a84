"""The histories of invented dossiers: everything that will ever happen to each, before any export is made of it."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from flows.demo.plan import (
    EASY_FIELDS,
    FULL_SIZE,
    HABITS,
    HARD_FIELDS,
    MOVED,
    OUTAGE_WEEKS,
    SHARED_CODES,
    SURVEYED,
    SURVEYED_LATE,
    SURVEYED_ONLINE,
    SURVEYED_RECEIVED,
    VOLUMES,
    Grain,
    late_factors,
    places_of,
    procedures,
)
from schemas.calendar import Calendar
from warehouse.arrays import Flags, Floats, Ints

_DAY = 86_400
_FIRST, _LAST = date(2021, 12, 1), date(2024, 12, 31)
_RECEIVED = {
    2021: (date(2021, 12, 15), date(2021, 12, 31)),
    2022: (date(2022, 1, 1), date(2022, 12, 31)),
    2023: (date(2023, 1, 1), date(2023, 12, 29)),
}
_NEVER = np.iinfo(np.int64).max // 4  # an instant (seconds) that no cut reaches
_GRAINS: dict[Grain, int] = {"second": 1, "minute": 60, "day": _DAY}
_TIMES = ("submitted_at", "received_at", "first_due_at", "moved_due_at", "moved_at", "asked_at", "answered_at")
_ENDS = ("completed_at", "returned_at", "refused_at")
_UNITS = tuple(HABITS)


def dossier_histories(
    seed: int, dossiers: int, calendar: Calendar, grains: Mapping[str, Grain], codes: Mapping[str, str]
) -> pl.DataFrame:
    """Return one row for each dossier, sorted by unit and reception: what it is, and the instants of its history.

    Instants that never come are null. Beside the table's columns: `asked_at` and `answered_at` of the supplement,
    `moved_at` when the due date moves from `first_due_at` to `moved_due_at`.

    Args:
        seed: of chance.
        dossiers: how many, roughly.
        calendar: the working days.
        grains: unit_id -> to what precision its system keeps due and end times.
        codes: unit_id -> its statistical code, which stands in the dossier's code.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    days = [_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1)]
    working = np.array([(d - date(1970, 1, 1)).days for d in days if calendar.is_working(d)], dtype=np.int64)
    unit, year = _volumes(dossiers)
    procedure = _with_case_mix((len(procedures()) * rng.random(len(unit)) ** 1.5).astype(np.int64), unit, seed)
    history = _receptions(rng, unit, year, working, procedure, dossiers / FULL_SIZE)
    history |= _endings(rng, history, working, dossiers / FULL_SIZE)
    history |= _attributes(rng, history)
    return _as_frame(history, grains, codes)


def _volumes(dossiers: int) -> tuple[Ints, Ints]:
    """Return unit index and year of each dossier; some are carried over from 2021."""
    surveyed_total = round(SURVEYED_RECEIVED * dossiers / FULL_SIZE)
    shares = {(u, y): h.weight * volume for u, h in HABITS.items() for y, volume in VOLUMES.items()}
    del shares[SURVEYED, 2022]
    other_total, total = dossiers - surveyed_total, sum(shares.values())
    counts = {unit_year: max(6, round(other_total * share / total)) for unit_year, share in shares.items()}
    counts[SURVEYED, 2022] = surveyed_total
    unit_years = [(u, y) for u in HABITS for y in VOLUMES]
    sizes = [counts[unit_year] for unit_year in unit_years]
    return (
        np.repeat([_UNITS.index(u) for u, _ in unit_years], sizes).astype(np.int64),
        np.repeat([y for _, y in unit_years], sizes).astype(np.int64),
    )


def _with_case_mix(procedure: Ints, unit: Ints, seed: int) -> Ints:
    """Return the procedures with some of those of districts with an easy or a hard mix moved to other fields.

    From random numbers of its own, so that the other districts are what they were without it.
    """
    rng = np.random.Generator(np.random.PCG64([seed, 1]))
    lot, pick = rng.random(len(unit)), rng.integers(0, 2, len(unit))
    mix = np.array([habits.mix for habits in HABITS.values()])[unit]
    field = procedure % len(late_factors())
    is_hard = np.isin(field, places_of(HARD_FIELDS))
    becomes_hard = (mix == "hard") & ~is_hard & (lot < MOVED["hard"])
    becomes_easy = (mix == "easy") & is_hard & (lot < MOVED["easy"])
    hard, easy = (np.array(places_of(fields))[pick] for fields in (HARD_FIELDS, EASY_FIELDS))
    new_field = np.where(becomes_hard, hard, np.where(becomes_easy, easy, field))
    return np.asarray(procedure - field + new_field, dtype=np.int64)


def _receptions(
    rng: np.random.Generator, unit: Ints, year: Ints, working: Ints, procedure: Ints, scale: float
) -> dict[str, Ints]:
    """Return what is known at reception: instants in seconds, indices of working days, channel and procedure."""
    n = len(unit)
    limits = np.array([p.limit for p in procedures()], dtype=np.int64)
    day = np.empty(n, dtype=np.int64)
    for y, (first, last) in _RECEIVED.items():
        low, high = _index_from(working, first), _index_from(working, last + timedelta(days=1))
        day[year == y] = rng.integers(low, high, int((year == y).sum()))
    _fill_last_days(day, unit, year, working)
    online = rng.random(n) < _habit("online")[unit]
    surveyed_rows = np.flatnonzero((unit == _UNITS.index(SURVEYED)) & (year == 2022))
    online[surveyed_rows] = False
    online[rng.permutation(surveyed_rows)[: round(SURVEYED_ONLINE * scale)]] = True
    second = _office_second(rng, n)
    received_at = working[day] * _DAY + second
    ahead = np.where(online, rng.integers(60, 14 * 3600, n), rng.integers(0, 600, n))
    after_three = (second >= 15 * 3600).astype(np.int64)
    return {
        "unit": unit, "year": year, "procedure": procedure, "limit": limits[procedure], "day": day,
        "due_day": day + limits[procedure] + after_three, "received_at": received_at,
        "submitted_at": received_at - ahead,
        "channel": np.where(online, 1, np.where(rng.random(n) < 0.04, 2, 0)),
    }  # fmt: skip


def _fill_last_days(day: Ints, unit: Ints, year: Ints, working: Ints) -> None:
    """Give every unit some dossiers on each of the last two days, so that even a small city has two full nights."""
    for u in range(len(_UNITS)):
        last_rows = np.flatnonzero((unit == u) & (year == 2023))[:6]
        day[last_rows[:3]] = _index_from(working, date(2023, 12, 29))
        day[last_rows[3:]] = _index_from(working, date(2023, 12, 28))


def _endings(rng: np.random.Generator, history: dict[str, Ints], working: Ints, scale: float) -> dict[str, Ints]:
    """Return how each dossier goes on: supplement, moved due date, apology, end. All that never comes is `_NEVER`."""
    n, day, due = len(history["unit"]), history["day"], history["due_day"]
    has_limit = history["limit"] > 0
    stuck = has_limit & (rng.random(n) < _habit("stuck")[history["unit"]])
    late = _late(rng, history, working, scale) & has_limit & ~stuck
    apology = late & (rng.random(n) < _habit("apology")[history["unit"]]) & (due > day)
    may_ask = has_limit & ~stuck & ~apology & (history["limit"] >= 3)
    has_supplement = may_ask & (rng.random(n) < np.where(late, 0.3, _habit("supplement")[history["unit"]]))
    wait = rng.integers(1, 6, n)
    moved_day = due + np.where(apology, rng.integers(4, 11, n), wait)
    # A supplement is asked for on the next working day and handed in a day later, before anything is finished.
    on_time_day = np.maximum(day + (rng.random(n) ** 0.8 * (due - day + 1)).astype(np.int64), day + 2 * has_supplement)
    overrun = due + 1 + (rng.random(n) * np.where(apology | has_supplement, moved_day - due, 15)).astype(np.int64)
    end_day = np.where(late, overrun, on_time_day)
    end = working[end_day] * _DAY + _office_second(rng, n)
    end = np.where(end_day == day, np.maximum(end, history["received_at"] + rng.integers(300, 1800, n)), end)
    due_at = np.where(has_limit, working[due] * _DAY + 17 * 3600, _NEVER)
    ends_at_due = has_limit & ~late & ~has_supplement & (rng.random(n) < 0.003)
    end = np.where(ends_at_due, due_at, end)
    end = np.where(stuck, _NEVER, np.where(has_limit, end, history["received_at"] + rng.integers(300, 2400, n)))
    letter_day = due - np.where((rng.random(n) < 0.1) & (history["unit"] != _UNITS.index(SURVEYED)), 0, 1)
    letter, asked_at = working[letter_day], _at_nine(working, day + 1)
    return {
        "late": late.astype(np.int64), "end": end, "first_due_at": due_at,
        "moved_due_at": np.where(apology | has_supplement, working[moved_day] * _DAY + 17 * 3600, _NEVER),
        "moved_at": np.where(apology, letter * _DAY + 10 * 3600, np.where(has_supplement, asked_at, _NEVER)),
        "asked_at": np.where(has_supplement, asked_at, _NEVER),
        "answered_at": np.where(has_supplement, _at_nine(working, day + 2), _NEVER),
        "supplement_request_count": np.where(has_supplement, 1 + (rng.random(n) < 0.15), 0),
        "supplement_days": np.where(has_supplement, wait, 0),
        "apology_date": np.where(apology, letter, _NEVER),
        "apology_new_due_date": np.where(apology, working[moved_day], _NEVER),
    } | _ends(rng, end, has_limit & ~late, working)  # fmt: skip


def _late(rng: np.random.Generator, history: dict[str, Ints], working: Ints, scale: float) -> Flags:
    """Return which dossiers end after their first due date: by the unit's habit, and exactly so for the survey."""
    unit, due = history["unit"], history["due_day"]
    outage = np.array([h.outage for h in HABITS.values()])[unit]
    is_down = np.zeros(len(unit), dtype=bool)
    for first, last in OUTAGE_WEEKS:
        is_down |= (due >= _index_from(working, first)) & (due < _index_from(working, last))
    field_factor = np.array(late_factors())[history["procedure"] % len(late_factors())]
    chance = _habit("late")[unit] * field_factor * np.where(outage, np.where(is_down, 12.0, 0.55), 1.0)
    late: Flags = rng.random(len(unit)) < chance
    is_surveyed = (unit == _UNITS.index(SURVEYED)) & (history["year"] <= 2022)
    late[is_surveyed] = False
    # Received from February to October with 5 to 15 days to go: whatever happens, they end within the year.
    safe = (due >= _index_from(working, date(2022, 2, 15))) & (due < _index_from(working, date(2022, 11, 1)))
    eligible = np.flatnonzero(is_surveyed & safe & (history["limit"] >= 5) & (history["limit"] <= 15))
    late[rng.permutation(eligible)[: max(1, round(SURVEYED_LATE * scale))]] = True
    return late


def _ends(rng: np.random.Generator, end: Ints, may_fail: Flags, working: Ints) -> dict[str, Ints]:
    """Return the instants of completion, return and refusal, and which dossiers were withdrawn."""
    n = len(end)
    lot = rng.random(n)
    is_refused, is_withdrawn = may_fail & (lot < 0.015), may_fail & (lot >= 0.015) & (lot < 0.022)
    later = np.searchsorted(working, np.minimum(end, working[-40] * _DAY) // _DAY, side="right") + rng.integers(0, 3, n)
    handed_out = np.where(rng.random(n) < 0.6, end, working[later] * _DAY + _office_second(rng, n))
    gone = end == _NEVER
    return {
        "completed_at": np.where(is_refused, _NEVER, end),
        "returned_at": np.where(is_refused | is_withdrawn | gone, _NEVER, handed_out),
        "refused_at": np.where(is_refused, end, _NEVER),
        "withdrawn": is_withdrawn.astype(np.int64),
    }


def _attributes(rng: np.random.Generator, history: dict[str, Ints]) -> dict[str, Ints]:
    """Return applicant, fee, payment, digitisation; numbers, with 0 and 1 for no and yes."""
    n, unit = len(history["unit"]), history["unit"]
    fee = np.array([p.fee for p in procedures()], dtype=np.int64)[history["procedure"]]
    paid = (fee > 0) & (history["channel"] == 1) & (rng.random(n) < _habit("paid_online")[unit])
    digitised_count = np.where(rng.random(n) < _habit("digitised")[unit], rng.integers(1, 6, n), 0)
    return {
        "applicant": np.searchsorted([0.78, 0.96, 0.98], rng.random(n)),
        "fee_due": fee,
        "is_paid_online": paid.astype(np.int64),
        "digitised_component_count": digitised_count,
        "is_reused": ((digitised_count > 0) & (rng.random(n) < 0.4)).astype(np.int64),
        "is_electronic_result": (rng.random(n) < 0.5).astype(np.int64),
        "person": rng.integers(1, 10_000, n),
    }


def _as_frame(history: dict[str, Ints], grains: Mapping[str, Grain], codes: Mapping[str, str]) -> pl.DataFrame:
    """Return the arrays as a frame with names for indices, instants cut to each unit's grain, and dossier codes."""
    grain = np.array([_GRAINS[grains[u]] for u in _UNITS], dtype=np.int64)[history["unit"]]
    # A system that keeps days still stamps reception to the minute.
    stamp = np.minimum(grain, 60)
    columns: dict[str, pl.Series] = {}
    for name in (*_TIMES, *_ENDS):
        unit_of_time = grain if name in ("first_due_at", "moved_due_at", *_ENDS) else stamp
        columns[name] = _instants(history[name] // unit_of_time * unit_of_time, history[name] >= _NEVER)
    for name in ("apology_date", "apology_new_due_date"):
        columns[name] = _instants(history[name] * _DAY, history[name] >= _NEVER).cast(pl.Date)
    catalogue = procedures()
    names_by_column = {
        "unit_id": list(_UNITS), "channel": ["direct", "online", "post"],
        "applicant": ["citizen", "business", "state_agency", "other"],
    }  # fmt: skip
    for name, names in names_by_column.items():
        columns[name] = pl.Series(names).gather(history["unit" if name == "unit_id" else name])
    for name in ("code", "name", "field"):
        label = "field" if name == "field" else f"procedure_{name}"
        columns[label] = pl.Series([getattr(p, name) for p in catalogue]).gather(history["procedure"])
    for name in ("supplement_request_count", "supplement_days", "fee_due", "digitised_component_count", "person"):
        columns[name] = pl.Series(history[name])
    for name in ("is_paid_online", "is_reused", "is_electronic_result", "withdrawn"):
        columns[name] = pl.Series(history[name]).cast(pl.Boolean)
    frame = pl.DataFrame(columns).rename({"applicant": "applicant_type"})
    return _with_codes(frame.sort("unit_id", "received_at", maintain_order=True), codes)


def _with_codes(frame: pl.DataFrame, codes: Mapping[str, str]) -> pl.DataFrame:
    """Add `dossier_code`, shaped as circular 01/2018 says: agency, day of reception, number of the day."""
    day = pl.col("received_at").dt.date()
    number = pl.int_range(1, pl.len() + 1).over("unit_id", day).cast(pl.String).str.zfill(4)
    agency = pl.format("SYN.{}.H29", pl.col("unit_id").replace_strict(dict(codes)))
    frame = frame.with_columns(
        pl.concat_str(agency, day.dt.strftime("%y%m%d"), number, separator="-").alias("dossier_code")
    )
    giver, taker = SHARED_CODES
    lent = frame.filter(unit_id=giver).get_column("dossier_code").head(5)
    rows = frame.with_row_index().filter(unit_id=taker).get_column("index").head(5)
    return frame.with_columns(frame.get_column("dossier_code").scatter(rows, lent))


def _instants(seconds: Ints, never: Flags) -> pl.Series:
    times = np.where(never, 0, seconds).astype("datetime64[s]").astype("datetime64[us]")
    return pl.select(pl.when(~pl.Series(never)).then(pl.Series(times))).to_series()


def _office_second(rng: np.random.Generator, n: int) -> Ints:
    """Seconds of the day within office hours, 07:30–11:30 and 13:00–17:00."""
    seconds_worked = rng.integers(0, 8 * 3600, n)
    return np.asarray(7 * 3600 + 1800 + seconds_worked + np.where(seconds_worked >= 4 * 3600, 5400, 0), dtype=np.int64)


def _at_nine(working: Ints, day: Ints) -> Ints:
    return np.asarray(working[day] * _DAY + 9 * 3600, dtype=np.int64)


def _index_from(working: Ints, day: date) -> int:
    """The index of the first working day on or after `day`."""
    return int(np.searchsorted(working, (day - date(1970, 1, 1)).days))


def _habit(name: str) -> Floats:
    return np.array([getattr(h, name) for h in HABITS.values()], dtype=np.float64)
