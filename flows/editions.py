"""What the commands on editions read from the system: who acts, and when."""

import os
import pwd
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.settings import Place, now_utc, open_run
from schemas.city import City
from warehouse.editions.log import Act
from warehouse.store import Home


def act_now(place: Place) -> Act:
    """Return the act of the system's user at the present moment."""
    run = open_run(place, None)
    return Act(run.home, run.city, system_user(), now_utc())


def system_user() -> str:
    """Return the name of the user that the process runs as, whatever the environment says of it."""
    return _name_of(os.geteuid())


def owner_of(home: Home) -> str:
    """Return the name of the user who owns the data root; where there is none yet, who would make it."""
    return _name_of(home.root.stat().st_uid) if home.root.exists() else system_user()


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a user without an entry, as in a container
        return f"uid-{uid}"


def in_zone(moment: datetime, city: City) -> datetime:
    """Return a moment that a person named: by the city's clock, unless it says its zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(city.about.zone))
