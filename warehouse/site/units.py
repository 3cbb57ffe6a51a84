"""The pages of the units: one that lists them, and a profile each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.table import load_tables
from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.sentences.zeros import of_zero
from warehouse.rows import Row
from warehouse.site import claims, completeness, lookup, pictures, rate_pictures
from warehouse.site.chances import chances_of
from warehouse.site.formulas import formulas
from warehouse.site.indicators import completed, interval_of, points_of
from warehouse.site.marks import bar_mark, set_mark
from warehouse.site.own_form import comparable
from warehouse.site.own_past import own_past
from warehouse.site.page import Figure, Page
from warehouse.site.peer_values import peer_values
from warehouse.site.ranking import band_name, place_of
from warehouse.site.rates import rate_of
from warehouse.site.together import overall
from warehouse.site.two_figures import two_figures
from warehouse.site.words import Words

_AGAINST = {2: "better", -2: "worse"}  # beyond the outer limits of the funnel
_TRENDS = 2  # charts of a profile: those of the heaviest indicators that have enough quarters to show


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the list, then the profile of each unit."""
    names, scores = lookup.unit_names(p, words), {r["unit_id"]: r for r in lookup.measures(p, SCORE)}
    count = len(lookup.rows_with_place(list(scores.values())))
    ordered = sorted(names.items(), key=lambda item: _in_order(item[1]))
    unit_lines = [(unit, name, scores.get(unit), _picture(words, scores.get(unit), count)) for unit, name in ordered]
    context = {"listed": unit_lines}
    yield Page("units/index.html", "units.html.j2", words.say("units.title"), "units", context)
    for unit in names:
        yield _profile(p, words, unit, scores.get(unit), count)


def _in_order(name: str) -> list[tuple[int, str]]:
    """Return what names are sorted by: "District 3" stands before "District 10"."""
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.split(r"(\d+)", name)]


def _profile(p: Publication, words: Words, unit: str, score: Row | None, count: int) -> Page:
    unit_row = p.tables["units"].filter(unit_id=unit).row(0, named=True)
    trends, form_figure = _trends(p, words, unit), pictures.form(p, words, unit, _form_labels(words))
    context = {
        "trends": trends,
        "past": own_past(p, words, unit),
        "compared": form_figure,
        "unit": unit_row,
        "score": score,
        "place": place_of(score, words) if score else "",
        "count": count,
        "tiers": max((row["tier"] or 0 for row in lookup.measures(p, SCORE)), default=0),
        "band": band_name(p, score["band"], words) if score else "",
        "has_bars": p.method.total_points is not None,
        "picture": _picture(words, score, count),
        "why": _why(p, words, unit),
        "chances": chances_of(p, unit, score, count),
        "lines": [_line(p, words, unit, row) for row in lookup.indicator_rows(p, "score")],
        "peers": list(_peers(p, words, unit)),
        "quantiles": list(peer_values(p, words, unit)),
        "two_figures": two_figures(p, words, unit),
        "claims": claims.lines_of_unit(p, unit),
        "form": _form(p, words, unit),
        "completeness": completeness.sentences(p, words, unit),
        "completeness_means": completeness.means(words),
        "signals": [_signal(p, words, unit, row) for row in lookup.indicator_rows(p, "integrity")],
        "formulas": list(_formulas(p, words, unit)),
        "counts": _counts(p, unit),
        "deliveries": p.tables["deliveries"].filter(unit_id=unit).to_dicts(),
        "kinds": lookup.kinds(p, words),
        "rejections": [lookup.broken_rule(p, words, row) for row in _rejections(p, unit)],
        "hidden": p.tables["suppressions"].filter(unit_id=unit).height,
    }
    name = words.name(unit_row)
    return Page(
        f"units/{unit}.html",
        "unit.html.j2",
        name,
        "units",
        context,
        tuple(trends) + ((form_figure,) if form_figure else ()),
    )


def _rejections(p: Publication, unit: str) -> Sequence[Row]:
    return p.tables["rejection_counts"].filter(unit_id=unit).sort("rows", descending=True).to_dicts()


def _picture(words: Words, score: Row | None, count: int) -> str:
    if score is None or score["rank_lo"] is None:
        return ""
    ranks = words.span(score["rank_lo"], score["rank_hi"])
    label = words.say("ranking.set_alt", ranks=ranks, of=count)
    return set_mark(score["rank_lo"], score["rank_hi"], score["rank"], count, label)


def _why(p: Publication, words: Words, unit: str) -> str:
    """Return why the unit is not ranked, nothing where it is."""
    rows = p.tables["eligibility"].filter(unit_id=unit).to_dicts()
    return lookup.reason(p, words, rows[0]) if rows else ""


def _line(p: Publication, words: Words, unit: str, row: Row) -> Mapping[str, Any]:
    """Return what the profile shows of one indicator, beside the value of all together."""
    cell = lookup.cells(p).get((unit, row["indicator"]), {})
    status = cell.get("status")
    return {
        "row": row,
        "name": words.name(row),
        "status": status,
        "rate": rate_of(p, words, row, cell),
        "interval": interval_of(words, row, cell) if cell else "",
        "overall": overall(p, words, row),
        "x": cell.get("x"),
        "n": cell.get("n"),
        "excluded": cell.get("excluded"),
        "points": points_of(words, row, cell),
        "against": _AGAINST.get(cell.get("vs_benchmark") or 0, ""),
        "bar": _bar(p, words, row, cell),
        "why": words.say(f"indicators.status_{status}") if status and status != "OK" else "",
        "completed": completed(words, row, cell),
        "zero": _zero(p, words, row, cell) if cell else "",
    }


def _zero(p: Publication, words: Words, row: Row, cell: Row) -> str:
    """Return what a zero of the cell can and cannot mean, nothing where there is none."""
    return " ".join(words.text(sentence) for sentence in of_zero(p.method, p.definitions[row["indicator"]], cell))


def _bar(p: Publication, words: Words, row: Row, cell: Row) -> str:
    """Return the share of its points that an indicator earns as a bar, nothing where there are none to earn."""
    if not row["size"]:
        return ""
    share = lookup.share_of_points(p, row, cell) if cell else None
    label = words.say("units.bar_none") if share is None else words.say("units.bar_alt", share=words.percent(share, 0))
    return bar_mark(share, label)


def _peers(p: Publication, words: Words, unit: str) -> Iterator[Mapping[str, Any]]:
    """Yield the standing of the unit in each of its peer groups."""
    for group in p.tables["peer_groups"].filter(unit_id=unit).sort("peer_group").iter_rows(named=True):
        rows = lookup.measures(p, SCORE, group["peer_group"])
        score_row = next((row for row in rows if row["unit_id"] == unit), None)
        yield {"name": words.name(group), "row": score_row, "count": len(lookup.rows_with_place(rows))}


def _form(p: Publication, words: Words, unit: str) -> Sequence[Mapping[str, Any]]:
    """Return form II.06a of each span of days: its days, whether the unit reported for them, and its rows."""
    unit_rows = comparable(p.tables["form_ii06a"].filter(unit_id=unit))
    labels = _form_labels(words)
    forms = []
    for (first, last), rows in unit_rows.group_by("period_from", "period_to", maintain_order=True):
        labelled_rows = [row | {"label": labels[row["item"]]} for row in rows.iter_rows(named=True)]
        forms.append(
            {"first": first, "last": last, "is_reported": bool(rows["is_reported"].any()), "rows": labelled_rows}
        )
    return forms


def _form_labels(words: Words) -> dict[str, str]:
    """Return what the columns of the form are called."""
    return {item: words.pick(pair) for item, pair in load_tables()["form_ii06a"].column("item").codes.items()}


def _formulas(p: Publication, words: Words, unit: str) -> Iterator[Mapping[str, Any]]:
    """Yield the formulas of the indicators and signals that were counted of the unit."""
    rows = [*lookup.indicator_rows(p, "score"), *lookup.indicator_rows(p, "integrity")]
    scored = {code: cell for (owner, code), cell in lookup.cells(p).items() if owner == unit}
    return formulas(p, words, rows, {**scored, **_signals(p, unit)}, _counts(p, unit))


def _counts(p: Publication, unit: str) -> Sequence[Row]:
    return p.tables["formula_counts"].filter(unit_id=unit).to_dicts()


def _signals(p: Publication, unit: str) -> Mapping[str, Row]:
    return {row["indicator"]: row for row in p.tables["signals"].filter(unit_id=unit).iter_rows(named=True)}


def _signal(p: Publication, words: Words, unit: str, row: Row) -> Mapping[str, Any]:
    cell = _signals(p, unit).get(row["indicator"], {})
    return {
        "name": words.name(row),
        "rate": rate_of(p, words, row, cell, "signals"),
        "x": cell.get("x"),
        "n": cell.get("n"),
        "excluded": cell.get("excluded"),
    }


def _trends(p: Publication, words: Words, unit: str) -> Sequence[Figure]:
    rows = sorted(lookup.indicator_rows(p, "score"), key=lambda row: (-(row["size"] or 0), row["position"]))
    figures = (rate_pictures.trend(p, words, unit, row) for row in rows if row["kind"] == "proportion" and row["size"])
    return [figure for figure in figures if figure is not None][:_TRENDS]
