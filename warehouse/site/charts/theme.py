"""How every chart looks, and how it becomes a picture: one theme, numbers by language, nothing fetched."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from html import escape
from textwrap import wrap
from typing import Any

import polars as pl

from schemas.words import formats
from schemas.words.languages import Lang

# Each stands out from white and from BAND by a contrast of at least 3, those of texts by 4.5; what they tell apart
# differs in shape, dash or place as well: no hue has to be seen.
INK, SOFT, GRID, BAND = "#15232d", "#4d5d69", "#e3e8eb", "#eef3f5"
TEAL, PALE, AMBER, RED = "#0b5d6b", "#5a919c", "#955d00", "#8c1c13"
WIDTH = 640  # of the space that marks are drawn in, in pixels
_LABEL, _LINE = 46, 15  # letters on a line of a label, and the height of a line in pixels
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
# Texts are measured with a font that comes with the renderer: those installed on a host would move what is drawn.
_MEASURED = "Liberation Sans"
_VEGA_LITE = "v6.4"  # the version that Altair 6.3 writes


@cache
def config() -> dict[str, Any]:
    """Return the configuration of Vega-Lite that all charts share."""
    text = {"font": _MEASURED, "fontSize": 13, "color": INK}
    axis = {
        "labelFont": _MEASURED,
        "titleFont": _MEASURED,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": SOFT,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "gridColor": GRID,
        "labelLimit": 260,
    }
    return {
        "background": "white",
        "font": _MEASURED,
        # The reader's font may be wider than the one that texts are measured with.
        "padding": {"left": 36, "right": 36, "top": 8, "bottom": 8},
        "view": {"stroke": None},
        "axis": axis,
        # What is measured stands level above the axis: nobody has to turn the head.
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -12},
        "text": text,
        "legend": {"labelFont": _MEASURED, "labelFontSize": 13, "title": None, "orient": "top"},
        "header": {"labelFont": _MEASURED, "labelFontSize": 14, "labelColor": INK, "labelFontWeight": 600},
    }


def data(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - Altair's types are not for us to name
    """Return rows as they stand in a specification."""
    import altair as alt

    return alt.InlineData(values=frame.to_dicts())


def row_axis(names: Sequence[str]) -> Any:  # noqa: ANN401
    """Return the vertical axis of rows below each other, called by `names`: whole, on as many lines as they need.

    Its data have a column `row`, counted from 0: two rows that are called alike stay two.
    """
    import altair as alt

    lines = [_lines(name) for name in names]
    labels: dict[str, Any] = {"labelExpr": f"{json.dumps(lines)}[datum.value]", "labelLimit": 0, "labelPadding": 8}
    # Vega puts the first line of a label beside its row: raised by half of the others, the middle stands there.
    raised_labels = [
        {
            "test": f"indexof({[row for row, label in enumerate(lines) if len(label) == count]}, datum.value) >= 0",
            "value": up,
        }
        for count in sorted({len(label) for label in lines} - {1})
        for up in [-(count - 1) * _LINE / 2]
    ]
    if raised_labels:
        labels["labelOffset"] = {"condition": raised_labels, "value": 0}
    return alt.Y("row:O", title=None, axis=alt.Axis(ticks=False, domain=False, labelLineHeight=_LINE, **labels))


def height(names: Sequence[str], row: int) -> int:
    """Return the height of rows in pixels, each at least `row` and high enough for the longest name."""
    most_lines = max((len(_lines(name)) for name in names), default=1)
    return max(row, most_lines * _LINE + 4) * max(len(names), 1)


@cache
def _lines(name: str) -> list[str]:
    """Return a name on as few lines as it needs, about equally long."""
    least = len(wrap(name, _LABEL))
    widths = range(max(len(name) // max(least, 1), 1), _LABEL)
    return next((lines for width in widths if len(lines := wrap(name, width)) == least), wrap(name, _LABEL)) or [""]


@contextmanager
def unchecked() -> Iterator[None]:
    """Make specifications without checking each part against the schema of Vega-Lite: that takes half of the time.

    They are the same for every publication but for their data; the tests check them.
    """
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        yield


def chart_svg(chart: Any, lang: Lang, note: str = "") -> str:  # noqa: ANN401 - any chart of Altair
    """Return a chart as SVG with a note below it; equal charts, equal bytes."""
    import altair as alt
    import vl_convert

    if note:
        note_title = alt.TitleParams(
            note, orient="bottom", anchor="end", font=_MEASURED, fontSize=12, fontWeight="normal", color=SOFT, offset=10
        )
        chart = chart.properties(title=note_title)
    spec = chart.configure(**config()).to_dict(validate=False)
    picture: str = vl_convert.vegalite_to_svg(
        spec, vl_version=_VEGA_LITE, format_locale=_numbers(lang), allowed_base_urls=[]
    )
    return picture.replace(f'font-family="{_MEASURED}"', f'font-family="{_FONT}"')


def _numbers(lang: Lang) -> dict[str, Any]:
    """Return how d3 writes numbers in a language."""
    marks = formats.marks(lang)
    return {
        "decimal": marks.decimal,
        "thousands": marks.group,
        "grouping": [3],
        "currency": ["", ""],
        "minus": "−",
        "percent": marks.percent,
    }


def described(picture: str, lang: Lang, title: str, description: str) -> str:
    """Return a picture that stands alone: with its title, and what it shows in words.

    Args:
        picture: SVG.
        lang: the tag of its language.
        title: what it shows, in a few words.
        description: what it shows, in sentences.
    """
    head, mark, content = picture.partition(">")
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return f'{head} role="img" xml:lang="{lang}"{mark}{words}{content}'
