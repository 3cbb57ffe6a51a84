"""Places: the rank of each unit by the tie rule of a method, and the label that shows it."""

from collections import Counter
from collections.abc import Sequence

from warehouse.ranking.composite.exact import Number
from warehouse.ranking.composite.ranks import competition, dense, mid, rank_keys


def ranks(scores: Sequence[Number], ties: str, decimals: int | None = None) -> list[tuple[int, str]]:
    """Return (rank, label) of each score, the highest first; equal scores share a rank, and a label that says so.

    "competition" gives 1 2 2 4, "dense" 1 2 2 3. "mid" labels with the mean of the places shared (=2.5); its whole
    rank is that of "competition".
    """
    keys = rank_keys(scores, decimals)
    places = (dense if ties == "dense" else competition)(keys)
    labels = mid(keys) if ties == "mid" else places
    units_at = Counter(places)
    return [(int(w), f"={s:g}" if units_at[w] > 1 else str(w)) for w, s in zip(places, labels, strict=True)]
