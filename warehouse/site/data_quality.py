"""The page of data quality: who sent what and when, the ledger, what was rejected, and what the data cannot see."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.table import load_tables
from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup, quality_figures, quality_tables
from warehouse.site.page import Page
from warehouse.site.quality_tables import Step
from warehouse.site.rates import Rate, rate_of
from warehouse.site.words import Words

_NAMED = 8  # gaps that are named one by one in the findings; the table shows them all


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    deliveries, rejections, form = (p.tables[name] for name in ("deliveries", "rejection_counts", "form_ii06a"))
    units, ledger = lookup.unit_names(p, words), quality_tables.ledger(deliveries, rejections)
    figure = quality_figures.waterfall(p, words, ledger, [_step_name(p, words, step) for step in ledger])
    context = {
        "units": units,
        "findings": list(_findings(p, words, units)),
        "kinds": quality_tables.kinds(deliveries, p.kinds),
        "kind_names": lookup.kinds(p, words),
        "sent": quality_tables.cells(deliveries),
        "steps": list(_steps(p, words, ledger)),
        "by_unit": _by_unit(p, words),
        "rules": [lookup.broken_rule(p, words, row) for row in quality_tables.rule_totals(rejections)],
        "differences": quality_tables.differences(form),
        "items": _item_names(words),
        "silent": [units[unit] for unit in quality_tables.silent(form, list(units))],
        "signal_names": {row["indicator"]: words.name(row) for row in lookup.indicator_rows(p, "integrity")},
        "signals": _signals(p, words),
        "hidden": _hidden(p, words),
    }
    title, figures = words.say("data_quality.title"), () if figure is None else (figure,)
    yield Page("data-quality.html", "data-quality.html.j2", title, "quality", context, figures)


def _signals(p: Publication, words: Words) -> Mapping[tuple[str, str], Rate]:
    """Return the signals of integrity by unit and code."""
    signals = {row["indicator"]: row for row in lookup.indicator_rows(p, "integrity")}
    return {
        (row["unit_id"], row["indicator"]): rate_of(p, words, signals[row["indicator"]], row, "signals")
        for row in p.tables["signals"].iter_rows(named=True)
        if row["indicator"] in signals
    }


def _findings(p: Publication, words: Words, units: Mapping[str, str]) -> Iterator[str]:
    deliveries = p.tables["deliveries"]
    kinds = quality_tables.kinds(deliveries, p.kinds)
    missing_pairs = quality_tables.gaps(deliveries, list(units), kinds)
    if missing_pairs:
        kind_names, first_pairs = lookup.kinds(p, words), missing_pairs[:_NAMED]
        who = "; ".join(f"{units[unit]} ({kind_names[kind]})" for unit, kind in first_pairs)
        ellipsis = "; …" if len(missing_pairs) > len(first_pairs) else ""
        cells = len(units) * len(kinds)
        yield words.say("data_quality.finding_gaps", gaps=len(missing_pairs), cells=cells, who=who + ellipsis)
    elif kinds:
        yield words.say("data_quality.finding_all_sent", units=len(units), kinds=len(kinds))
    total = quality_tables.totals(deliveries)
    if total["rows_in"]:
        share = words.percent(total["accepted"] / total["rows_in"])
        yield words.say("data_quality.finding_rows", share=share, **total)
    if outdated := quality_tables.outdated(deliveries):
        who = "; ".join(f"{units[unit]} ({count})" for unit, count in outdated.items())
        yield words.say("data_quality.finding_outdated", count=sum(outdated.values()), who=who)
    differing = {difference.unit_id for difference in quality_tables.differences(p.tables["form_ii06a"])}
    if differing:
        yield words.say("data_quality.finding_form", count=len(differing))
    elif len(quality_tables.silent(p.tables["form_ii06a"], list(units))) < len(units):
        yield words.say("data_quality.finding_form_none")


def _steps(p: Publication, words: Words, steps: Sequence[Step]) -> Iterator[Mapping[str, Any]]:
    all_rows = steps[0].rows
    for step in steps:
        is_total = step.what in ("in", "accepted")
        row_count = words.number(step.rows) if is_total else words.signed(step.rows, 0)
        yield {
            "name": _step_name(p, words, step),
            "shown": row_count,
            "share": abs(step.rows) / all_rows if all_rows else None,
        }


def _by_unit(p: Publication, words: Words) -> Mapping[str, Row]:
    """Return the counts of each unit, with what is said of its most frequent rule, or None, as "most"."""
    by_unit = quality_tables.by_unit(p.tables["deliveries"], p.tables["rejection_counts"])
    return {
        unit: {**row, "most": row["most"] and lookup.broken_rule(p, words, row["most"])["message"]}
        for unit, row in by_unit.items()
    }


def _step_name(p: Publication, words: Words, step: Step) -> str:
    if step.rule is not None:
        return words.say("data_quality.ledger_rule", rule=lookup.broken_rule(p, words, step.rule)["message"])
    return words.say(f"data_quality.ledger_{step.what}", count=step.rules)


def _item_names(words: Words) -> dict[str, str]:
    codes = load_tables()["form_ii06a"].column("item").codes
    return {item: words.pick((vi, en)) for item, (vi, en) in codes.items()}


def _hidden(p: Publication, words: Words) -> str:
    why = p.tables["suppressions"].get_column("why")
    if not why.len():
        return words.say("data_quality.hidden_none", threshold=p.threshold)
    counts = {name: int((why == name).sum()) for name in ("small", "complementary")}
    return words.say("data_quality.hidden_text", total=why.len(), threshold=p.threshold, **counts)
