"""The pages of the indicators: one that lists them, and one each with definition, values, funnel and all counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.indicator import Indicator
from schemas.terms import Term, term_name
from schemas.words.message import Declared
from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup, method_tables, rate_pictures
from warehouse.site.marks import range_mark
from warehouse.site.page import Page
from warehouse.site.rates import failures_of, rate_of
from warehouse.site.together import QUANTILES, end_of, overall, together, who
from warehouse.site.values import value_of
from warehouse.site.words import Words

_STATUS_WITHOUT_VALUE = ("NOT_APPLICABLE", "NOT_REPORTED", "INVALID", "NOT_COMPUTABLE")


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the list, then the page of each indicator that is scored or could not be computed, and of each signal."""
    rows = lookup.indicator_rows(p, "score", "not_computable")
    signals = lookup.indicator_rows(p, "integrity")
    context = {"groups": _grouped(p, words, rows), "signals": signals}
    yield Page("indicators/index.html", "indicators.html.j2", words.say("indicators.title"), "indicators", context)
    for row in [*lookup.indicator_rows(p, "score")]:
        yield _page(p, words, row)


def _grouped(p: Publication, words: Words, rows: Sequence[Row]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return the indicators by the group of the index that they stand in."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(words.name(row, "index_group"), []).append(_row_context(p, words, row))
    return list(groups.items())


def _row_context(p: Publication, words: Words, row: Row) -> Mapping[str, Any]:
    row_context = {
        "row": row,
        "name": words.name(row),
        "reason": words.name(row, "reason"),
        "size": size_of(words, row),
    }
    if row["role"] != "score":
        return row_context
    low, high = (end_of(p, words, row, end) for end in ("lowest", "highest"))
    all_units, overall_rate = together(p, row["indicator"]), overall(p, words, row)
    spread = ""
    if low.value and row["kind"] == "proportion":
        label = words.say("indicators.spread_alt", low=low.value, high=high.value, overall=overall_rate.value or "–")
        spread = range_mark(all_units.quantiles["lowest"], all_units.quantiles["highest"], all_units.value, label)
    units = {"units": len(all_units.rows), "hidden": all_units.hidden}
    return {**row_context, **units, "overall": overall_rate, "low": low, "high": high, "spread": spread}


def _page(p: Publication, words: Words, row: Row) -> Page:
    code, high = row["indicator"], lookup.is_high(p, row["indicator"])
    definition = p.definitions[code]
    figures = [f for f in (rate_pictures.dots(p, words, row), rate_pictures.funnel(p, words, row)) if f is not None]
    cells = lookup.measures(p, code)
    context = {
        "row": row,
        "numerator": in_words(words, definition, definition.numerator),
        "denominator": in_words(words, definition, definition.denominator),
        "excluded": in_words(words, definition, definition.excluded),
        "high": high,
        "judged": [cell["vs_benchmark"] for cell in cells if cell["vs_benchmark"] is not None],
        "lines": [_line(p, words, row, cell) for cell in cells],
        "overall": overall(p, words, row),
        "who": who(p, words, row),
        "quantiles": _quantiles(p, words, row),
        "size": size_of(words, row),
        "target": _target(words, row),
        "weight": _weight(p, code),
        "is_compared": code in p.tables["case_mix"].get_column("indicator"),
        "effect": next(iter(method_tables.effects(p.tables["ranking_effects"].filter(indicator=code))), None),
    }
    path = f"indicators/{code}.html"
    return Page(path, "indicator.html.j2", words.name(row), "indicators", context, tuple(figures))


def _line(p: Publication, words: Words, row: Row, cell: Row) -> Mapping[str, Any]:
    """Return what the table shows of one unit."""
    return {
        "unit_id": cell["unit_id"],
        "name": lookup.unit_names(p, words)[cell["unit_id"]],
        "cell": cell,
        "rate": rate_of(p, words, row, cell),
        "failures": failures_of(words, row, cell),
        "interval": interval_of(words, row, cell),
        "late": words.number(cell["fail_per_10k"], 2) if cell["fail_per_10k"] is not None else "",
        "ranks": words.span(cell["rank_lo"], cell["rank_hi"]) if cell["rank_lo"] is not None else "",
        "why": words.say(f"indicators.status_{cell['status']}") if cell["status"] in _STATUS_WITHOUT_VALUE else "",
        "is_small": cell["status"] == "SMALL_N",
        "completed": completed(words, row, cell),
        "points": points_of(words, row, cell),
    }


def _quantiles(p: Publication, words: Words, row: Row) -> Sequence[tuple[str, str, str]]:
    """Return lowest, quartiles and highest of the units that the overall rate is of: name, value, and whose it is."""
    all_units = together(p, row["indicator"])
    if not all_units.quantiles:
        return []
    ends = {end: end_of(p, words, row, end).counts for end in ("lowest", "highest")}
    return [
        (words.say(key), value_of(words, row, all_units.quantiles[name]), ends.get(name, ""))
        for name, key in QUANTILES.items()
    ]


def in_words(words: Words, indicator: Indicator, terms: Sequence[Term]) -> str:
    """Return a sum of measures in words: "dossiers resolved − dossiers in progress (at the end of the period)"."""
    parts = []
    for place, term in enumerate(terms):
        sign = "− " if term.sign == -1 else "+ " if place else ""
        measure = indicator.measure(term.measure)
        parts.append(f"{sign}{words.text(term_name(term, Declared(measure.vi, measure.en)))}")
    return " ".join(parts)


def completed(words: Words, row: Row, cell: Row) -> str:
    """Return with how many cases of the city, at what rate, a cell is scored; nothing where none were added."""
    if not cell.get("added"):
        return ""
    return words.say("indicators.completed", added=cell["added"], rate=value_of(words, row, cell["added_rate"]))


def points_of(words: Words, row: Row, cell: Row) -> str:
    """Return the points of a cell; of an indicator that is shown beside the score alone, that it earns none."""
    return words.number(cell.get("points"), 2) if row["size"] else words.say("indicators.not-scored")


def size_of(words: Words, row: Row) -> str:
    """Return the points or the weight of an indicator; of one that is only shown beside the score, that it has none."""
    return words.number(row["size"]) if row["size"] else words.say("indicators.not-scored")


def interval_of(words: Words, row: Row, cell: Row) -> str:
    """Return the interval of a cell as text, nothing where there is none; of a census, that it has none."""
    if row["is_census"]:
        return words.say("indicators.census")
    if cell["ci_low"] is None:
        return ""
    return f"{value_of(words, row, cell['ci_low'])} – {value_of(words, row, cell['ci_high'])}"


def _target(words: Words, row: Row) -> str:
    if row["target"] is None:
        return ""
    return words.percent(row["target"], 0) if row["kind"] == "proportion" else words.number(row["target"], 1)


def _weight(p: Publication, code: str) -> Row | None:
    rows = p.tables["ranking_weights"].filter(measure=code).to_dicts()
    return rows[0] if rows else None
