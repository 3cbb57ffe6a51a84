"""What every step of one run shares."""

from dataclasses import dataclass
from datetime import date

from schemas.city import City
from warehouse.store import Home


@dataclass(frozen=True)
class Run:
    """Where things are kept, whose rules hold, and for which day."""

    home: Home
    city: City
    business_date: date
