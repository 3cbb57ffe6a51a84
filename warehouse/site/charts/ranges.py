"""Charts of units below each other, each with a range: rank sets, values with intervals, ranks under other methods."""

from typing import Any

import polars as pl

from warehouse.site.charts.theme import AMBER, BAND, INK, PALE, SOFT, TEAL, WIDTH, data, height, row_axis

_ROW = 22  # height of a unit's row, in pixels


def rank_sets(frame: pl.DataFrame, axis: str, tier: str) -> Any:  # noqa: ANN401 - Altair's types are not for us to name
    """Return the ranks that each unit's true one lies in, best first, the rank as a dot, tiers as bands.

    `frame`: name, rank (null where withheld), low, high, tier, label (of the range). `axis` and `tier` are texts.
    """
    import altair as alt

    count = frame.height
    rows = frame.with_row_index("row").with_columns(
        begin=pl.lit(0.5), end=pl.lit(count + 0.5), odd=pl.col("tier") % 2 == 1
    )
    first = pl.col("tier").is_first_distinct()
    tiers = rows.filter(first).with_columns(text=pl.format(tier + " {}", "tier"))
    y = row_axis(frame["name"].to_list()).scale(padding=0)
    scale = alt.Scale(domain=[0.5, count + 0.5], nice=False)
    x = alt.X("low:Q", scale=scale, title=axis, axis=alt.Axis(format="d", values=_places(count)))
    base = alt.Chart(data(rows)).encode(y=y)
    band = (
        base.transform_filter("datum.odd")
        .mark_bar(color=BAND, height={"band": 1})
        .encode(x=alt.X("begin:Q", scale=scale), x2="end:Q")
    )
    rule = base.mark_rule(strokeWidth=8, strokeCap="round", color=TEAL).encode(x=x, x2="high:Q")
    dot = (
        base.transform_filter("isValid(datum.rank)")
        .mark_point(filled=True, size=70, color=INK, stroke="white", strokeWidth=1.5, opacity=1)
        .encode(x=alt.X("rank:Q", scale=scale))
    )
    tier_names = (
        alt.Chart(data(tiers))
        .mark_text(align="left", dx=6, color=SOFT, fontSize=12)
        .encode(y=y, x=alt.X("end:Q", scale=scale), text="text:N")
    )
    return (band + rule + dot + tier_names).properties(width=WIDTH, height=height(frame["name"].to_list(), _ROW))


def dot_interval(frame: pl.DataFrame, axis: str, pattern: str, centre: tuple[float, str] | None) -> Any:  # noqa: ANN401
    """Return the value of each unit with its interval, best first, and a line at the value of all together.

    `frame`: name, value, low, high (null where there is none), kind ("scored", "not_scored", "hidden"): of hidden ones
    only a range is told, drawn as a dashed line without a dot. `pattern` is a number format of d3; `centre` is a value
    and what it is called.

    Args:
        frame: a row for each unit.
        axis: the title of the axis.
        pattern: a number format of d3.
        centre: a value with what it is called, or None.
    """
    import altair as alt

    names = frame["name"].to_list()
    y = row_axis(names)
    x = alt.X("low:Q", title=axis, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(format=pattern, tickCount=7))
    base = alt.Chart(data(frame.with_row_index("row"))).encode(y=y)
    layers = [
        base.transform_filter("datum.kind != 'hidden'").mark_rule(strokeWidth=2.5, color=TEAL).encode(x=x, x2="high:Q"),
        base.transform_filter("datum.kind == 'hidden'")
        .mark_rule(strokeWidth=2.5, strokeDash=[2, 4], color=SOFT)
        .encode(x=x, x2="high:Q"),
        base.transform_filter("datum.kind == 'scored'")
        .mark_point(filled=True, size=64, color=INK, opacity=1)
        .encode(x=alt.X("value:Q")),
        base.transform_filter("datum.kind == 'not_scored'")
        .mark_point(filled=True, fill="white", stroke=INK, size=58, opacity=1)
        .encode(x=alt.X("value:Q")),
    ]
    if centre is not None:
        line = alt.Chart(alt.InlineData(values=[{"value": centre[0], "text": centre[1]}]))
        layers = [
            line.mark_rule(strokeDash=[5, 4], color=AMBER).encode(x="value:Q"),
            *layers,
            line.mark_text(align="left", dx=5, dy=-7, baseline="bottom", color=AMBER, fontSize=12).encode(
                x="value:Q", y=alt.value(0), text="text:N"
            ),
        ]
    return alt.layer(*layers).properties(width=WIDTH, height=height(names, _ROW))


def robustness(frame: pl.DataFrame, axis: str, kinds: tuple[str, str]) -> Any:  # noqa: ANN401
    """Return the ranges of each unit's rank under other methods and under chance, with the rank itself.

    `frame`: name, rank, method_low, method_high, sampling_low, sampling_high. `kinds` are their names in the legend.
    """
    import altair as alt

    names, rows = frame["name"].to_list(), frame.with_row_index("row")
    ranges = pl.concat(
        rows.select("row", "name", low=f"{prefix}_low", high=f"{prefix}_high", kind=pl.lit(name))
        for prefix, name in zip(("method", "sampling"), kinds, strict=True)
    )
    y = row_axis(names)
    lane = alt.YOffset("kind:N", sort=list(kinds))
    scale = alt.Scale(domain=[0.5, frame.height + 0.5], nice=False)
    x = alt.X("low:Q", title=axis, scale=scale, axis=alt.Axis(format="d", values=_places(frame.height)))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=[TEAL, PALE]))
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=list(kinds), range=[[1, 0], [6, 3]]))
    rules = (
        alt.Chart(data(ranges))
        .mark_rule(strokeWidth=5)
        .encode(y=y, yOffset=lane, x=x, x2="high:Q", color=colour, strokeDash=dash)
    )
    dots = alt.Chart(data(rows)).mark_point(filled=True, size=60, color=INK, opacity=1).encode(y=y, x="rank:Q")
    return alt.layer(rules, dots).properties(width=WIDTH, height=height(names, _ROW + 4))


def weights(frame: pl.DataFrame, axis: str, kinds: tuple[str, str]) -> Any:  # noqa: ANN401
    """Return declared weight and share of the differences of each indicator: two marks joined by a line.

    `frame`: name, declared, share (both of 1; share may be null or below 0). `kinds` are their names in the legend.
    """
    import altair as alt

    names, rows = frame["name"].to_list(), frame.with_row_index("row")
    y = row_axis(names)
    x = alt.X("declared:Q", title=axis, axis=alt.Axis(format="%", tickCount=6), scale=alt.Scale(zero=True))
    long_rows = pl.concat(
        rows.select("row", "name", value=column, kind=pl.lit(name))
        for column, name in zip(("declared", "share"), kinds, strict=True)
    ).drop_nulls()
    line = alt.Chart(data(rows.drop_nulls())).mark_rule(strokeWidth=2, color=PALE).encode(y=y, x=x, x2="share:Q")
    marks = (
        alt.Chart(data(long_rows))
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            y=y,
            x="value:Q",
            color=alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=[SOFT, TEAL])),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=list(kinds), range=["square", "circle"])),
        )
    )
    return alt.layer(line, marks).properties(width=WIDTH - 80, height=height(names, _ROW + 2))


def _places(count: int) -> list[int]:
    """Return the ranks that are written on the axis: the first, and round ones."""
    step = next(step for step in (1, 5, 10, 20, 50, 100) if count <= 12 * step or step == 100)
    return [1, *(place for place in range(step, count + 1, step) if place > 1)]
