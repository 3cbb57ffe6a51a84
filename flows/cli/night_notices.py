"""A night tells people of what it found at its end, whatever its end is; what fails meanwhile changes nothing of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flows.cli.show import WrongUsage, complain
from flows.exits import RootIsNoFolder
from flows.faults import fault_message, fault_of
from flows.notices.now import tell_now, watch_of
from flows.notices.tell import Delivery
from flows.reports import add_to_report, last_end
from flows.settings import Place, home_at
from flows.traces import Failure, Way, failures, keep_failure
from schemas.errors import DeclarationError
from schemas.words.message import message


@contextmanager
def telling_of_failure(place: Place, way: Way) -> Iterator[None]:
    """Have a night that raises keep a record of it, and tell people; what it raised goes on.

    A person who stops it, or mistypes the command, knows of it. One that is refused because another holds the data root
    has not failed, but the other may have been holding it for too long.
    """
    began_at = datetime.now(UTC)
    try:
        yield
    except (KeyboardInterrupt, WrongUsage, RootIsNoFolder):
        raise
    except BlockingIOError:
        _tell(place)
        raise
    except BaseException as error:
        _tell(place, _record_of_failure(place, began_at, way, error))
        raise


def tell_at_end(place: Place, snapshot: str) -> tuple[Delivery, ...]:
    """Tell people of what a night that has ended found, note in its report what came of that, and return it."""
    deliveries = _tell(place)
    if deliveries:
        try:
            end = last_end(home_at(place.home))
            if end and end.report.get("snapshot") == snapshot:
                add_to_report(end, {"notices": [delivery.as_json() for delivery in deliveries]})
        except OSError as error:
            complain(fault_message(error))
    return deliveries


def _record_of_failure(place: Place, began_at: datetime, way: Way, error: BaseException) -> Failure:
    """Return the record of a night that raised, and keep one where it raised before it held the data root."""
    home, fault = home_at(place.home), fault_of(error)
    failure = Failure(began_at, datetime.now(UTC), 0, way, fault)
    try:
        failures_of_night = [f for f in failures(home) if f.began_at >= began_at]
        if failures_of_night:
            return failures_of_night[-1]
        return keep_failure(home, began_at, way, fault) if home.root.is_dir() else failure
    except OSError:  # a full disk
        return failure


def _tell(place: Place, failure: Failure | None = None) -> tuple[Delivery, ...]:
    """Tell people; that the declaration of notices, or anything else, is wrong then is a delivery that failed."""
    try:
        watch = watch_of(place)
        return tell_now(watch, failure).deliveries if watch.notices.channels else ()
    except DeclarationError as error:
        words = message("notices.wrong-file", fault=str(error))
    except Exception as error:
        words = message("notices.wrong-file", fault=fault_message(error))
    complain(words)
    return (Delivery("notices.toml", 0, False, words),)
