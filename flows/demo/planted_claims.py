"""What districts are invented to have printed about 2022: true, rounded, cut, bounded, false, or at odds with itself.

Each figure has the verdict that it must get where the dossiers of its unit are all there.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

import polars as pl

from flows.demo.plan import FALSE_CLAIMS_UNIT, ODD_CLAIMS_UNIT, SURVEYED, TRUE_CLAIMS_UNIT

_Counts = Mapping[str, int]


class Figure(NamedTuple):
    """A figure as it is printed, and what it says."""

    printed: str
    value: float
    bound: str = "exact"


class PlantedClaim(NamedTuple):
    """A figure of a measure in one text of a unit, and the verdict that it must get; `scope` as the text says it."""

    text: str
    measure: str
    figure: Figure
    verdict: str
    scope: str | None = "alone"


def claim_rows(names: Mapping[str, str], codes: Mapping[str, str], measures: pl.DataFrame) -> pl.DataFrame:
    """Return the claims in columns of the table, and the `verdict` of each.

    Args:
        names: unit -> its name.
        codes: unit -> its statistical code.
        measures: what was counted of each unit and year.
    """
    counts_2022, rows = measures.filter(year=2022), []
    for unit, name in [*names.items(), ("", "TP.HCM")]:
        unit_counts = counts_2022.filter(unit_id=unit) if unit else counts_2022
        counts_by_measure = dict(unit_counts.group_by("measure").agg(pl.col("n").sum()).iter_rows())
        unit_columns = {"unit_id": unit or None, "unit_as_written": name, "statistical_code": codes.get(unit, "79")}
        rows += [unit_columns | _row(unit or "hcmc", claim) for claim in _claims_of_unit(unit, counts_by_measure)]
    return pl.DataFrame(rows, infer_schema_length=None)


def _row(unit_or_city: str, claim: PlantedClaim) -> dict[str, object]:
    text = f"SYN-{unit_or_city}-2022" + (f"-{claim.text}" if claim.text else "")
    return {
        "claim_id": f"{text}-{claim.measure.replace('_', '-')}", "set_id": text, "scope": claim.scope,
        "period_from": date(2022, 1, 1), "period_to": date(2022, 12, 31), "measure": claim.measure,
        "locale": "vi", "denominator_id": None, "source": "Số liệu tổng hợp (synthetic)",
        "provenance": "self-reported", "verdict": claim.verdict, **claim.figure._asdict(),
    }  # fmt: skip


def _claims_of_unit(unit: str, counts: _Counts) -> Iterator[PlantedClaim]:
    received, resolved, late = counts["received"], counts["finished"], counts["late_current"]
    if not unit:  # a city has departments, whose dossiers nobody sends: only its text speaks of it
        yield PlantedClaim("", "dossiers_received", _more_than(received), "not_testable", None)
        return
    yield PlantedClaim("", "dossiers_received", _more_than(received), "reconciles")
    yield _on_time(Fraction(resolved - late, max(1, resolved)))
    online = Fraction(counts["received_online"], max(1, received))
    if unit == SURVEYED:
        yield PlantedClaim("survey", "satisfaction_rate", _cut(Fraction(9957, 10_000), 2), "not_testable", None)
        yield PlantedClaim("online", "dossiers_online", _nearly(counts["received_online"]), "reconciles")
    if unit == TRUE_CLAIMS_UNIT:
        yield PlantedClaim("true", "dossiers_received", _exactly(received), "reconciles")
        yield PlantedClaim("true", "dossiers_resolved", _exactly(resolved), "reconciles")
        yield PlantedClaim("rounded", "online_rate", _rounded(online, 1), "reconciles")
    if unit == FALSE_CLAIMS_UNIT:
        yield PlantedClaim("false", "dossiers_received", _exactly(3 * received), "contradicted")
        yield PlantedClaim("false-rate", "online_rate", _cut(Fraction(9999, 10_000), 2), "contradicted")
        # Its wards may have as many again: nobody sends their dossiers.
        yield PlantedClaim("with-wards", "dossiers_received", _exactly(3 * received), "not_testable", None)
    if unit == ODD_CLAIMS_UNIT:
        yield PlantedClaim("odd", "dossiers_resolved", _exactly(resolved), "reconciles")
        yield PlantedClaim("odd", "dossiers_late", _exactly(late), "reconciles")
        yield PlantedClaim("odd", "on_time_rate", _cut(Fraction(9999, 10_000), 2), "internally_inconsistent")


def _on_time(share: Fraction) -> PlantedClaim:
    """Return an on-time rate as districts print it: cut to two decimals, never rounded up."""
    figure = _cut(share, 2)
    verdict = "reconciles" if figure == _rounded(share, 2) else "reconciles_only_if"
    return PlantedClaim("", "on_time_rate", figure, verdict)


def _exactly(number: int) -> Figure:
    return Figure(_grouped(number), number)


def _more_than(number: int) -> Figure:
    """Return "trên 54.500": more than so many hundreds, or tens where there are few."""
    step = 100 if number > 1000 else 10
    bound = number // step * step
    return Figure(f"trên {_grouped(bound)}", bound, "lower_bound")


def _nearly(number: int) -> Figure:
    bound = (number // 10 + 1) * 10
    return Figure(f"gần {_grouped(bound)}", bound, "upper_bound")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _rounded(share: Fraction, decimals: int) -> Figure:
    return _percent(floor(share * 100 * 10**decimals + Fraction(1, 2)), decimals)


def _cut(share: Fraction, decimals: int) -> Figure:
    return _percent(floor(share * 100 * 10**decimals), decimals)


def _percent(units: int, decimals: int) -> Figure:
    whole, rest = divmod(units, 10**decimals)
    return Figure(f"{whole},{rest:0{decimals}}%", units / 10 ** (decimals + 2))
