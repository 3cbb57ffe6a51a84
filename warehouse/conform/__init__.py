"""From text to typed columns, by a source's declaration. Pure; what cannot be read becomes null and is flagged."""

from warehouse.conform.doubts import doubts, put_beside, take_apart
from warehouse.conform.frame import (
    Agreement,
    Texts,
    conform,
    look,
    looked_together,
    trimmed,
    with_absent,
)
from warehouse.conform.times import latest_time, local_time, time_of
from warehouse.conform.units import claim_units, resolve_units

__all__ = [
    "Agreement",
    "Texts",
    "claim_units",
    "conform",
    "doubts",
    "latest_time",
    "local_time",
    "look",
    "looked_together",
    "put_beside",
    "resolve_units",
    "take_apart",
    "time_of",
    "trimmed",
    "with_absent",
]
