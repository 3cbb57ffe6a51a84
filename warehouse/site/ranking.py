"""The page of the ranking: who stands where, how surely, what it is made of, and who is not ranked and why."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.sentences.chances import odds_of_bands
from warehouse.ranking.sentences.changes import of_scores
from warehouse.ranking.sentences.standing import marked
from warehouse.rows import Row
from warehouse.site import completeness, lookup, pictures
from warehouse.site.marks import bars_mark, set_mark
from warehouse.site.page import Figure, Page
from warehouse.site.rates import Rate, counts_text, failures_of
from warehouse.site.values import value_of
from warehouse.site.words import Words


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    lines, lead = _lines(p, words, lookup.measures(p, SCORE)), _lead(p)
    context = {
        "lines": lines,
        "has_sets": any(line["ranks"] for line in lines),
        "has_marks": any(line["mark"] for line in lines),
        "unranked": _unranked(p, words),
        "bars": [words.name(row) for row in lookup.weighty(p)],
        "lead": lead and words.name(lead),
        "peers": list(_peers(p, words)),
        "completeness": list(_completeness(p, words, lines)),
        "completeness_means": completeness.means(words),
        "completeness_columns": completeness.COLUMNS,
        "rate_changes": list(_rate_changes(p, words)),
        "cautions": list(_cautions(p, words)),
        "absent": lookup.indicator_rows(p, "not_computable"),
        "computable": float(p.method.computable_size),
    }
    title = words.say("ranking.title", city=words.name(p.city))
    yield Page("index.html", "ranking.html.j2", title, "ranking", context, tuple(_figures(p, words, lines)))


def _lines(p: Publication, words: Words, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return what is shown of each unit that has a place, best first."""
    placed_rows, names = lookup.rows_with_place(rows), lookup.unit_names(p, words)
    scores, tiers = [words.number(row["value"], 2) for row in placed_rows], [row["tier"] for row in placed_rows]
    marks = marked([None if row["value"] is None else row["rank"] for row in placed_rows], scores)
    changes, odds = of_scores(p.tables["ranking_changes"]), odds_of_bands(p.tables["ranking_bands"], p.method)
    return [
        {
            "unit_id": row["unit_id"],
            "name": names[row["unit_id"]],
            "rank": place_of(row, words),
            "mark": marks[place],
            "ranks": words.span(row["rank_lo"], row["rank_hi"]) if row["rank_lo"] is not None else "",
            "picture": _set(row, len(placed_rows), words),
            "tier": row["tier"],
            "begins_tier": place > 0 and tiers[place] != tiers[place - 1],
            "letters": row["letters"],
            "score": scores[place],
            "interval": _interval(row, words),
            "band": band_name(p, row["band"], words),
            "odds": ", ".join(map(words.text, odds.get(row["unit_id"], ()))),
            "late": _late(p, row["unit_id"], words),
            "late_counts": _late_counts(p, row["unit_id"], words),
            "bars": _bars(p, row["unit_id"], words),
            "change": _change(changes.get(row["unit_id"]), words),
            "warnings": completeness.warnings(p, row["unit_id"]),
        }
        for place, row in enumerate(placed_rows)
    ]


def place_of(row: Row, words: Words) -> str:
    """Return the rank of a unit; where ranks are withheld its grade, a dash where there is but one."""
    if row["grades_ordered"]:
        return words.say("ranking.grade", grade=row["grade"])
    return words.rank(row["rank_label"])


def _set(row: Row, count: int, words: Words) -> str:
    ranks = words.span(row["rank_lo"], row["rank_hi"])
    return set_mark(
        row["rank_lo"], row["rank_hi"], row["rank"], count, words.say("ranking.set_alt", ranks=ranks, of=count)
    )


def _interval(row: Row, words: Words) -> str:
    if row["ci_low"] is None:
        return ""
    return f"{words.number(row['ci_low'], 2)}–{words.number(row['ci_high'], 2)}"


def band_name(p: Publication, name_vi: str | None, words: Words) -> str:
    """Return the name of a band, nothing where there is none."""
    names = {band.name_vi: (band.name_vi, band.name_en) for band in p.method.bands}
    return words.pick(names[name_vi]) if name_vi in names else ""


def _late(p: Publication, unit: str, words: Words) -> tuple[str, bool]:
    """Return the failures of the lead indicator for each 10 000 cases, and whether they are suppressed.

    Of suppressed ones the range is returned where one is published.
    """
    code = lookup.lead(p)
    row = lookup.cells(p).get((unit, code)) if code else None
    if row is not None and row["status"] == "SUPPRESSED":
        ends = lookup.told_range(p, row)
        return (f"{words.number(1e4 * (1 - ends[1]), 1)}–{words.number(1e4 * (1 - ends[0]), 1)}" if ends else ""), True
    if row is None or row["fail_per_10k"] is None:
        return "", False
    return words.number(row["fail_per_10k"], 2), False


def _late_counts(p: Publication, unit: str, words: Words) -> str:
    """Return what the failures of the lead indicator were counted from, nothing where nothing was."""
    lead = _lead(p)
    cell = lookup.cells(p).get((unit, lead["indicator"])) if lead else None
    return "" if lead is None or cell is None else failures_of(words, lead, cell)


def _bars(p: Publication, unit: str, words: Words) -> str:
    """Return the share of its points that each indicator earns, as small bars; of a suppressed one what is told."""
    cells, rows = lookup.cells(p), lookup.weighty(p)
    shares = [lookup.share_of_points(p, row, cells.get((unit, row["indicator"]))) for row in rows]
    labels = (
        f"{words.name(row)}: {words.percent(share, 0) if share is not None else '–'}"
        for row, share in zip(rows, shares, strict=True)
    )
    return bars_mark(shares, "; ".join(labels))


def _change(row: Row | None, words: Words) -> tuple[str, str]:
    """Return the change of the score since the period before, and its kind: better, worse, or none to speak of."""
    if row is None:
        return "–", ""
    if not row["is_significant"]:
        return words.say("ranking.no_change"), "small"
    return words.signed(row["change"]), "better" if row["change"] > 0 else "worse"


def _rate_changes(p: Publication, words: Words) -> Iterator[tuple[str, list[Mapping[str, str]]]]:
    """Yield the indicators of which rates changed more than by chance, with these units and both values.

    What has no chance, a census, is not tested: its changes stand in the table.
    """
    names, changes = lookup.unit_names(p, words), p.tables["ranking_changes"].drop_nulls(["before", "value", "p_value"])
    for row in lookup.indicator_rows(p, "score"):
        indicator_changes = changes.filter(
            (pl.col("measure") == row["indicator"]) & pl.col("is_significant").fill_null(False)
        )
        if indicator_changes.height:
            yield (
                words.name(row),
                [
                    {
                        "name": names[change["unit_id"]],
                        "before": _rate_with_counts(words, row, change, "before", "_before"),
                        "after": _rate_with_counts(words, row, change, "value", ""),
                    }
                    for change in indicator_changes.iter_rows(named=True)
                ],
            )


def _rate_with_counts(words: Words, indicator: Row, change: Row, value: str, ending: str) -> str:
    """Return a rate of one of the two periods of a change, with its counts."""
    x, n, excluded = (change[f"{part}{ending}"] for part in ("x", "n", "excluded"))
    counts = counts_text(words, x, n, excluded, bool(indicator["excluded"]))
    return words.say("ranking.rate_counted", rate=value_of(words, indicator, change[value]), counts=counts)


def _unranked(p: Publication, words: Words) -> list[Mapping[str, str]]:
    names, scores = lookup.unit_names(p, words), {r["unit_id"]: r["value"] for r in lookup.measures(p, SCORE)}
    return [
        {
            "unit_id": row["unit_id"],
            "name": names[row["unit_id"]],
            "score": words.number(scores.get(row["unit_id"]), 2),
            "reason": lookup.reason(p, words, row),
        }
        for row in p.tables["eligibility"].iter_rows(named=True)
        if not row["eligible"] or row["unit_id"] in lookup.unscored(p)
    ]


def _completeness(
    p: Publication, words: Words, lines: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str, Sequence[tuple[Rate, bool]]]]:
    """Yield id, name, rank and figures of completeness of each unit that has any: by rank, then those without one."""
    names, rank_of_unit = lookup.unit_names(p, words), {line["unit_id"]: line["rank"] for line in lines}
    for unit in [*rank_of_unit, *(unit for unit in names if unit not in rank_of_unit)]:
        if figures := completeness.line(p, words, unit):
            yield unit, names[unit], rank_of_unit.get(unit, "–"), figures


def _cautions(p: Publication, words: Words) -> Iterator[str]:
    """Yield what the method says must be known; what it says in one language only is shown in that one."""
    for vi, en in zip_longest(p.method.cautions_vi, p.method.cautions_en, fillvalue=""):
        yield words.pick((vi or en, en or vi))


def _lead(p: Publication) -> Row | None:
    code = lookup.lead(p)
    return next((row for row in lookup.indicator_rows(p, "score") if row["indicator"] == code), None)


def _peers(p: Publication, words: Words) -> Iterator[tuple[str, list[dict[str, Any]], int]]:
    """Yield name, lines and number of units of each peer group; in one of too few units there are no lines."""
    groups = p.tables["peer_groups"].unique("peer_group", maintain_order=True)
    for row in groups.sort("peer_group").iter_rows(named=True):
        rows = lookup.measures(p, SCORE, row["peer_group"])
        yield words.name(row), _lines(p, words, rows), len(rows)


def _figures(p: Publication, words: Words, lines: Sequence[Mapping[str, Any]]) -> Iterator[Figure]:
    if any(line["ranks"] for line in lines):
        yield pictures.rank_sets(p, words)
