"""The figure of the page of data quality: why rows were not accepted, as a waterfall."""

from collections.abc import Sequence
from itertools import accumulate

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.site import lookup
from warehouse.site.charts import counts
from warehouse.site.page import Figure
from warehouse.site.pictures import pictured
from warehouse.site.quality_tables import Step
from warehouse.site.words import Words


def waterfall(p: Publication, words: Words, steps: Sequence[Step], names: Sequence[str]) -> Figure | None:
    """Return the figure of the ledger's `steps`, called by `names`; None where every row was accepted.

    It begins with all that was not accepted: on the scale of all rows the steps would be too small to be seen.

    Args:
        p: the publication.
        words: the language of the page.
        steps: from rows sent to rows accepted.
        names: what the steps are called, in their order.
    """
    all_rows, accepted = steps[0].rows, steps[-1].rows
    lost_rows = all_rows - accepted
    if not lost_rows:
        return None
    between = list(zip(names[1:-1], steps[1:-1], strict=True))
    ends = list(accumulate((step.rows for _, step in between), initial=lost_rows))
    lines = [(words.say("data_quality.lost"), 0, lost_rows, "whole", words.number(lost_rows))]
    lines += [
        (_label(p, words, name, step), begin, end, "taken", words.signed(step.rows, 0))
        for (name, step), begin, end in zip(between, ends[:-1], ends[1:], strict=True)
    ]
    frame = pl.DataFrame(lines, schema=["label", "begin", "end", "kind", "text"], orient="row")
    title = words.say("data_quality.lost_title", share=words.percent(lost_rows / all_rows))
    caption = words.say("data_quality.lost_caption", whole=all_rows, accepted=accepted, lost=lost_rows)
    if p.synthetic:
        caption = f"{caption} {words.say('base.synthetic')}"
    picture = pictured(p, words, counts.waterfall, frame, words.say("data_quality.ledger_rows"))
    data = pl.DataFrame({"step": [words.say("data_quality.lost"), *names[1:-1]], "rows": [lost_rows, *_rows(between)]})
    columns = {"step": words.say("data_quality.ledger_step"), "rows": words.say("data_quality.ledger_rows")}
    alt = words.say("data_quality.lost_alt", count=len(between))
    return Figure("rows-not-accepted", title, alt, caption, picture, data, columns)


def _rows(between: Sequence[tuple[str, Step]]) -> list[int]:
    return [step.rows for _, step in between]


def _label(p: Publication, words: Words, name: str, step: Step) -> str:
    """Return what stands beside a bar; of a rule what it says up to a semicolon, as a chart has less room."""
    return name if step.rule is None else lookup.broken_rule(p, words, step.rule)["message"].partition(";")[0]
