"""How sure the place of one unit is, as its page says it: probabilities, and what would tell it from its neighbours."""

from collections.abc import Sequence

from schemas.words.message import Declared
from warehouse.publication.publication import Publication
from warehouse.ranking.sentences.chances import chances, odds_of_bands
from warehouse.ranking.sentences.neighbours import against_neighbours
from warehouse.ranking.sentences.statement import Statement
from warehouse.rows import Row
from warehouse.site import lookup


def chances_of(p: Publication, unit: str, score: Row | None, count: int) -> Sequence[Statement]:
    """Return how sure the place of a ranked unit is, nothing of another.

    Args:
        p: the publication.
        unit: the id of the unit.
        score: its row of `rankings`, of the score.
        count: how many units have a place.
    """
    if score is None or not lookup.rows_with_place([score]):
        return []
    names = {row["unit_id"]: Declared(row["name_vi"], row["name_en"]) for row in p.tables["units"].to_dicts()}
    return [
        *chances(score, count, odds_of_bands(p.tables["ranking_bands"], p.method).get(unit, ()), p.method),
        *against_neighbours(p.tables["ranking_pairs"], unit, p.period.first, p.period.last, names),
    ]
