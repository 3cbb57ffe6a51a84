"""The figures of pages about ranks and form II.06a, and what every figure has."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import SCORE
from warehouse.site import lookup
from warehouse.site.charts import counts, ranges
from warehouse.site.charts.picture import Picture
from warehouse.site.own_form import comparable
from warehouse.site.page import Figure
from warehouse.site.words import Words


def pictured(p: Publication, words: Words, chart: Callable[..., Any], *arguments: Any) -> Picture:  # noqa: ANN401
    """Return what draws `chart(*arguments)` in the language of the page; synthetic data are called so below it."""
    return Picture(chart, arguments, words.lang, words.say("base.synthetic") if p.synthetic else "")


def rank_sets(p: Publication, words: Words) -> Figure:
    """Return the figure of the ranks that each unit's true one lies in."""
    names = lookup.unit_names(p, words)
    rows = [r for r in lookup.rows_with_place(lookup.measures(p, SCORE)) if r["rank_lo"] is not None]
    frame = pl.DataFrame(
        [(names[r["unit_id"]], r["rank"], r["rank_lo"], r["rank_hi"], r["tier"]) for r in rows],
        schema={"name": pl.String, "rank": pl.Int64, "low": pl.Int64, "high": pl.Int64, "tier": pl.Int64},
        orient="row",
    )
    first = sum(row["rank_lo"] == 1 for row in rows)
    title = words.say("charts.sets_title", count=first, of=len(rows))
    caption = caption_of(
        p, words, words.say("charts.sets_caption", level=words.percent(float(p.method.uncertainty.level), 0))
    )
    columns = {
        "name": words.say("charts.unit"),
        "rank": words.say("charts.rank"),
        "low": words.say("charts.rank_low"),
        "high": words.say("charts.rank_high"),
        "tier": words.say("charts.tier"),
    }
    picture = pictured(p, words, ranges.rank_sets, frame, words.say("charts.rank_axis"), words.say("charts.tier"))
    return Figure("rank-sets", title, words.say("charts.sets_alt", of=len(rows)), caption, picture, frame, columns)


def form(p: Publication, words: Words, unit: str, labels: Mapping[str, str]) -> Figure | None:
    """Return the figure of what a unit last reported on form II.06a beside its dossiers, None where the two agree.

    `labels` names the columns of the form.

    Args:
        p: the publication.
        words: the language of the page.
        unit: the id of the unit.
        labels: column of the form -> what it is called.
    """
    filed_rows = comparable(p.tables["form_ii06a"].filter(pl.col("unit_id") == unit, "is_reported"))
    compared_rows = filed_rows.drop_nulls(["counted", "reported"])
    last_rows = compared_rows.filter(pl.col("period_to") == pl.col("period_to").max())
    differing = last_rows.filter(pl.col("counted") != pl.col("reported")).height
    if not differing:
        return None
    frame = last_rows.select(pl.col("item").replace_strict(labels), "reported", "counted")
    days = last_rows.select("period_from", "period_to").row(0)
    title = words.say("charts.form_title", count=differing, of=last_rows.height)
    caption = words.say("charts.form_caption", first=days[0], last=days[1])
    kinds = (words.say("units.form_reported"), words.say("units.form_counted"))
    picture = pictured(p, words, counts.form_compare, frame, words.say("charts.form_axis"), kinds)
    columns = {"item": words.say("units.form_item"), "reported": kinds[0], "counted": kinds[1]}
    alt = words.say("charts.form_alt", count=differing, of=last_rows.height)
    return Figure(f"{unit}-form", title, alt, caption, picture, frame, columns)


def caption_of(p: Publication, words: Words, text: str, is_period: bool = True) -> str:
    """Return the caption of a figure.

    Args:
        p: the publication.
        words: the language of the page.
        text: what is drawn.
        is_period: whether it is of the days of the period.
    """
    days = words.say("charts.days", first=p.period.first, last=p.period.last) if is_period else ""
    synthetic = words.say("base.synthetic") if p.synthetic else ""
    return " ".join(sentence for sentence in (text, days, synthetic) if sentence)
