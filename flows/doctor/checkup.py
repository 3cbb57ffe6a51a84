"""What every look shares: the data root, the city, and the moment."""

from dataclasses import dataclass
from datetime import date, datetime

from schemas.city import City
from warehouse import store


@dataclass(frozen=True)
class Checkup:
    """The data root, the city whose rules hold, and when it is looked at.

    `today` is the date in the city's zone, `now` the moment in UTC.
    """

    home: store.Home
    city: City
    today: date
    now: datetime
