"""The figures of rates: values of an indicator by unit, its funnel plot, and the quarters of a unit.

Their data have what each rate was counted from.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.charts import counts, ranges
from warehouse.site.charts.funnel import funnel as funnel_chart
from warehouse.site.charts.limits import funnel_limits
from warehouse.site.hidden import why_hidden
from warehouse.site.page import Figure
from warehouse.site.pictures import caption_of, pictured
from warehouse.site.rates import failure_count
from warehouse.site.together import together
from warehouse.site.words import Words

_COUNTS: dict[str, type[pl.DataType]] = {"x": pl.Int64, "n": pl.Int64, "excluded": pl.Int64}


def dots(p: Publication, words: Words, indicator: Row) -> Figure | None:
    """Return the figure of the values of an indicator with their intervals, None where no unit has a value."""
    code, high = indicator["indicator"], lookup.is_high(p, indicator["indicator"])
    dotted = [(row, _dot(p, words, row, high, indicator["direction"])) for row in lookup.measures(p, code)]
    shown_rows = [(*line, *_count_cells(indicator, row, high)) for row, line in dotted if line is not None]
    if not shown_rows:
        return None
    best = -1 if high or indicator["direction"] == -1 else 1
    shown_rows.sort(key=lambda line: (line[4] == "hidden", -best * (line[1] if line[1] is not None else line[2] or 0)))
    types = {"name": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64, "kind": pl.String}
    data = pl.DataFrame(shown_rows, schema=types | _COUNTS, orient="row")
    frame = data.select(*types)
    is_share = indicator["kind"] == "proportion"
    axis = _axis(words, indicator, high)
    pattern = ",.0f" if high else ".0%" if is_share else ",.1f"
    title, centre = words.name(indicator), _centre(p, words, code, high, indicator["direction"])
    absent = _absent(words, [row["status"] for row, line in dotted if line is None])
    caption = caption_of(p, words, " ".join(filter(None, (f"{axis}.", words.say("charts.dots_caption"), absent))))
    picture = pictured(p, words, ranges.dot_interval, frame, axis, pattern, centre)
    alt = words.say("charts.dots_alt", count=frame.height, what=axis)
    columns = {**_value_columns(words), **_count_columns(words, high)}
    return Figure(f"{code}-values", title, alt, caption, picture, data.drop("kind"), columns)


def _absent(words: Words, statuses: Sequence[str]) -> str:
    """Return how many units a chart does not show, and why not; nothing where it shows them all."""
    if not statuses:
        return ""
    reasons = [
        words.say("charts.absent-reason", count=statuses.count(status), reason=words.say(f"indicators.status_{status}"))
        for status in dict.fromkeys(statuses)
    ]
    return words.say("charts.absent", count=len(statuses), reasons="; ".join(reasons))


def _count_cells(indicator: Row, row: Row, high: bool) -> tuple[int | None, int | None, int | None]:
    """Return what a rate was counted from: failures where those are shown, else the numerator."""
    return failure_count(indicator, row) if high else row["x"], row["n"], row["excluded"]


def _count_columns(words: Words, high: bool) -> dict[str, str]:
    x = words.say("charts.failures" if high else "indicators.x")
    return {"x": x, "n": words.say("indicators.n"), "excluded": words.say("indicators.excluded_count")}


def _axis(words: Words, indicator: Row, high: bool) -> str:
    """Return what the values of an indicator are called: failures, shares or numbers for each official."""
    if high:
        return words.say("charts.per_10k", indicator=indicator["indicator"])
    return words.say("charts.share" if indicator["kind"] == "proportion" else "charts.per_official")


def _dot(
    p: Publication, words: Words, row: Row, high: bool, direction: int
) -> tuple[str, float | None, float | None, float | None, str] | None:
    name = lookup.unit_names(p, words)[row["unit_id"]]
    if row["status"] == "SUPPRESSED":
        ends = lookup.told_range(p, row)
        if ends is None:
            return None
        return (name, None, *(_failures(*ends, direction) if high else ends), "hidden")
    if row["value"] is None:
        return None
    kind = "scored" if row["status"] == "OK" else "not_scored"
    if high:
        return (name, row["fail_per_10k"], *_failures(row["ci_low"], row["ci_high"], direction), kind)
    return name, row["value"], row["ci_low"], row["ci_high"], kind


def _failures(low: float | None, high: float | None, direction: int) -> tuple[float | None, float | None]:
    """Return the ends of an interval of a share as failures for each 10 000 cases; where less is better they count."""
    if low is None or high is None:
        return None, None
    return (10_000 * (1 - high), 10_000 * (1 - low)) if direction == 1 else (10_000 * low, 10_000 * high)


def _centre(p: Publication, words: Words, code: str, high: bool, direction: int) -> tuple[float, str] | None:
    rate = together(p, code).value
    if rate is None:
        return None
    return (10_000 * (1 - rate if direction == 1 else rate) if high else rate), words.say("charts.all_together")


def funnel(p: Publication, words: Words, indicator: Row) -> Figure | None:
    """Return the funnel plot of a proportion: failures for each 10 000, by cases; None for fewer than three units.

    There is none of a census either: chance, which it would show, does not come in.
    """
    code, names = indicator["indicator"], lookup.unit_names(p, words)
    rows = [r for r in lookup.measures(p, code) if r["fail_per_10k"] is not None and r["status"] == "OK" and r["n"]]
    rate = together(p, code).value
    if indicator["kind"] != "proportion" or indicator["is_census"] or rate is None or len(rows) < 3:
        return None
    fails = 1 - rate if indicator["direction"] == 1 else rate
    limits = funnel_limits(fails, [r["n"] for r in rows], [r["deff"] or 1.0 for r in rows])
    counted_rows = pl.DataFrame(
        [
            (names[r["unit_id"]], r["fail_per_10k"], abs(r["vs_benchmark"] or 0), *_count_cells(indicator, r, True))
            for r in rows
        ],
        schema={"name": pl.String, "y": pl.Float64, "outside": pl.Int64} | _COUNTS,
        orient="row",
    )
    points = counted_rows.select("name", "n", "y", "outside")
    far = int((points["outside"] > 0).sum())
    title = words.say("charts.funnel_title", count=far, of=points.height)
    caption = caption_of(p, words, words.say("charts.funnel_caption"))
    names_of_lines = (words.say("charts.all_together"), words.say("charts.limit_95"), words.say("charts.limit_998"))
    axes = (words.say("charts.cases"), words.say("charts.per_10k", indicator=code))
    picture = pictured(p, words, funnel_chart, points, limits, axes, names_of_lines)
    columns = {"name": words.say("charts.unit"), "y": axes[1], "outside": words.say("charts.outside")}
    columns |= _count_columns(words, True)
    alt = words.say("charts.funnel_alt", count=far, of=points.height)
    return Figure(f"{code}-funnel", title, alt, caption, picture, counted_rows, columns)


def trend(p: Publication, words: Words, unit: str, indicator: Row) -> Figure | None:
    """Return the figure of a unit's quarters in an indicator, None where fewer than half have a value that is shown.

    Args:
        p: the publication.
        words: the language of the page.
        unit: the id of the unit.
        indicator: its row of the table `indicators`.
    """
    code, indicator_rows = indicator["indicator"], p.tables["trends"].filter(indicator=indicator["indicator"])
    high = lookup.is_high(p, code)
    rows = indicator_rows.filter(unit_id=unit).sort("first_day").to_dicts()
    if 2 * sum(row["value"] is not None for row in rows) < len(rows) or len(rows) < 2:
        return None
    frame = _quarters(p, words, indicator, rows, _medians(indicator_rows, high))
    name = lookup.unit_names(p, words)[unit]
    axis = _axis(words, indicator, high)
    title = words.say("charts.trend_title", indicator=words.name(indicator), unit=name)
    caption = caption_of(p, words, f"{axis}. {words.say('charts.trend_caption')}", is_period=False)
    pattern = ",.0f" if high else ".1~%"
    chart_frame = frame.drop(*_COUNTS, "status")
    picture = pictured(p, words, counts.trend, chart_frame, axis, pattern, words.say("charts.median"))
    columns = {"quarter": words.say("charts.quarter"), **_value_columns(words), "median": words.say("charts.median")}
    columns |= {**_count_columns(words, high), "status": words.say("charts.status")}
    data = frame.drop("running")
    return Figure(
        f"{unit}-{code}",
        title,
        words.say("charts.trend_alt", count=frame.height),
        caption,
        picture,
        data,
        {name: columns[name] for name in data.columns},
    )


def _figures(row: Row, high: bool, direction: int) -> tuple[float | None, float | None, float | None]:
    if not high or row["value"] is None:
        return row["value"], row["ci_low"], row["ci_high"]
    return row["fail_per_10k"], *_failures(row["ci_low"], row["ci_high"], direction)


def _status(p: Publication, words: Words, row: Row) -> str:
    """Return why a quarter has no value, or stands apart; nothing of one that is as the others."""
    if row["status"] == "SUPPRESSED":
        return why_hidden(p, words, "trends", row["unit_id"], row["indicator"])
    return "" if row["status"] == "OK" else words.say(f"indicators.status_{row['status']}")


def _quarters(
    p: Publication, words: Words, indicator: Row, rows: Sequence[Row], medians: Mapping[str, float]
) -> pl.DataFrame:
    """Return the quarters of a unit, each with its value, its counts and the median of all units."""
    high = lookup.is_high(p, indicator["indicator"])
    return pl.DataFrame(
        [
            (
                words.period(row["quarter"]),
                *_figures(row, high, indicator["direction"]),
                row["last_day"] == p.period.last,
                medians.get(row["quarter"]),
                *_count_cells(indicator, row, high),
                _status(p, words, row),
            )
            for row in rows
        ],
        schema={"quarter": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}
        | {"running": pl.Boolean, "median": pl.Float64}
        | {**_COUNTS, "status": pl.String},
        orient="row",
    )


def _medians(trends: pl.DataFrame, high: bool) -> Mapping[str, float]:
    """Return the median of the units' values that are shown, by quarter."""
    column = "fail_per_10k" if high else "value"
    return dict(trends.drop_nulls(column).group_by("quarter").agg(pl.col(column).median()).iter_rows())


def _value_columns(words: Words) -> dict[str, str]:
    keys: Sequence[str] = ("name", "value", "low", "high")
    names = ("charts.unit", "charts.value", "charts.low", "charts.high")
    return {key: words.say(message) for key, message in zip(keys, names, strict=True)}
