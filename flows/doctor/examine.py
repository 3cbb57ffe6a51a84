"""All that is looked at, in the order in which it is shown; a look that fails is itself something found."""

import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import polars as pl

from flows.doctor.access import access, root
from flows.doctor.balance import balance
from flows.doctor.calendar_days import calendar
from flows.doctor.checkup import Checkup
from flows.doctor.declared import declarations, fetches, keys, to_decide
from flows.doctor.disks import disks
from flows.doctor.editions import editions
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


def examine(checkup: Checkup) -> Iterator[Finding]:
    """Yield all that is found of the machine, the city and the data root.

    Raises `DeclarationError` where a declaration is wrong: no night would begin. Nothing else is raised.
    """
    machine_looks: dict[str, Look] = {"versions": versions, "packages": packages, "memory": memory}
    city_looks = (declarations, calendar, units_without_sources, to_decide, fetches, notices, keys)
    for name, look in machine_looks.items():
        yield from guarded(name, look)
    for look_at in (*city_looks, server, root, disks):
        yield from guarded(look_at.__name__, partial(look_at, checkup))
    if _is_there(checkup.home):
        yield from _home_findings(checkup)


def _is_there(home: store.Home) -> bool:
    try:
        return home.root.is_dir()
    except OSError:  # it cannot be reached, which is told
        return False


def _home_findings(checkup: Checkup) -> Iterator[Finding]:
    yield from guarded("lock", partial(_lock_findings, checkup))
    yield from guarded("access", partial(access, checkup))
    yield from guarded("records", partial(_record_findings, checkup))
    for look_at in (current, snapshots, inbox, editions, reports):  # what keeps nights from running comes first
        yield from guarded(look_at.__name__, partial(look_at, checkup))


def _record_findings(checkup: Checkup) -> Iterator[Finding]:
    """Yield what is found of the records and of all that is known by them."""
    records_by_id = read_records(checkup.home)
    sound_records = [record for record in records_by_id.values() if record is not None]
    yield from guarded("records", partial(records, checkup, records_by_id))
    yield from guarded("from_the_future", partial(from_the_future, checkup, sound_records))
    yield from guarded("kept_rows", partial(kept_rows, checkup, sound_records))
    yield from guarded("balance", partial(balance, checkup, records_by_id))
    if len(sound_records) == len(records_by_id) and not unread_retractions(
        checkup.home
    ):  # what a night makes of all of them cannot be said of some
        yield from guarded("readings", partial(readings, checkup))


def _lock_findings(checkup: Checkup) -> Iterator[Finding]:
    """Yield whether something is under way in the data root, and, where nothing is, what a run would stumble over.

    The editions are held as well: a file that is tried beside a public tree in the making would be taken for a tree.
    """
    item = message("doctor.item-lock")
    if not any(checkup.home.root.iterdir()):  # nothing runs where nothing is, and nothing is left there
        yield from folders(checkup)
        return
    try:
        with all_held(checkup.home):
            yield Finding(item, "ok", message("doctor.lock-free"))
            staging_folders = [path.name for path in checkup.home.snapshots.glob(".staging-*")]
            findings = list(folders(checkup))
    except BlockingIOError:
        yield Finding(item, "warning", message("doctor.lock-held"), message("doctor.wait"))
        return
    except OSError as error:
        lock = error.filename or checkup.home.root / ".lock"
        yield fault(item, "lock-not-writable", file=str(lock), why=error.strerror or "")
        findings, staging_folders = list(folders(checkup)), []
    yield from findings
    if staging_folders:
        advice = message("doctor.left-behind")
        yield Finding(message("doctor.item-staging"), "warning", ", ".join(staging_folders), advice)


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
        code_line = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        system_words = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        yield fault(name, "check-failed", check=name, why=f"{type(error).__name__}, {code_line}{system_words}")
