"""The funnel plot: units by cases and failures, between the limits that chance alone would keep them in."""

from collections.abc import Sequence
from math import log
from typing import Any

import polars as pl

from warehouse.site.charts.theme import AMBER, INK, RED, SOFT, TEAL, WIDTH, data

_WIDTH, _HEIGHT = WIDTH - 40, 340
_WIDE = 20  # the greatest number of cases over the least, from where on the axis is logarithmic
_LETTER, _LINE, _POINT = 7.2, 15, 8  # about how large letters, lines and points are, in pixels
Box = tuple[float, float, float, float]  # left, top, right, bottom


def funnel(points: pl.DataFrame, limits: pl.DataFrame, axes: tuple[str, str], names: tuple[str, str, str]) -> Any:  # noqa: ANN401
    """Return the units by cases and failures, named where they are outside the limits.

    `points`: name, n, y, outside (0 within, 1 outside 95 %, 2 outside 99.8 %). `limits`: n, centre, low_95, high_95,
    low_998, high_998. `names` of the centre and of the two pairs of limits stand at the right end of their lines.

    Args:
        points: a row for each unit.
        limits: a row for each number of cases.
        axes: the titles of the two axes.
        names: of the centre, and of the two pairs of limits.
    """
    import altair as alt

    least, most = limits.select(pl.col("n").min().alias("least"), pl.col("n").max().alias("most")).row(0)
    top = 1.06 * max([*points["y"], *limits["high_998"], 1e-9])
    is_wide = most > _WIDE * least
    ticks: dict[str, Any] = {"values": _ticks(least, most)} if is_wide else {"tickCount": 6}
    scale = alt.Scale(type="log" if is_wide else "linear", domain=[least, most], nice=False)
    x = alt.X("n:Q", title=axes[0], scale=scale, axis=alt.Axis(format=",d", **ticks))
    y = alt.Y("y:Q", title=axes[1], scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=7))
    named_points = _named_points(points, limits, top, is_wide)
    layers = [*_lines(limits, x, y), *_ends(limits.tail(1), x, y, names, top), _points(points, x, y)]
    return alt.layer(*layers, *_name_marks(named_points, x, y)).properties(width=_WIDTH, height=_HEIGHT)


def _lines(limits: pl.DataFrame, x: Any, y: Any) -> list[Any]:  # noqa: ANN401
    """Return the line of all together, dashed limits of 95 % and solid ones of 99.8 %."""
    import altair as alt

    line_styles = {"centre": ([1, 0], AMBER)} | {f"{end}_95": ([5, 4], SOFT) for end in ("low", "high")}
    line_styles |= {f"{end}_998": ([1, 0], SOFT) for end in ("low", "high")}
    return [
        alt.Chart(data(limits.with_columns(y=column)))
        .mark_line(strokeDash=dash, color=colour, strokeWidth=1.5)
        .encode(x=x, y=y)
        for column, (dash, colour) in line_styles.items()
    ]


def _ends(ends: pl.DataFrame, x: Any, y: Any, names: Sequence[str], top: float) -> list[Any]:  # noqa: ANN401
    """Return what the lines are called at their ends, a line of text apart where they come close."""
    import altair as alt

    marks, free_y = [], float("inf")
    for name, column in zip(names, ("centre", "high_95", "high_998"), strict=True):
        line_y = _HEIGHT * (1 - ends.item(0, column) / top)
        free_y = min(line_y, free_y)
        mark = alt.Chart(data(ends.with_columns(y=column, text=pl.lit(name))))
        colour = AMBER if column == "centre" else SOFT
        text = mark.mark_text(align="left", dx=6, dy=free_y - line_y, fontSize=12, color=colour)
        marks.append(text.encode(x=x, y=y, text="text:N"))
        free_y -= _LINE
    return marks


def _points(points: pl.DataFrame, x: Any, y: Any) -> Any:  # noqa: ANN401
    import altair as alt

    kinds = [0, 1, 2]
    shape = alt.Shape("outside:O", scale=alt.Scale(domain=kinds, range=["circle", "square", "diamond"]), legend=None)
    colour = alt.Color("outside:O", scale=alt.Scale(domain=kinds, range=[TEAL, INK, RED]), legend=None)
    mark = alt.Chart(data(points)).mark_point(filled=True, size=80, opacity=1, stroke="white", strokeWidth=1)
    return mark.encode(x=x, y=y, shape=shape, color=colour)


def _name_marks(named_points: pl.DataFrame, x: Any, y: Any) -> list[Any]:  # noqa: ANN401
    """Return names, each over a white edge that keeps lines from crossing the letters."""
    import altair as alt

    marks = []
    for (align, up), rows in named_points.group_by("align", "up", maintain_order=True):
        base = alt.Chart(data(rows)).encode(x=x, y=y, text="name:N")
        text_style: dict[str, Any] = {
            "align": align,
            "dx": {"left": 8, "right": -8}[str(align)],
            "dy": up,
            "fontSize": 12,
        }
        edge_style: dict[str, Any] = {"stroke": "white", "strokeWidth": 5, "strokeJoin": "round"}
        marks += [
            base.mark_text(color="white", aria=False, **edge_style, **text_style),
            base.mark_text(color=INK, **text_style),
        ]
    return marks


def _named_points(points: pl.DataFrame, limits: pl.DataFrame, top: float, is_wide: bool) -> pl.DataFrame:
    """Return the points outside the limits with the side of their names on which least lies in the way."""
    least, most = limits.item(0, "n"), limits.item(-1, "n")

    def places(frame: pl.DataFrame, column: str) -> list[tuple[float, float]]:
        shares = [log(n / least) / log(most / least) if is_wide else (n - least) / (most - least) for n in frame["n"]]
        return [(_WIDTH * share, _HEIGHT * (1 - y / top)) for share, y in zip(shares, frame[column], strict=True)]

    point_places = places(points, "y")
    taken_boxes: list[Box] = [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in point_places]
    lines = [(x, y, x, y) for column in limits.columns[1:] for x, y in places(limits, column)]
    rows: list[dict[str, Any]] = []
    for row, (x, y) in zip(points.to_dicts(), point_places, strict=True):
        if row["outside"]:
            sides = [(align, up) for up in (0, -12, 12, -24, 24) for align in ("left", "right")]
            boxes = [_box(x, y + up, row["name"], align) for align, up in sides]
            obstacles = [(_count_overlaps(box, taken_boxes), _lies_on(box, lines)) for box in boxes]
            best = obstacles.index(min(obstacles))
            taken_boxes.append(boxes[best])
            rows.append(row | {"align": sides[best][0], "up": sides[best][1]})
    return pl.DataFrame(rows, schema=dict(points.schema) | {"align": pl.String, "up": pl.Int64})


def _box(x: float, y: float, name: str, align: str) -> Box:
    begin = x + _POINT if align == "left" else x - _POINT - _LETTER * len(name)
    return begin, y - _LINE / 2, begin + _LETTER * len(name), y + _LINE / 2


def _count_overlaps(box: Box, taken_boxes: Sequence[Box]) -> int:
    """Return how many boxes a name would lie on, the edges of the picture among them."""
    left, up, right, down = box
    return (
        _lies_on(box, taken_boxes) + 2 * (left < 0 or right > _WIDTH) + 2 * (down > _HEIGHT + _LINE / 2 or up < -_LINE)
    )


def _lies_on(box: Box, taken_boxes: Sequence[Box]) -> int:
    left, up, right, down = box
    return sum(left < end and begin < right and up < low and high < down for begin, high, end, low in taken_boxes)


def _ticks(least: int, most: int) -> list[int]:
    """Return round numbers of cases, three to each power of ten."""
    powers = range(len(str(most)) + 1)
    return [tick for power in powers for tick in (10**power, 2 * 10**power, 5 * 10**power) if least <= tick <= most]
