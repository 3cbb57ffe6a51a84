"""The input edge: what lies in the inbox, what is left alone and why, and the untouched copy in the landing folder."""

from warehouse.inbox.control import Control, check_hash, check_rows
from warehouse.inbox.entries import Damage, Delivery, Landed, LeftAlone, Scan, delivery_of
from warehouse.inbox.known import KnownFile, as_known, is_due, known_copy
from warehouse.inbox.landing import land, landed_copy, verify
from warehouse.inbox.scanning import scan

__all__ = [
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
    "is_due",
    "known_copy",
    "land",
    "landed_copy",
    "scan",
    "verify",
]
