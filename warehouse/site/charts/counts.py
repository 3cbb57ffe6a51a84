"""Charts of counts: trends by quarter, what became of rows, a form as reported and as counted."""

from typing import Any

import polars as pl

from warehouse.site.charts.theme import AMBER, PALE, RED, TEAL, WIDTH, data, height, row_axis


def trend(frame: pl.DataFrame, axis: str, pattern: str, median_name: str) -> Any:  # noqa: ANN401
    """Return one unit's quarters with intervals, the median of all units as a faint line behind.

    `frame`: quarter (text), value, low, high (null where there is none), running (the quarter is not over), median.
    Lines stop where a quarter has no value; `median_name` names the median at its end.

    Args:
        frame: a row for each quarter.
        axis: the title of the axis.
        pattern: a number format of d3.
        median_name: what the median is called.
    """
    import altair as alt

    x = alt.X("quarter:O", sort=frame["quarter"].to_list(), title=None, axis=alt.Axis(labelAngle=0, ticks=False))
    base = alt.Chart(data(frame)).encode(x=x)
    y = alt.Y("value:Q", title=axis, scale=alt.Scale(zero=False), axis=alt.Axis(format=pattern, tickCount=5))
    median = base.mark_line(color=AMBER, strokeDash=[5, 4], strokeWidth=1.5).encode(y="median:Q")
    name = (
        alt.Chart(data(frame.drop_nulls("median").tail(1).with_columns(text=pl.lit(median_name))))
        .mark_text(align="left", dx=10, color=AMBER, fontSize=12)
        .encode(x=x, y="median:Q", text="text:N")
    )
    bars = base.mark_rule(strokeWidth=2.5, color=PALE).encode(y=alt.Y("low:Q"), y2="high:Q")
    line = base.mark_line(color=TEAL, strokeWidth=2).encode(y=y)
    dots = (
        base.transform_filter("isValid(datum.value)")
        .mark_point(filled=True, size=64, opacity=1, stroke=TEAL)
        .encode(y="value:Q", fill=alt.condition("datum.running", alt.value("white"), alt.value(TEAL)))
    )
    return alt.layer(bars, median, line, dots, name).properties(width=WIDTH - 60, height=220)


def waterfall(steps: pl.DataFrame, axis: str) -> Any:  # noqa: ANN401
    """Return what became of rows, step by step: `steps`: label, begin, end, kind ("whole" or "taken"), text."""
    import altair as alt

    names = steps["label"].to_list()
    base = alt.Chart(data(steps.with_row_index("row"))).encode(y=row_axis(names))
    x = alt.X("begin:Q", title=axis, axis=alt.Axis(format=",d", tickCount=6))
    bars = base.mark_bar(size=20).encode(
        x=x,
        x2="end:Q",
        color=alt.Color("kind:N", scale=alt.Scale(domain=["whole", "taken"], range=[TEAL, AMBER]), legend=None),
    )
    texts = (
        base.transform_calculate(at="max(datum.begin, datum.end)")
        .mark_text(align="left", dx=6)
        .encode(x="at:Q", text="text:N")
    )
    return alt.layer(bars, texts).properties(width=WIDTH - 80, height=height(names, 32))


def form_compare(frame: pl.DataFrame, axis: str, kinds: tuple[str, str]) -> Any:  # noqa: ANN401
    """Return each figure of form II.06a as reported and as counted: `frame`: item, reported, counted.

    Where the two differ they are joined by a line; where they agree the marks lie on each other.
    """
    import altair as alt

    names, rows = frame["item"].to_list(), frame.with_row_index("row")
    y = row_axis(names)
    scale = alt.Scale(type="symlog", constant=10)
    x = alt.X(
        "reported:Q", title=axis, scale=scale, axis=alt.Axis(format=",d", values=[0, 10, 100, 1000, 10_000, 100_000])
    )
    long_rows = pl.concat(
        rows.select("row", "item", value=column, kind=pl.lit(name))
        for column, name in zip(("reported", "counted"), kinds, strict=True)
    ).drop_nulls()
    line = alt.Chart(data(rows.drop_nulls())).mark_rule(strokeWidth=2.5, color=RED).encode(y=y, x=x, x2="counted:Q")
    marks = (
        alt.Chart(data(long_rows))
        .mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(
            y=y,
            x=alt.X("value:Q", scale=scale),
            color=alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=[AMBER, TEAL])),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=list(kinds), range=["square", "cross"])),
        )
    )
    return alt.layer(line, marks).properties(width=WIDTH - 60, height=height(names, 26))
