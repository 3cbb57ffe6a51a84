"""A rate as a page shows it, wherever it stands: with what was counted for it, or why it is not published."""

from typing import NamedTuple

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.hidden import why_hidden
from warehouse.site.values import HIDDEN, value_of
from warehouse.site.words import Words

_SUPPRESSED = "SUPPRESSED"


class Rate(NamedTuple):
    """A rate in words: its `value`, the `counts` behind it, and why it is `hidden`; each is "" where there is none.

    `reach` is the range that is published of a hidden one.
    """

    value: str = ""
    counts: str = ""
    hidden: str = ""
    reach: str = ""


def rate_of(p: Publication, words: Words, indicator: Row, cell: Row, table: str = "rankings") -> Rate:
    """Return the rate of a cell.

    Args:
        p: the publication.
        words: the language of the page.
        indicator: its row of the table `indicators`.
        cell: a row with `x`, `n`, `excluded`, `value` and `status`; without columns: nothing is known of the unit.
        table: the table that the cell is of.
    """
    if not cell:
        return Rate()
    counts = counts_of(words, indicator, cell)
    if cell["status"] != _SUPPRESSED:
        return Rate(value_of(words, indicator, cell["value"]), counts)
    ends = lookup.told_range(p, cell) if table == "rankings" else None
    reach = f"{words.percent(ends[0])} – {words.percent(ends[1])}" if ends else ""
    hidden = why_hidden(p, words, table, cell.get("unit_id", ""), indicator["indicator"])
    return Rate("", counts, hidden, reach)


def counts_of(words: Words, indicator: Row, cell: Row) -> str:
    """Return numerator and denominator of a cell and, of an indicator that leaves cases out, how many."""
    if cell["status"] != _SUPPRESSED and cell["n"] is None:
        return ""
    return counts_text(words, cell["x"], cell["n"], cell["excluded"], bool(indicator["excluded"]))


def failures_of(words: Words, indicator: Row, cell: Row) -> str:
    """Return the same with the cases that failed in the place of the numerator, beside a rate of failures."""
    if cell["status"] != _SUPPRESSED and cell["n"] is None:
        return ""
    failures = failure_count(indicator, cell)
    return counts_text(words, failures, cell["n"], cell["excluded"], bool(indicator["excluded"]))


def failure_count(indicator: Row, cell: Row) -> int | None:
    """Return how many cases of a cell failed, None where that is not published."""
    if cell["x"] is None or cell["n"] is None:
        return None
    failures: int = cell["x"] if indicator["direction"] == -1 else cell["n"] - cell["x"]
    return failures


def counts_text(words: Words, x: int | None, n: int | None, excluded: int | None, leaves_out: bool) -> str:
    """Return "numerator / denominator · left out: …"; what is not published is marked.

    Args:
        words: the language of the page.
        x: the numerator.
        n: the denominator.
        excluded: how many cases the denominator leaves out.
        leaves_out: whether it leaves out any kind of cases.
    """
    figures = {"x": _count(words, x), "n": _count(words, n)}
    if leaves_out:
        return words.say("base.counts-left-out", **figures, excluded=_count(words, excluded))
    return words.say("base.counts", **figures)


def _count(words: Words, count: int | None) -> str:
    return HIDDEN if count is None else words.number(count)
