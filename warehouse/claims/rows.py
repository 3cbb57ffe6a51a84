"""Rows of a file as claims: a row that cannot be read is a claim that says why, and never stops the others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from schemas.printed import BOUNDS, Bound, Printed, read_printed, with_bound
from schemas.printed_words import unstated_words
from schemas.words.message import message
from schemas.words.text import clean
from warehouse.claims.claim import Claim

COLUMNS = ("claim_id", "unit_as_written", "period_from", "period_to", "measure", "printed")


def claims_of(rows: Sequence[Mapping[str, str | None]]) -> list[Claim]:
    """Return the claims of rows by the names of their columns, as `schemas/tables/claims.toml` has them.

    `statistical_code`, `value`, `bound`, `denominator_id`, `set_id`, `source`, `locale` and `scope` may be absent.
    Without `set_id` the figures of one source are of one text.
    """
    return [
        _claim(number, {name: clean(text or "") for name, text in row.items()}) for number, row in enumerate(rows, 2)
    ]


def _claim(number: int, row: Mapping[str, str]) -> Claim:
    claim_id = row.get("claim_id") or f"row {number}"
    printed = read_printed(row.get("printed", ""), row.get("locale", "").casefold()[:2] or None)
    if isinstance(printed, Printed):
        stated_bound: Bound = next((bound for bound in BOUNDS if bound == row.get("bound")), "exact")
        printed = with_bound(printed, stated_bound)
    window: tuple[date, date] | None = None
    try:
        window = _window(row.get("period_from", ""), row.get("period_to", ""))
    except ValueError:
        ends = f"{row.get('period_from', '')} – {row.get('period_to', '')}"
        printed = message("claims.bad-days", days=ends)
    if isinstance(printed, Printed) and row.get("value") and not _is_value(row["value"], printed):
        printed = message("claims.another-value", text=row.get("printed", ""), value=row["value"])
    denominator = row.get("denominator_id", "")
    return Claim(
        claim_id,
        row.get("set_id") or (f"source {row['source']}" if row.get("source") else f"row {number}"),
        row.get("unit_as_written", ""),
        row.get("statistical_code", ""),
        window,
        row.get("measure", ""),
        row.get("printed", ""),
        printed,
        "" if denominator.casefold() in unstated_words() else denominator,
        "" if row.get("scope", "").casefold() in unstated_words() else row["scope"],
    )


def _window(first: str, last: str) -> tuple[date, date] | None:
    if first.casefold() in unstated_words() and last.casefold() in unstated_words():
        return None
    window = date.fromisoformat(first), date.fromisoformat(last)
    if window[0] > window[1]:
        raise ValueError
    return window


def _is_value(value: str, printed: Printed) -> bool:
    """Return whether a file's value is what the text says; of "18/510.307" either number."""
    try:
        number = Fraction(value)
    except (ValueError, ZeroDivisionError):
        return False
    printed_values = {printed.value, *([printed.second.value] if printed.second else ())}
    return number in printed_values or (
        not printed.is_percent and number * 100 in printed_values and printed.value <= 100
    )


def missing_columns(names: Iterable[str]) -> list[str]:
    """Return the columns without which no row is a claim."""
    return [name for name in COLUMNS if name not in set(names)]
