"""The other tables of the synthetic city: petitions, satisfaction, procedures, training, staffing, reports."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.demo.plan import FULL_SIZE, HABITS, SATISFIED_GROUPS, SATISFIED_OF, SURVEYED, procedures
from schemas.calendar import Calendar
from warehouse.arrays import Ints

_SECOND = "datetime64[s]"


def petition_histories(seed: int, dossiers: int, calendar: Calendar) -> pl.DataFrame:
    """Return every petition with its true time of answer; none about the surveyed district in 2022."""
    rng = np.random.Generator(np.random.PCG64([seed, 2]))
    units, years = _spread(rng, max(2, dossiers // 3000), {(SURVEYED, 2022): 0})
    n = len(units)
    received_at = np.array([datetime(y, 1, 1) for y in years], dtype=_SECOND) + rng.integers(0, 362 * 86_400, n)
    due_days = [calendar.add_working_days(d, 15) for d in received_at.astype("datetime64[D]").tolist()]
    due = np.array(due_days, dtype="datetime64[D]").astype(_SECOND) + 17 * 3600
    late = rng.random(n) < 0.08
    span = np.maximum((due - received_at).astype(np.int64), 1)
    resolved_at = np.where(
        late, due + rng.integers(3600, 20 * 86_400, n), received_at + (rng.random(n) * span).astype(np.int64)
    )
    code = [f"SYN-PA-{i:06d}" for i in range(1, n + 1)]
    kinds = np.array(["feedback", "proposal", "complaint"])
    return pl.DataFrame(
        {
            "unit_id": units, "petition_code": code, "kind": kinds[rng.choice(3, n, p=[0.6, 0.25, 0.15])],
            "received_at": received_at.astype("datetime64[us]"), "due_at": due.astype("datetime64[us]"),
            "resolved_at": resolved_at.astype("datetime64[us]"), "is_repeat": rng.random(n) < 0.06,
            "is_compared_by_day": np.zeros(n, dtype=bool), "person": rng.integers(1, 10_000, n),
        }
    ).sort("received_at", "petition_code")  # fmt: skip


def satisfaction_answers(seed: int, dossiers: int) -> pl.DataFrame:
    """Return every survey answer; of the surveyed district in 2022 exactly 232 of each 233 are satisfied."""
    rng = np.random.Generator(np.random.PCG64([seed, 3]))
    satisfied_of, group = SATISFIED_OF
    groups = max(1, round(SATISFIED_GROUPS * dossiers / FULL_SIZE))
    units, years = _spread(rng, max(20, dossiers // 350), {(SURVEYED, 2022): group * groups})
    n = len(units)
    chance = np.array([HABITS[u].satisfied for u in units])
    is_satisfied = rng.random(n) < chance
    surveyed_rows = np.flatnonzero((units == SURVEYED) & (years == 2022))
    is_satisfied[surveyed_rows] = False
    is_satisfied[rng.permutation(surveyed_rows)[: satisfied_of * groups]] = True
    score = np.where(is_satisfied, 4 + (rng.random(n) < 0.8), rng.integers(1, 4, n))
    answered_at = np.array([datetime(y, 1, 1) for y in years], dtype=_SECOND) + rng.integers(0, 362 * 86_400, n)
    fields = np.array(sorted({p.field for p in procedures()}))
    return pl.DataFrame(
        {
            "unit_id": units, "answer_code": [f"SYN-HL-{i:07d}" for i in range(1, n + 1)],
            "answered_at": answered_at.astype("datetime64[us]"),
            "device": np.array(["kiosk", "qr", "web"])[rng.integers(0, 3, n)], "score": score.astype(np.int64),
            "field": fields[rng.integers(0, len(fields), n)], "person": rng.integers(1, 10_000, n),
        }
    ).sort("answered_at", "answer_code")  # fmt: skip


def _spread(
    rng: np.random.Generator, mean: int, fixed_sizes: Mapping[tuple[str, int], int]
) -> tuple[npt.NDArray[np.str_], Ints]:
    """Return unit and year of each of about `mean` rows a unit and year, weighted; some numbers are fixed."""
    unit_years = [(u, y) for u in HABITS for y in (2022, 2023)]
    sizes = [fixed_sizes.get((u, y), max(1, int(rng.poisson(mean * HABITS[u].weight)))) for u, y in unit_years]
    units = np.repeat(np.array([u for u, _ in unit_years]), sizes)
    return units, np.repeat(np.array([y for _, y in unit_years], dtype=np.int64), sizes)


def procedure_rows(seed: int, unit: str) -> pl.DataFrame:
    """Return the procedures as one unit publishes them, on time or not, complete or not."""
    rng = np.random.Generator(np.random.PCG64([seed, 4, list(HABITS).index(unit)]))
    rows = []
    for number, p in enumerate(procedures()):
        decision_day = date(2022, 1, 3) + timedelta(days=int(rng.integers(0, 600)))
        effective = decision_day + timedelta(days=int(rng.integers(10, 40)))
        is_on_time = rng.random() < HABITS[unit].published_on_time
        publication_day = effective + timedelta(days=int(-rng.integers(0, 9) if is_on_time else rng.integers(1, 30)))
        rows.append(
            {
                "unit_id": unit, "procedure_code": p.code, "decision_number": f"{100 + number}/QĐ-SYN",
                "procedure_name": p.name, "field": p.field, "decided_date": decision_day,
                "announced_date": decision_day + timedelta(days=3), "effective_date": effective,
                "published_date": publication_day,
                "is_complete": bool(rng.random() < 0.5 + HABITS[unit].published_on_time / 2),
                "online_level": ("none", "partial", "full")[int(rng.random() < 0.9) + int(rng.random() < 0.6)],
                "has_fee": p.fee > 0, "is_payment_integrated": bool(p.fee > 0 and rng.random() < 0.8),
                "limit_working_days": p.limit or None,
            }
        )  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None)


def training_rows(seed: int, unit: str) -> pl.DataFrame:
    """Return the courses of one unit: two topics in each quarter."""
    rng = np.random.Generator(np.random.PCG64([seed, 5, list(HABITS).index(unit)]))
    rows = [
        {
            "unit_id": unit, "period_from": first, "period_to": last, "topic": topic,
            "course_count": int(courses := rng.integers(0, 4)), "attendance_count": int(courses * rng.integers(12, 40)),
        }
        for first, last in _quarters()
        for topic in ("Nghiệp vụ một cửa (tổng hợp)", "Dịch vụ công trực tuyến (tổng hợp)")
    ]  # fmt: skip
    return pl.DataFrame(rows)


def staffing_rows(seed: int, unit: str) -> pl.DataFrame:
    """Return the officials of one unit in each half-year."""
    rng = np.random.Generator(np.random.PCG64([seed, 6, list(HABITS).index(unit)]))
    officials = int(60 + 70 * HABITS[unit].weight)
    quarters = _quarters()
    halves = [(quarters[i][0], quarters[i + 1][1]) for i in range(0, len(quarters), 2)]
    rows = []
    for first, last in halves:
        officials += int(rng.integers(-3, 4))
        counts = {"official_count": officials, "one_stop_official_count": officials // 4}
        rows.append({"unit_id": unit, "period_from": first, "period_to": last, **counts})
    return pl.DataFrame(rows)


def _quarters() -> list[tuple[date, date]]:
    starts = [date(y, m, 1) for y in (2022, 2023) for m in (1, 4, 7, 10)] + [date(2024, 1, 1)]
    return [(a, b - timedelta(days=1)) for a, b in pairwise(starts)]


def report_rows(histories: pl.DataFrame, old_form: bool) -> pl.DataFrame:
    """Return form II.06a of one unit, by field, for 2022 and for January to November 2023.

    Counted from the dossiers' histories against the due date in force; what has no due date counts as on time. The old
    form knows neither the online split nor "before due", which it counts as on time.
    """
    periods = [(date(2022, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2023, 11, 30))]
    rows = [
        _report_row(dossiers, field, first, last, old_form)
        for first, last in periods
        for (field,), dossiers in histories.group_by("field", maintain_order=True)
    ]
    return pl.DataFrame(rows, infer_schema_length=None).sort("period_from", "field")


def _report_row(dossiers: pl.DataFrame, field: object, first: date, last: date, old_form: bool) -> dict[str, object]:
    since, upto = (np.datetime64(d, "us") for d in (first, last + timedelta(days=1)))
    received_at, moved_at = (dossiers.get_column(c).to_numpy() for c in ("received_at", "moved_at"))
    moved_due, first_due = (dossiers.get_column(c).to_numpy() for c in ("moved_due_at", "first_due_at"))
    due = np.where(moved_at < upto, moved_due, first_due)
    end = dossiers.get_column("completed_at").fill_null(dossiers.get_column("refused_at")).to_numpy()
    is_online = (dossiers.get_column("channel") == "online").to_numpy()
    is_new = (received_at >= since) & (received_at < upto)
    is_carried = (received_at < since) & ~(end < since)
    is_resolved = (is_new | is_carried) & (end < upto)
    is_late = is_resolved & (end > due)
    is_early = is_resolved & (end.astype("datetime64[D]") < due.astype("datetime64[D]"))
    is_open = (is_new | is_carried) & ~(end < upto)
    is_overdue = is_open & (due < upto)
    is_in_time = is_resolved & ~is_late
    return {
        "unit_id": dossiers.get_column("unit_id")[0], "period_from": first, "period_to": last, "field": str(field),
        "received_total": int((is_new | is_carried).sum()),
        "received_online": None if old_form else int((is_new & is_online).sum()),
        "received_direct": None if old_form else int((is_new & ~is_online).sum()),
        "carried_over": int(is_carried.sum()), "resolved_total": int(is_resolved.sum()),
        "resolved_before_due": None if old_form else int(is_early.sum()),
        "resolved_on_time": int(is_in_time.sum() if old_form else (is_in_time & ~is_early).sum()),
        "resolved_late": int(is_late.sum()), "open_total": int(is_open.sum()),
        "open_in_time": int((is_open & ~is_overdue).sum()), "open_overdue": int(is_overdue.sum()),
    }  # fmt: skip
