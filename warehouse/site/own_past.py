"""Months of a unit against its own past, for its page: a figure of each leading indicator, and months that differ."""

from collections.abc import Iterator, Sequence

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.charts import counts
from warehouse.site.page import Figure
from warehouse.site.pictures import pictured
from warehouse.site.words import Words

_SHOWN = ("value", "expected", "low_95", "high_95")
_WORDS = {
    2: "own_past.rare-better",
    1: "own_past.unusual-better",
    -1: "own_past.unusual-worse",
    -2: "own_past.rare-worse",
}
_LEAST = 3  # months of which a course is drawn


def own_past(p: Publication, words: Words, unit: str) -> Iterator[tuple[Figure, Sequence[str]]]:
    """Yield a figure of the months of each leading indicator, with a sentence for each month that stands out."""
    table = p.tables["monthly"].filter(unit_id=unit)
    for indicator in lookup.indicator_rows(p, "score"):
        rows = table.filter(indicator=indicator["indicator"]).sort("first_day").to_dicts()
        if sum(row["against_past"] is not None for row in rows) >= _LEAST:
            yield _figure(p, words, unit, indicator, rows), [_sentence(words, row) for row in rows if _stands_out(row)]


def _stands_out(row: Row) -> bool:
    return bool(row["against_past"])


def _sentence(words: Words, row: Row) -> str:
    """Return which month is better or worse than the past makes one expect, and how rare that is by chance."""
    month = words.period(row["month"])
    figures = {"value": words.percent(row["value"]), "expected": words.percent(row["expected"])}
    return words.say(_WORDS[row["against_past"]], month=month, **figures)


def _figure(p: Publication, words: Words, unit: str, indicator: Row, rows: Sequence[Row]) -> Figure:
    code = indicator["indicator"]
    high, direction = lookup.is_high(p, code), indicator["direction"]
    frame = pl.DataFrame(
        [
            (words.period(row["month"]), *_figures(row, high, direction), row["last_day"] == p.period.last)
            for row in rows
        ],
        schema={"quarter": pl.String, **dict.fromkeys(("value", "median", "low", "high"), pl.Float64)}
        | {"running": pl.Boolean},
        orient="row",
    )
    names = {"quarter": "month", "value": "value", "median": "expected", "low": "low", "high": "high"}
    axis = words.say("charts.per_10k", indicator=code) if high else words.say("charts.share")
    pattern = ",.0f" if high else ".1~%"
    picture = pictured(p, words, counts.trend, frame, axis, pattern, words.say("own_past.expected"))
    title = words.say("own_past.title", indicator=words.name(indicator), unit=lookup.unit_names(p, words)[unit])
    synthetic = words.say("base.synthetic") if p.synthetic else ""
    caption = f"{axis}. {words.say('own_past.caption')} {synthetic}".rstrip()
    columns = {name: words.say(f"own_past.{key}") for name, key in names.items()}
    alt = words.say("own_past.alt", count=len(rows))
    return Figure(f"{unit}-{code}-months", title, alt, caption, picture, frame.drop("running"), columns)


def _figures(row: Row, high: bool, direction: int) -> Sequence[float | None]:
    """Return value, expected value and limits, as failures for each 10 000 where most units are near the best."""
    shares = [row[name] for name in _SHOWN]
    if not high:
        return shares
    failures = [None if x is None else 10_000 * (1 - x if direction == 1 else x) for x in shares]
    value, expected, low, top = failures
    return (value, expected, top, low) if direction == 1 else (value, expected, low, top)
