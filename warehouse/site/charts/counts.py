"""Charts of counts: funnel plots, trends by quarter, what became of rows, a form as reported and as counted."""

from typing import Any

import polars as pl

from warehouse.site.charts.theme import AMBER, INK, PALE, RED, SOFT, TEAL, WIDTH, data

_HEIGHT = 340
_WIDE = 20  # the greatest number of cases over the least, from where on the axis is logarithmic
_NAMED = 8  # points are named where they are farthest off: more names would lie on each other


def funnel(points: pl.DataFrame, limits: pl.DataFrame, axes: tuple[str, str], names: tuple[str, str, str]) -> Any:  # noqa: ANN401
    """Return the units by cases and rate, between the limits that chance alone would keep them in.

    `points`: name, n, y, outside (0 within, 1 outside 95 %, 2 outside 99.8 %). `limits`: n, centre, low_95, high_95,
    low_998, high_998. `names` of the centre and of the two pairs of limits stand at the right end of their lines.
    """
    import altair as alt

    least, most = limits.select(pl.col("n").min().alias("least"), pl.col("n").max().alias("most")).row(0)
    is_wide = most > _WIDE * least
    ticks: dict[str, Any] = {"values": _ticks(least, most)} if is_wide else {"tickCount": 6}
    scale = alt.Scale(type="log" if is_wide else "linear", domain=[least, most], nice=False)
    x = alt.X("n:Q", title=axes[0], scale=scale, axis=alt.Axis(format=",d", **ticks))
    base = alt.Chart(data(limits)).encode(x=x)

    def line(column: str, dash: list[int], colour: str) -> Any:  # noqa: ANN401
        return base.mark_line(strokeDash=dash, color=colour, strokeWidth=1.5).encode(
            y=alt.Y(f"{column}:Q", title=axes[1])
        )

    lines = [line("centre", [1, 0], AMBER)]
    lines += [line(f"{end}_95", [5, 4], SOFT) for end in ("low", "high")]
    lines += [line(f"{end}_998", [1, 0], SOFT) for end in ("low", "high")]
    ends = limits.tail(1)
    labels = [
        alt.Chart(data(ends.with_columns(text=pl.lit(name))))
        .mark_text(align="left", dx=5, fontSize=12, color=AMBER if column == "centre" else SOFT)
        .encode(x=x, y=f"{column}:Q", text="text:N")
        for column, name in zip(("centre", "high_95", "high_998"), names, strict=True)
    ]
    marks = (
        alt.Chart(data(points))
        .mark_point(filled=True, size=70, opacity=1, stroke="white", strokeWidth=1)
        .encode(
            x=x,
            y="y:Q",
            shape=alt.Shape(
                "outside:O", scale=alt.Scale(domain=[0, 1, 2], range=["circle", "square", "diamond"]), legend=None
            ),
            color=alt.Color("outside:O", scale=alt.Scale(domain=[0, 1, 2], range=[TEAL, INK, RED]), legend=None),
        )
    )
    named = (
        alt.Chart(data(points.filter(pl.col("outside") > 0)))
        .mark_text(align="left", dx=8, dy=-6, fontSize=12)
        .encode(x=x, y="y:Q", text="name:N")
    )
    return alt.layer(*lines, *labels, marks, named).properties(width=WIDTH - 40, height=_HEIGHT)


def trend(frame: pl.DataFrame, axis: str, pattern: str, other: str) -> Any:  # noqa: ANN401
    """Return one unit's quarters with intervals, the median of all units as a faint line behind.

    `frame`: quarter (text), value, low, high (null where there is none), running (the quarter is not over), median.
    Lines stop where a quarter has no value; `other` names the median at its end.
    """
    import altair as alt

    x = alt.X("quarter:O", sort=frame["quarter"].to_list(), title=None, axis=alt.Axis(labelAngle=0, ticks=False))
    base = alt.Chart(data(frame)).encode(x=x)
    y = alt.Y("value:Q", title=axis, scale=alt.Scale(zero=False), axis=alt.Axis(format=pattern, tickCount=5))
    median = base.mark_line(color=AMBER, strokeDash=[5, 4], strokeWidth=1.5).encode(y="median:Q")
    name = (
        alt.Chart(data(frame.drop_nulls("median").tail(1).with_columns(text=pl.lit(other))))
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

    y = alt.Y(
        "label:N", sort=steps["label"].to_list(), title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=330)
    )
    base = alt.Chart(data(steps)).encode(y=y)
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
    return alt.layer(bars, texts).properties(width=WIDTH - 80, height=32 * max(steps.height, 1))


def form_compare(frame: pl.DataFrame, axis: str, kinds: tuple[str, str]) -> Any:  # noqa: ANN401
    """Return each figure of form II.06a as reported and as counted: `frame`: item, reported, counted.

    Where the two differ they are joined by a line; where they agree the marks lie on each other.
    """
    import altair as alt

    order = frame["item"].to_list()
    y = alt.Y("item:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=300))
    scale = alt.Scale(type="symlog", constant=10)
    x = alt.X(
        "reported:Q", title=axis, scale=scale, axis=alt.Axis(format=",d", values=[0, 10, 100, 1000, 10_000, 100_000])
    )
    long = pl.concat(
        frame.select("item", value=of, kind=pl.lit(said))
        for of, said in zip(("reported", "counted"), kinds, strict=True)
    ).drop_nulls()
    line = alt.Chart(data(frame.drop_nulls())).mark_rule(strokeWidth=2.5, color=RED).encode(y=y, x=x, x2="counted:Q")
    marks = (
        alt.Chart(data(long))
        .mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(
            y=y,
            x=alt.X("value:Q", scale=scale),
            color=alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=[AMBER, TEAL])),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=list(kinds), range=["square", "cross"])),
        )
    )
    return alt.layer(line, marks).properties(width=WIDTH - 60, height=26 * max(frame.height, 1))


def _ticks(least: int, most: int) -> list[int]:
    """Return round numbers of cases, three to each power of ten."""
    powers = range(len(str(most)) + 1)
    return [tick for power in powers for tick in (10**power, 2 * 10**power, 5 * 10**power) if least <= tick <= most]
