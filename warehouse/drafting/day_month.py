"""Which number of a date is the day: told by other columns of the file, by the order of its times, or by nobody."""

from collections.abc import Mapping, Set
from dataclasses import replace
from itertools import combinations

import polars as pl

from warehouse import conform
from warehouse.drafting.times import Order, Written

_FEWEST = 6  # different times in order that are in order by no chance
_RARE, _FREQUENT = (
    0.01,
    0.05,
)  # shares of rows whose times are in the other order than most: as faults are, and as chance
_SPAN = 4  # times as long as the span of another reading: years of two digits that are days


def settled(texts: pl.DataFrame, written: Mapping[str, Written], zone: str) -> dict[str, Written]:
    """Return how the columns are written where all dates of a file have one order; what nothing tells stays in doubt.

    `texts`: the columns of times, without white space around them, null where empty. A file's program writes dates in
    one way: a column with a day above 12 tells it of all. Else the right reading is the one in which one column's times
    are hardly ever after another's, or stand in order down the file, or lie close together.
    """
    orders = {w.order for w in written.values() if w.order and not w.otherwise}
    if not orders and (doubtful := [w for w in written.values() if w.order and w.otherwise]):
        orders = set.intersection(*({w.order, *w.otherwise} for w in doubtful if w.order))
        read = {order: _read(texts, written, order, zone) for order in orders}
        orders = _by_pairs(read) or _by_sorting(read) or _by_span(read)
    return {h: _of_orders(w, orders) for h, w in written.items()}


def _of_orders(written: Written, orders: Set[Order]) -> Written:
    """Return how a column is written where only some orders are possible; where none of its own is, it stays."""
    possible = {order: formats for order, formats in written.otherwise.items() if order in orders}
    if written.order in orders:
        return replace(written, otherwise=possible)
    if not possible:
        return written
    order, formats = next(iter(possible.items()))
    return replace(written, formats=formats, order=order, otherwise={o: f for o, f in possible.items() if o != order})


def _read(texts: pl.DataFrame, written: Mapping[str, Written], order: Order, zone: str) -> pl.DataFrame:
    """Return the times of all columns, those in doubt read in an order."""
    formats = {h: _of_orders(w, {order}).formats for h, w in written.items()}
    return texts.select(conform.local_time(pl.col(h), f, zone).alias(h) for h, f in formats.items() if f)


def _by_pairs(read: Mapping[Order, pl.DataFrame]) -> set[Order]:
    """Return the order in which no two columns contradict each other, where they do in every other order."""
    broken = {order: _broken(times) for order, times in read.items()}
    fitting = {order for order, share in broken.items() if share <= _RARE}
    is_plain = all(share >= _FREQUENT for order, share in broken.items() if order not in fitting)
    return fitting if len(fitting) == 1 and is_plain else set()


def _broken(times: pl.DataFrame) -> float:
    """Return the largest share of rows in which one column is not before another one as in most rows."""
    shares = [0.0]
    for first, second in combinations(times.columns, 2):
        both = times.select(first, second).drop_nulls()
        if both.height >= _FEWEST:
            before, after = both.select(
                (pl.col(first) < pl.col(second)).mean(), (pl.col(first) > pl.col(second)).mean().alias("after")
            ).row(0)
            shares.append(min(before, after))
    return max(shares)


def _by_sorting(read: Mapping[Order, pl.DataFrame]) -> set[Order]:
    """Return the only order in which the times of a column stand in order down the file."""
    fitting = {order for order, times in read.items() if any(_is_sorted(column) for column in times.iter_columns())}
    return fitting if len(fitting) == 1 else set()


def _is_sorted(times: pl.Series) -> bool:
    dated = times.drop_nulls()
    return dated.n_unique() >= _FEWEST and (dated.is_sorted() or dated.is_sorted(descending=True))


def _by_span(read: Mapping[Order, pl.DataFrame]) -> set[Order]:
    """Return the orders that are left: a day that is taken for the year of two digits strews times over decades.

    Days and months taken for each other tell nothing so: the first days of months lie further apart than they seem.
    """
    spans = {order: _span(times) for order, times in read.items()}
    others = {order: span for order, span in spans.items() if order != "year"}
    if "year" not in spans or not others:
        return set(read)
    if min(others.values()) >= _SPAN * spans["year"]:
        return {"year"}
    return set(others) if spans["year"] >= _SPAN * min(others.values()) else set(read)


def _span(times: pl.DataFrame) -> float:
    """Return the days from the earliest to the latest time, one at the least."""
    dated = pl.concat([column.drop_nulls() for column in times.iter_columns()])
    latest, earliest = dated.max(), dated.min()
    return max((latest - earliest).total_seconds() / 86_400, 1.0)  # type: ignore[union-attr,operator]
