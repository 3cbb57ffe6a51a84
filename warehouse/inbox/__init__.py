"""The input edge: what lies in the inbox, what is left alone and why, and the untouched copy in the landing folder."""

from warehouse.inbox.control import Control, check_hash, check_rows
from warehouse.inbox.entries import STILL_COPYING, Damage, Delivery, Landed, LeftAlone, Scan, delivery_of
from warehouse.inbox.known import KnownFile, as_known, is_due, known_copy
from warehouse.inbox.landing import in_place, land, landed_copy, verify
from warehouse.inbox.scanning import look_at, scan

__all__ = [
    "STILL_COPYING",
    "Control",
    "Damage",
    "Delivery",
    "KnownFile",
    "Landed",
    "LeftAlone",
    "Scan",
    "as_known",
    "check_hash",
    "check_rows",
    "delivery_of",
    "in_place",
    "is_due",
    "known_copy",
    "land",
    "landed_copy",
    "look_at",
    "scan",
    "verify",
]
