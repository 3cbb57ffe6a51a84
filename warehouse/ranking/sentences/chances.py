"""How sure the place of a unit is, in probabilities: of its bands, and of being among the first or the last."""

from collections.abc import Mapping

import polars as pl

from schemas.method import Method
from schemas.words.message import Declared, Message, message
from warehouse.ranking.sentences.statement import Statement
from warehouse.rows import Row

_CERTAIN = 0.99  # from here on a band goes without saying
_LEAST = 0.01  # of a band that is named


def odds_of_bands(bands: pl.DataFrame, method: Method) -> Mapping[str, tuple[Message, ...]]:
    """Return by unit the bands that its score may be in, each with its probability, the most probable first.

    Args:
        bands: the table `ranking_bands`.
        method: the method that declares them.
    """
    names = {band.name_vi: Declared(band.name_vi, band.name_en) for band in method.bands}
    odds: dict[str, tuple[Message, ...]] = {}
    for (unit,), rows in bands.sort("probability", descending=True, maintain_order=True).group_by(
        "unit_id", maintain_order=True
    ):
        likely = [(names[band], p) for band, p in rows.select("band", "probability").iter_rows() if p >= _LEAST]
        if not likely or likely[0][1] <= _CERTAIN:
            odds[str(unit)] = tuple(message("standing.odds", band=band, p=p) for band, p in likely)
    return odds


def chances(place: Row, count: int, odds: tuple[Message, ...], method: Method) -> list[Statement]:
    """Return what the probabilities say of the score of one unit; nothing of a unit that is not compared.

    Args:
        place: the unit's row of `rankings`, of the score.
        count: how many units are ranked with it.
        odds: what may be said of its bands (`odds_of_bands`).
        method: it says of how many first or last units there is talk.
    """
    lines = [Statement(message("standing.odds-label"), message("standing.odds-list", odds=odds))] if odds else []
    k = method.rank_sets.top
    if 2 * k <= count and place["p_top"] is not None:
        lines.append(_chance("top", k, place["p_top"]))
        lines.append(_chance("bottom", k, place["p_bottom"]))
    if place["rank"] is not None and place["expected_rank"] is not None:
        rank = message("standing.expected", rank=place["expected_rank"], count=count)
        lines.append(Statement(message("standing.expected-label"), rank))
    return lines


def _chance(end: str, k: int, p: float) -> Statement:
    return Statement(message(f"standing.chance-{end}", k=k), message("standing.probability", p=p))
