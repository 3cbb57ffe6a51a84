"""Which number of a date is the day: told by other columns of the file, by the order of its times, or by nobody."""

from collections.abc import Mapping, Set
from dataclasses import replace
from itertools import combinations

import polars as pl

from warehouse import conform
from warehouse.drafting.times import Order, TimeStyle

_FEWEST = 6  # different times in order that are in order by no chance
_RARE, _FREQUENT = (
    0.01,
    0.05,
)  # shares of rows whose times are in the other order than most: as faults are, and as chance
_SPAN = 4  # times as long as the span of another reading: years of two digits that are days


def with_one_order(texts: pl.DataFrame, styles: Mapping[str, TimeStyle], zone: str) -> dict[str, TimeStyle]:
    """Return how the columns are written where all dates of a file have one order; what nothing tells stays in doubt.

    `texts`: the columns of times, without white space around them, null where empty. A file's program writes dates in
    one way: a column with a day above 12 tells it of all. Else the right reading is the one in which one column's times
    are hardly ever after another's, or stand in order down the file, or lie close together.
    """
    orders = {style.order for style in styles.values() if style.order and not style.otherwise}
    if not orders and (doubtful_styles := [style for style in styles.values() if style.order and style.otherwise]):
        orders = set.intersection(*({style.order, *style.otherwise} for style in doubtful_styles if style.order))
        times_by_order = {order: _times_in_order(texts, styles, order, zone) for order in orders}
        orders = (
            _orders_by_pairs(times_by_order) or _orders_by_sorting(times_by_order) or _orders_by_span(times_by_order)
        )
    return {header: _within_orders(style, orders) for header, style in styles.items()}


def _within_orders(style: TimeStyle, orders: Set[Order]) -> TimeStyle:
    """Return how a column is written where only some orders are possible; where none of its own is, it stays."""
    possible_formats = {order: formats for order, formats in style.otherwise.items() if order in orders}
    if style.order in orders:
        return replace(style, otherwise=possible_formats)
    if not possible_formats:
        return style
    order, formats = next(iter(possible_formats.items()))
    return replace(
        style, formats=formats, order=order, otherwise={o: f for o, f in possible_formats.items() if o != order}
    )


def _times_in_order(texts: pl.DataFrame, styles: Mapping[str, TimeStyle], order: Order, zone: str) -> pl.DataFrame:
    """Return the times of all columns, those in doubt read in an order."""
    formats = {header: _within_orders(style, {order}).formats for header, style in styles.items()}
    return texts.select(
        conform.local_time(pl.col(header), formats_of_header, zone).alias(header)
        for header, formats_of_header in formats.items()
        if formats_of_header
    )


def _orders_by_pairs(times_by_order: Mapping[Order, pl.DataFrame]) -> set[Order]:
    """Return the order in which no two columns contradict each other, where they do in every other order."""
    shares = {order: _contradicting_share(times) for order, times in times_by_order.items()}
    fitting = {order for order, share in shares.items() if share <= _RARE}
    is_plain = all(share >= _FREQUENT for order, share in shares.items() if order not in fitting)
    return fitting if len(fitting) == 1 and is_plain else set()


def _contradicting_share(times: pl.DataFrame) -> float:
    """Return the largest share of rows in which one column is not before another one as in most rows."""
    shares = [0.0]
    for first, second in combinations(times.columns, 2):
        complete_rows = times.select(first, second).drop_nulls()
        if complete_rows.height >= _FEWEST:
            share_before, share_after = complete_rows.select(
                (pl.col(first) < pl.col(second)).mean(), (pl.col(first) > pl.col(second)).mean().alias("after")
            ).row(0)
            shares.append(min(share_before, share_after))
    return max(shares)


def _orders_by_sorting(times_by_order: Mapping[Order, pl.DataFrame]) -> set[Order]:
    """Return the only order in which the times of a column stand in order down the file."""
    fitting = {
        order for order, times in times_by_order.items() if any(_is_sorted(column) for column in times.iter_columns())
    }
    return fitting if len(fitting) == 1 else set()


def _is_sorted(times: pl.Series) -> bool:
    filled_times = times.drop_nulls()
    return filled_times.n_unique() >= _FEWEST and (filled_times.is_sorted() or filled_times.is_sorted(descending=True))


def _orders_by_span(times_by_order: Mapping[Order, pl.DataFrame]) -> set[Order]:
    """Return the orders that are left: a day that is taken for the year of two digits strews times over decades.

    Days and months taken for each other tell nothing so: the first days of months lie further apart than they seem.
    """
    spans = {order: _span(times) for order, times in times_by_order.items()}
    other_spans = {order: span for order, span in spans.items() if order != "year"}
    if "year" not in spans or not other_spans:
        return set(times_by_order)
    if min(other_spans.values()) >= _SPAN * spans["year"]:
        return {"year"}
    return set(other_spans) if spans["year"] >= _SPAN * min(other_spans.values()) else set(times_by_order)


def _span(times: pl.DataFrame) -> float:
    """Return the days from the earliest to the latest time, one at the least."""
    filled_times = pl.concat([column.drop_nulls() for column in times.iter_columns()])
    latest, earliest = filled_times.max(), filled_times.min()
    return max((latest - earliest).total_seconds() / 86_400, 1.0)  # type: ignore[union-attr,operator]
