"""The page on which weights are moved: what stands on it before anybody moves them, and the data that it computes from.

Without JavaScript it shows the published table, and what was computed beforehand of other choices.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from warehouse.publication.publication import Publication
from warehouse.publication.what_if_data import GroupPart, IndicatorPart, ScoredUnit, Unsupported, WhatIf
from warehouse.ranking.row_ids import SCORE
from warehouse.rows import Row
from warehouse.site import lookup, method_tables
from warehouse.site.marks import set_mark
from warehouse.site.page import Page
from warehouse.site.what_if_data import as_data
from warehouse.site.words import Words

# What the page says while weights are moved; "{n}" and the like stay for it to fill in.
_WORDS = {
    "up": ("count",),
    "down": ("count",),
    "same": (),
    "new": (),
    "lost": (),
    "moved": ("count", "first"),
    "moved_none": ("first",),
    "declared": ("first",),
    "scores": ("first",),
    "nobody": (),
    "sum_points": ("sum", "total"),
    "sum_weights": (),
    "value_points": ("value", "share"),
    "value_weights": ("value", "share"),
    "copied": (),
    "other_link": (),
    "reason_INVALID": ("names",),
    "reason_NOT_REPORTED": ("names",),
    "reason_SMALL_N": ("names",),
    "reason_LOW_COVERAGE": ("names",),
    "reason_WEIGHTLESS": (),
}
_STEPS = ((20.0, 0.5), (2.0, 0.05))  # greatest value of a slider -> its step


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page."""
    rows = lookup.measures(p, SCORE)
    start = p.what_if
    names = {id_: words.pick(pair) for id_, pair in method_tables.measure_names(p.tables["indicators"]).items()}
    context = {
        "is_live": isinstance(start, WhatIf),
        "why": words.text(start.why) if isinstance(start, Unsupported) else "",
        "parts": list(_parts(start.groups, words, "")) if isinstance(start, WhatIf) else [],
        "data": _data(p, start, words, rows, names) if isinstance(start, WhatIf) else "",
        "has_ranks": any(row["rank"] is not None for row in rows),
        "lines": list(_lines(p, words, rows)),
        "left_out": method_tables.left_out(p.tables["ranking_left_out"]),
        "ranges": method_tables.ranges(p.tables["ranking_robustness"]),
        "names": names,
        "units": lookup.unit_names(p, words),
    }
    yield Page("what-if.html", "what-if.html.j2", words.say("what_if.title"), "what_if", context)


def _parts(parts: Sequence[GroupPart | IndicatorPart], words: Words, place: str) -> Iterator[dict[str, Any]]:
    """Yield each part of a level with what its controls need; siblings share the end of their sliders."""
    end = 2 * max(float(part.size) for part in parts)
    step = next((step for least, step in _STEPS if end >= least), 0.01)
    for i, part in enumerate(parts):
        path = f"{place}-{i}"
        yield {
            "id": part.id,
            "place": path,
            "name": words.name(part),
            "size": part.size,
            "end": f"{end:g}",
            "step": f"{step:g}",
            "can_move": _can_move(part),
            "is_computable": isinstance(part, GroupPart) or part.computable,
            "parts": list(_parts(part.parts, words, path)) if isinstance(part, GroupPart) else [],
        }


def _can_move(part: GroupPart | IndicatorPart) -> bool:
    """Say whether moving a part does anything: it holds an indicator that is scored."""
    if isinstance(part, GroupPart):
        return any(_can_move(inner) for inner in part.parts)
    return part.computable and float(part.size) > 0


def _lines(p: Publication, words: Words, rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield what is published of each unit, those with a place first."""
    names, count = lookup.unit_names(p, words), len(lookup.rows_with_place(rows))
    reasons = {row["unit_id"]: lookup.reason(p, words, row) for row in p.tables["eligibility"].iter_rows(named=True)}
    units = p.what_if.units if isinstance(p.what_if, WhatIf) else ()
    approximate = {unit.id for unit in units if isinstance(unit, ScoredUnit) and unit.approximate}
    for row in rows:
        ranks = words.span(row["rank_lo"], row["rank_hi"]) if row["rank_lo"] is not None else ""
        label = words.say("ranking.set_alt", ranks=ranks, of=count)
        yield {
            "unit_id": row["unit_id"],
            "name": names[row["unit_id"]],
            "is_placed": lookup.is_placed(row),
            "is_approximate": row["unit_id"] in approximate,
            "rank": words.rank(row["rank_label"]),
            "score": words.number(row["value"], 2) if lookup.is_placed(row) else "–",
            "ranks": ranks,
            "picture": Markup(set_mark(row["rank_lo"], row["rank_hi"], row["rank"], count, label)),
            "reason": reasons.get(row["unit_id"], ""),
        }


def _data(p: Publication, start: WhatIf, words: Words, rows: Sequence[Row], names: Mapping[str, str]) -> Markup:
    """Return what the page computes from as JSON that can stand in a script element: no `<`, `>`, `&` or quote."""
    reasons = {row["unit_id"]: lookup.reason(p, words, row) for row in p.tables["eligibility"].iter_rows(named=True)}
    published_ranks = {
        row["unit_id"]: {
            "rank": row["rank"],
            "label": row["rank_label"] or "–",
            "score": row["value"],
            "is_ranked": lookup.is_placed(row),
            "reason": reasons.get(row["unit_id"], ""),
        }
        for row in rows
    }
    data = {
        "lang": words.lang,
        "data": as_data(start),
        "published": published_ranks,
        "names": names,
        "units": lookup.unit_names(p, words),
        "words": _sentences(words),
        "file": {
            "name": f"{p.method.id}-what-if.toml",
            "comments": [
                words.say(f"what_if.file_{i}", method=p.method.id, period=words.period(p.period.id)) for i in (1, 2)
            ],
        },
    }
    return Markup(htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":")))


def _sentences(words: Words) -> dict[str, str]:
    """Return the sentences that are said while weights are moved; "<name>_one" where one of something is meant."""
    sentences = {}
    for name, fields in _WORDS.items():
        places = {field: f"{{{field}}}" for field in fields}
        sentences[name] = words.say(f"what_if.{name}", **places)
        if "count" in places:
            sentences[f"{name}_one"] = words.say(f"what_if.{name}", **places | {"count": 1})
    return sentences
