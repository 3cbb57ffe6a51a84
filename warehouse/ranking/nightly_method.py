"""What the city ranks every night: by which method, over which periods, and what the tables of that follow from.

Nothing here ranks, so that a night that makes no tables does not import what does.
"""

from datetime import date, timedelta

from schemas.city import City
from schemas.hashing import short_hash
from schemas.method import Method, load_method
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.evidence.unbroken import unbroken_period
from warehouse.run import Run


def nightly_method(city: City) -> Method:
    """Return the method that the city ranks by every night; raise `DeclarationError` naming what is wrong with it."""
    return load_method(city.method_path(city.about.nightly_method), city.indicators)


def running_period(city: City, day: date) -> Period:
    """Return the period that the city is ranked over on the night of `day`: it does not begin before its units."""
    return unbroken_period(city.register.units, city.about.nightly_period, day)


def nightly_periods(run: Run) -> tuple[Period, Period]:
    """Return the period that runs on the business date, up to that day, and the one before, up to where it begins."""
    running = running_period(run.city, run.business_date)
    day_before = running.first - timedelta(days=1)
    return running.until(run.business_date), running_period(run.city, day_before).until(day_before)


def rankings_hash(run: Run) -> str:
    """Return a hash of all that decides the tables of rankings of a snapshot beside the data, and the business date.

    That is the method, the indicators that it names, the peer groups, the calendar, which periods are ranked, and our
    own code.
    """
    peers = [row.model_dump(mode="json") for row in run.city.peers]
    method = nightly_method(run.city)
    periods, calendar = [p.id for p in nightly_periods(run)], run.city.calendar.fingerprint
    return short_hash(
        [run.keys["rank"].derived, method.fingerprint, method.indicators_version, peers, calendar, periods]
    )
