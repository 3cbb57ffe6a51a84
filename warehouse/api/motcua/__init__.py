"""What motcua keeps and computes, for notebooks. Nothing here writes to the data root.

    import motcua

    snapshot = motcua.open("data")
    snapshot.table("dossiers")  # a polars.LazyFrame

A wrong request raises `ValueError` that says what there is instead; a path that leads nowhere `FileNotFoundError`; a
declaration that is wrong or missing `motcua.DeclarationError`.
"""

from schemas.errors import DeclarationError
from warehouse.api.opening import open
from warehouse.api.own_numbers import rank_draws, rank_estimates, rank_ratios
from warehouse.api.snapshot import Snapshot
from warehouse.api.validation import validate

__all__ = [
    "DeclarationError",
    "Snapshot",
    "open",
    "rank_draws",
    "rank_estimates",
    "rank_ratios",
    "validate",
]
