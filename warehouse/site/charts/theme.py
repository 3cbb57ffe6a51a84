"""How every chart looks, and how it becomes a picture: one theme, numbers by language, nothing fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from typing import Any

import polars as pl

from warehouse.site.formats import Lang

# Each differs from white by a contrast of at least 3, and from the others in lightness: no hue has to be told apart.
INK, SOFT, GRID = "#15232d", "#4d5d69", "#e3e8eb"
TEAL, TEAL_DARK, PALE, AMBER, RED = "#0b5d6b", "#083f49", "#8fb9c1", "#b06f00", "#8c1c13"
WIDTH = 640  # of the space that marks are drawn in, in pixels
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
_VEGA_LITE = "v6.4"  # the version that Altair 6.3 writes
_NUMBERS: dict[Lang, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"], "percent": " %"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]},
}


@cache
def config() -> dict[str, Any]:
    """Return the configuration of Vega-Lite that all charts share."""
    text = {"font": _FONT, "fontSize": 13, "color": INK}
    axis = {
        "labelFont": _FONT,
        "titleFont": _FONT,
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
        "font": _FONT,
        # The reader's font may be wider than the one that texts are measured with.
        "padding": {"left": 36, "right": 36, "top": 8, "bottom": 8},
        "view": {"stroke": None},
        "axis": axis,
        "text": text,
        "legend": {"labelFont": _FONT, "labelFontSize": 13, "title": None, "orient": "top"},
        "header": {"labelFont": _FONT, "labelFontSize": 14, "labelColor": INK, "labelFontWeight": 600},
    }


def data(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - Altair's types are not for us to name
    """Return rows as they stand in a specification."""
    import altair as alt

    return alt.InlineData(values=frame.to_dicts())


@contextmanager
def unchecked() -> Iterator[None]:
    """Make specifications without checking each part against the schema of Vega-Lite: that takes half of the time.

    They are the same for every publication but for their data; the tests check them.
    """
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        yield


def svg(chart: Any, lang: Lang, title: str, about: str) -> str:  # noqa: ANN401 - any chart of Altair
    """Return a chart as SVG that stands alone, with its title and what it shows in words; equal charts, equal bytes."""
    import vl_convert

    spec = chart.configure(**config()).to_dict(validate=False)
    picture: str = vl_convert.vegalite_to_svg(
        spec, vl_version=_VEGA_LITE, format_locale=_NUMBERS[lang], allowed_base_urls=[]
    )
    return _described(picture, lang, title, about)


def _described(picture: str, lang: Lang, title: str, about: str) -> str:
    head, mark, rest = picture.partition(">")
    words = f"<title>{escape(title)}</title><desc>{escape(about)}</desc>"
    return f'{head} role="img" xml:lang="{lang}"{mark}{words}{rest}'
