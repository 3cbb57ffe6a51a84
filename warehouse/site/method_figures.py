"""The figures of the page of the method: shares of the differences, and how far ranks depend on choices."""

from collections.abc import Iterator

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import GROUP
from warehouse.site import lookup, method_tables
from warehouse.site.charts import ranges
from warehouse.site.method_tables import Names
from warehouse.site.page import Figure
from warehouse.site.pictures import pictured
from warehouse.site.words import Words

_WIDE = 5  # places: a rank that moves so far depends on choices, which the title counts


def figures(p: Publication, words: Words, names: Names) -> Iterator[Figure]:
    """Yield the figures that there are data for; `names` of measures in both languages."""
    indicator_weights = p.tables["ranking_weights"].filter(~pl.col("measure").str.starts_with(GROUP))
    if indicator_weights.get_column("covariance_share").is_not_null().any():
        yield _weights(p, words, indicator_weights, names)
    if p.tables["ranking_robustness"].height:
        yield _robustness(p, words)


def _weights(p: Publication, words: Words, weights: pl.DataFrame, names: Names) -> Figure:
    gap = (pl.col("covariance_share") - pl.col("weight")).abs()
    rows = weights.sort(gap, "measure", descending=[True, False], nulls_last=True).to_dicts()
    frame = pl.DataFrame(
        [(words.pick(names[row["measure"]]), row["weight"], row["covariance_share"]) for row in rows],
        schema={"name": pl.String, "declared": pl.Float64, "share": pl.Float64},
        orient="row",
    )
    largest = {"name": frame.item(0, "name"), "declared": words.rough_percent(frame.item(0, "declared"))}
    title = words.say("method.weights_title", **largest, share=words.rough_percent(frame.item(0, "share")))
    kinds = (words.say("method.weights_declared"), words.say("method.weights_share"))
    caption = words.say("method.weights_figure_caption")
    picture = pictured(p, words, ranges.weights, frame, words.say("method.weights_axis"), kinds)
    columns = {"name": words.say("method.groups_indicator"), "declared": kinds[0], "share": kinds[1]}
    alt = words.say("method.weights_alt", count=frame.height)
    return Figure("shares-of-differences", title, alt, caption, picture, frame, columns)


def _robustness(p: Publication, words: Words) -> Figure:
    units = lookup.unit_names(p, words)
    rows = method_tables.ranges(p.tables["ranking_robustness"])
    ends = ("method_low", "method_high", "sampling_low", "sampling_high")
    frame = pl.DataFrame(
        [(units[row["unit_id"]], row["rank"], *row["method"], *row["sampling"]) for row in rows],
        schema={"name": pl.String, "rank": pl.Float64} | dict.fromkeys(ends, pl.Float64),
        orient="row",
    )
    wide = int((frame["method_high"] - frame["method_low"] >= _WIDE).sum())
    title = words.say("method.ranges_title", count=wide, of=frame.height, places=_WIDE)
    kinds = (words.say("method.ranges_method"), words.say("method.ranges_sampling"))
    caption = words.say("method.ranges_figure_caption")
    picture = pictured(p, words, ranges.robustness, frame, words.say("method.ranges_rank"), kinds)
    labels = [words.say(f"method.ranges_{end}", kind=kind) for kind in kinds for end in ("low", "high")]
    columns = {"name": words.say("method.ranges_unit"), "rank": words.say("method.ranges_rank")}
    alt = words.say("method.ranges_alt", count=frame.height)
    return Figure("other-choices", title, alt, caption, picture, frame, columns | dict(zip(ends, labels, strict=True)))
