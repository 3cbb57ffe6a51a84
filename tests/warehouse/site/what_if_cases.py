"""Publications on whose page weights can be moved: a ranking by the engine, with what a page shows of it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from schemas.method import Method
from tests.warehouse.ranking.engine_cases import YEAR, cells, method
from tests.warehouse.site.publication_cases import POLICY, frame, publication, unit
from warehouse.publication import draft_tables
from warehouse.publication.publication import Publication
from warehouse.publication.what_if import what_if
from warehouse.ranking.index.score import Ranking, rank

A, B, C, D = "online_share", "digitised_share", "satisfaction", "on_time_over_resolved"
# North is strong where the paper is digital, South where people are content; West has sent nothing for one indicator.
FOUND = {
    "bac": {A: (450, 500), B: (420, 500), C: (300, 500), D: (330, 500)},
    "dong": {A: (300, 500), B: (300, 500), C: (400, 500), D: (310, 500)},
    "nam": {A: (200, 500), B: (210, 500), C: (480, 500), D: (490, 500)},
    "tay": {A: "NOT_REPORTED", B: (400, 500), C: (350, 500), D: (200, 500)},
    "trung": {A: (300, 500), B: (300, 500), C: (400, 500), D: (310, 500)},
}
RULES = method({"so": {A: 30, B: 20}, "dan": {C: 20, D: 30}})
NAMES = {u: (f"Quận {u.title()}", f"District {u.title()}") for u in FOUND}


def ranked(found: Mapping[str, Any] = FOUND, rules: Method = RULES) -> Ranking:
    """Return the ranking by the engine."""
    return rank(cells(found), rules, sorted(found), YEAR)


def trial(
    rules: Method = RULES,
    found: Mapping[str, Any] = FOUND,
    hidden: Collection[tuple[str, str]] = (),
    names: Mapping[str, tuple[str, str]] = NAMES,
    is_withheld: bool = False,
) -> Publication:
    """Return a publication of the ranking of `found`; every unit's published range of ranks is 1 to 3."""
    ranking = ranked(found, rules)
    rows = [_row(row, rules, is_withheld) for row in ranking.table.iter_rows(named=True)]
    reasons = ("unit_id", "eligible", "coverage", "reason", "reason_vi", "reason_en")
    left_out = {"indicator": A, "mean_shift": 1.25, "largest_shift": 2.0, "largest_movers": "bac nam"}
    spread = {"unit_id": "bac", "rank": 1.0, "rank_method_q05": 1.0, "rank_method_q95": 3.5}
    about = {"period": "2023", "as_of": YEAR.last, "method": rules.id, "method_version": rules.fingerprint}
    p = publication(
        units=[unit(u, *names[u]) for u in sorted(found)],
        rankings=rows,
        eligibility=ranking.table.select(reasons).to_dicts(),
        ranking_left_out=[about | left_out],
        ranking_robustness=[about | spread],
    )
    tables = {**p.tables, "indicators": frame("indicators", draft_tables.indicators(rules, POLICY).to_dicts())}
    defined = draft_tables.definitions(rules)
    start = what_if(ranking, dict.fromkeys(hidden))
    return replace(p, method=rules, tables=tables, definitions=defined, what_if=start)


def _row(row: Mapping[str, Any], rules: Method, is_withheld: bool) -> dict[str, Any]:
    about = {"period": "2023", "as_of": YEAR.last, "method": rules.id, "method_version": rules.fingerprint}
    shown = {"unit_id": row["unit_id"], "peer_group": "all", "measure": "score", "eligible": row["eligible"]}
    value = None if row["score"] is None else round(row["score"], 2)
    found = about | shown | {"value": value, "reason": row["reason"], "status": "OK"}
    if not row["eligible"]:
        return found
    place = {} if is_withheld else {"rank": row["rank"], "rank_label": row["rank_label"]}
    return found | place | {"rank_lo": 1, "rank_hi": 3, "tier": 1}
