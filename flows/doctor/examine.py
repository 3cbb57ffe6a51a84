"""All that is looked at, in the order in which it is shown; a look that fails is itself something found."""

import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import polars as pl

from flows.doctor.access import access, root
from flows.doctor.balance import balance
from flows.doctor.calendar_days import calendar
from flows.doctor.declared import declarations, fetches, keys, to_decide
from flows.doctor.disks import disks
from flows.doctor.editions import editions
from flows.doctor.examined import Examined
from flows.doctor.finding import Finding, fault
from flows.doctor.folders import folders
from flows.doctor.inbox import inbox
from flows.doctor.machine import memory, packages, versions
from flows.doctor.nights import from_the_future, reports
from flows.doctor.notices import notices
from flows.doctor.readings import readings
from flows.doctor.records import read_records, records, unread_retractions
from flows.doctor.rows import kept_rows
from flows.doctor.server import server
from flows.doctor.snapshots import current, snapshots
from flows.doctor.sources import units_without_sources
from schemas.errors import DeclarationError
from schemas.words.message import message
from warehouse import store
from warehouse.upkeep.holding import all_held

Look = Callable[[], Iterator[Finding]]
_OUR_CODE = Path(__file__).parents[2]


def examine(at: Examined) -> Iterator[Finding]:
    """Yield all that is found of the machine, the city and the data root.

    Raises `DeclarationError` where a declaration is wrong: no night would begin. Nothing else is raised.
    """
    of_machine: dict[str, Look] = {"versions": versions, "packages": packages, "memory": memory}
    of_city = (declarations, calendar, units_without_sources, to_decide, fetches, notices, keys)
    for name, look in of_machine.items():
        yield from guarded(name, look)
    for look_at in (*of_city, server, root, disks):
        yield from guarded(look_at.__name__, partial(look_at, at))
    if _is_there(at.home):
        yield from _of_home(at)


def _is_there(home: store.Home) -> bool:
    try:
        return home.root.is_dir()
    except OSError:  # it cannot be reached, which is told
        return False


def _of_home(at: Examined) -> Iterator[Finding]:
    yield from guarded("lock", partial(_unlocked, at))
    yield from guarded("access", partial(access, at))
    yield from guarded("records", partial(_of_records, at))
    for look_at in (current, snapshots, inbox, editions, reports):  # what keeps nights from running comes first
        yield from guarded(look_at.__name__, partial(look_at, at))


def _of_records(at: Examined) -> Iterator[Finding]:
    """Yield what is found of the records and of all that is known by them."""
    read = read_records(at.home)
    whole = [record for record in read.values() if record is not None]
    yield from guarded("records", partial(records, at, read))
    yield from guarded("from_the_future", partial(from_the_future, at, whole))
    yield from guarded("kept_rows", partial(kept_rows, at, whole))
    yield from guarded("balance", partial(balance, at, read))
    if len(whole) == len(read) and not unread_retractions(
        at.home
    ):  # what a night makes of all of them cannot be said of some
        yield from guarded("readings", partial(readings, at))


def _unlocked(at: Examined) -> Iterator[Finding]:
    """Yield whether something is under way in the data root, and, where nothing is, what a run would stumble over.

    The editions are held as well: a file that is tried beside a public tree in the making would be taken for a tree.
    """
    item = message("doctor.item-lock")
    if not any(at.home.root.iterdir()):  # nothing runs where nothing is, and nothing is left there
        yield from folders(at)
        return
    try:
        with all_held(at.home):
            yield Finding(item, "ok", message("doctor.lock-free"))
            staged = [path.name for path in at.home.snapshots.glob(".staging-*")]
            findings = list(folders(at))
    except BlockingIOError:
        yield Finding(item, "warning", message("doctor.lock-held"), message("doctor.wait"))
        return
    except OSError as error:
        lock = error.filename or at.home.root / ".lock"
        yield fault(item, "lock-not-writable", file=str(lock), why=error.strerror or "")
        findings, staged = list(folders(at)), []
    yield from findings
    if staged:
        advice = message("doctor.left-behind")
        yield Finding(message("doctor.item-staging"), "warning", ", ".join(staged), advice)


def guarded(name: str, look: Look) -> Iterator[Finding]:
    """Yield what a look finds, and, where it fails itself, that it did, with the kind and the place of the error.

    What the error says is quoted where the system says it: other words may hold data.
    """
    try:
        yield from look()
    except DeclarationError:
        raise
    except (Exception, pl.exceptions.PanicException) as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_OUR_CODE)]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        said = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        yield fault(name, "check-failed", check=name, why=f"{type(error).__name__}, {place}{said}")
