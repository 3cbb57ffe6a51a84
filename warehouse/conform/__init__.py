"""From text to typed columns, by a source's declaration. Pure; what cannot be read becomes null and is flagged."""

from warehouse.conform.doubts import apart, beside, doubts
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
    "apart",
    "beside",
    "claim_units",
    "conform",
    "doubts",
    "latest_time",
    "local_time",
    "look",
    "looked_together",
    "resolve_units",
    "time_of",
    "trimmed",
    "with_absent",
]
