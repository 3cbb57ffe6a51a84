"""A draft as plain data: what programs are given of a ranking, and what is kept of it as JSON."""

from warehouse.ranking.draft import Draft
from warehouse.ranking.nightly_tables import ranking_tables
from warehouse.ranking.published import ABOUT
from warehouse.ranking.row_ids import is_score_among

_TABLES = ("changes", "weights", "effects", "robustness", "factors", "left_out")


def as_json(draft: Draft, peer_group: str = "") -> dict[str, object]:
    """Return the ranking as plain data.

    "rankings" are the rows of the score among all units or, given the name of a grouping as `peer_group`, within each
    of its groups. Raises ValueError for a grouping that the draft does not have.
    """
    if peer_group and peer_group not in draft.groupings:
        raise ValueError(f"there is no grouping {peer_group!r}; groupings: {', '.join(draft.groupings)}")
    tables = {name: frame.drop(ABOUT) for name, frame in ranking_tables(draft).items()}
    return {
        "period": {"id": draft.period.id, "from": str(draft.period.first), "to": str(draft.period.last)},
        "as_of": str(draft.period.last),
        "method": draft.method.id,
        "method_version": draft.method.fingerprint,
        "snapshot": draft.snapshot,
        "synthetic": draft.synthetic,
        "total_points": draft.ranking.total_points,
        "computable_points": draft.ranking.computable_points,
        "ranking": draft.ranking.table.to_dicts(),
        "indicators": draft.ranking.cells.to_dicts(),
        "rankings": tables["rankings"].filter(is_score_among(peer_group)).to_dicts(),
        **{name: tables[f"ranking_{name}"].to_dicts() for name in _TABLES},
    }
