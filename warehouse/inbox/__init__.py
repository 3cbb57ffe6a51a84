"""The input edge: what lies in the inbox, what is left alone and why, and the untouched copy in the landing folder."""

from warehouse.inbox.control import Control, check_rows
from warehouse.inbox.entries import Delivery, Landed, LeftAlone, Scan, delivery_of
from warehouse.inbox.landing import land, landed_copy
from warehouse.inbox.scanning import scan

__all__ = [
    "Control",
    "Delivery",
    "Landed",
    "LeftAlone",
    "Scan",
    "check_rows",
    "delivery_of",
    "land",
    "landed_copy",
    "scan",
]
