"""Looking at a data root for what a person must act on. A part that cannot be looked at is an alert of its own."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from flows.exits import Exit
from flows.faults import fault_of
from flows.reports import End, ends_since, last_end
from flows.traces import Failure, failures, run_under_way
from flows.verified import last_verified
from schemas.city import City, CityDeclaration
from schemas.errors import DeclarationError
from schemas.notices import Notices
from schemas.words.message import Declared, message
from warehouse import store
from warehouse.editions.log import read_book
from warehouse.night.arrival.active import active_submissions
from warehouse.run import Run
from warehouse.watch.alert import Alert, Code, View, alert, in_order
from warehouse.watch.damages import damage_alerts
from warehouse.watch.disks import FileSystem, disk_alerts
from warehouse.watch.editions import edition_alerts
from warehouse.watch.nights import FailedNight, Nights, day_over, night_alerts, wrong_declaration
from warehouse.watch.outcomes import file_alerts
from warehouse.watch.units import missing_alerts

_IN_PARTS: Mapping[str, tuple[Code, ...]] = {  # which alerts each part of a look can see
    "nights": ("declaration-wrong", "night-late", "night-died", "night-failed", "night-stuck"),
    "verified": ("damage-found", "verify-late"),
    "disks": ("disk-low",),
    "editions": ("edition-due",),
    "report": ("file-failed", "file-rejected", "file-not-fetched"),
    "records": ("unit-missing",),
}


@dataclass(frozen=True)
class Watch:
    """At what was looked: the data root, the city (or why its declarations are wrong), and what is an alert there.

    `city_declaration` is there also where another declaration of the city is wrong; None where it is wrong itself.
    """

    home: store.Home
    city: City | DeclarationError
    city_declaration: CityDeclaration | None
    notices: Notices
    typed: Mapping[str, str]
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The zone of the city; UTC where it cannot be read."""
        return ZoneInfo(self.city_declaration.zone) if self.city_declaration else UTC


def alerts_of(watch: Watch, max_age: timedelta, failure: Failure | None = None, since: datetime | None = None) -> View:
    """Return what a person must act on, the most serious first, and what could not be looked at.

    Args:
        watch: where.
        max_age: within it a night must have ended.
        failure: how a night failed just now, where no record of it could be kept.
        since: nights that ended after it are looked at besides the last one.
    """
    end: End | None = None
    alerts: list[Alert] = []
    hidden: set[Code] = set()
    local = watch.now.astimezone(watch.zone)

    def look(part: str, alerts_in: Callable[[], Iterator[Alert] | list[Alert]]) -> bool:
        try:
            alerts.extend(alerts_in())
        except Exception as error:  # whatever it is: who is told of the rest is told of this
            kind = fault_of(error).kind
            hidden.update(_IN_PARTS[part])
            alerts.append(alert("look-failed", part, watch.typed, what=message(f"alerts.look-{part}"), kind=kind))
            return False
        return True

    def alerts_of_nights() -> list[Alert]:
        nonlocal end
        end = last_end(watch.home)
        nights = _nights(watch.home, end, failure)
        return night_alerts(nights, local, max_age, watch.typed)

    sees_last_report = look("nights", alerts_of_nights) and (end is None or bool(end.report))
    if isinstance(watch.city, DeclarationError):
        fault = fault_of(watch.city)
        alerts.append(wrong_declaration(Declared(fault.message_vi, fault.message_en), watch.typed, day_over(local)))
    look("verified", lambda: damage_alerts(last_verified(watch.home), local, watch.typed))
    look("disks", lambda: disk_alerts(file_systems(watch.home), watch.notices.disk_low_mb << 20, watch.typed))
    look("editions", lambda: edition_alerts(read_book(watch.home), watch.now, watch.typed))
    if not isinstance(watch.city, DeclarationError):
        city, report = watch.city, end.report if end else {}
        look("report", lambda: _report_alerts(watch, city, end, since))
        look("records", lambda: _unit_alerts(watch, city, report))
    if isinstance(watch.city, DeclarationError) or not sees_last_report:
        hidden.update(_IN_PARTS["report"] + _IN_PARTS["records"])
    return View(in_order(alerts), frozenset(hidden))


def _nights(home: store.Home, end: End | None, failure: Failure | None) -> Nights:
    known_failures = failures(home)
    if failure and failure.began_at not in [each.began_at for each in known_failures]:
        known_failures.append(failure)
    marker = run_under_way(home)
    return Nights(
        ended_at=end.ended_at if end else None,
        under_way_since=marker.began_at if marker else None,
        pid=marker.pid if marker else 0,
        failed=_failed_night(known_failures[-1]) if known_failures else None,
        business_date=marker.business_date if marker else "",
    )


def _failed_night(failure: Failure) -> FailedNight:
    words = Declared(failure.fault.message_vi, failure.fault.message_en)
    is_of_declaration = failure.fault.exit_code == Exit.DECLARATION
    return FailedNight(failure.began_at, failure.is_death, is_of_declaration, words, failure.business_date)


def _report_alerts(watch: Watch, city: City, last_run: End | None, since: datetime | None) -> list[Alert]:
    if last_run is None:
        return []
    if not last_run.report:
        raise ValueError("the report cannot be read")
    alerts = list(file_alerts(last_run.report, city.register, watch.typed))
    known_names = {each.name for each in alerts}
    for end in ends_since(watch.home, since) if since else []:
        if end.path != last_run.path and end.report:
            alerts += [a for a in file_alerts(end.report, city.register, watch.typed) if a.name not in known_names]
            known_names |= {each.name for each in alerts}
    return alerts


def _unit_alerts(watch: Watch, city: City, report: Mapping[str, Any]) -> Iterator[Alert]:
    """Yield the units that are missing by the last night; a dead schedule is an alert of its own."""
    if "business_date" not in report:
        return
    run = Run(watch.home, city, date.fromisoformat(report["business_date"]))
    records = store.load_submissions(run.home).values()
    active = active_submissions(run, records, store.load_retractions(run.home))
    yield from missing_alerts(city, run.business_date, active, watch.notices.grace, watch.typed)


def file_systems(home: store.Home) -> list[FileSystem]:
    """Return the file systems that the data root uses, each once, by the first of its folders on it."""
    root = next(path for path in (home.root, *home.root.parents) if path.is_dir())
    folders = [root, *(sorted(path for path in root.iterdir() if path.is_dir()) if root == home.root else [])]
    by_device: dict[int, FileSystem] = {}
    for folder in folders:
        with suppress(FileNotFoundError):  # a run makes and removes folders meanwhile
            device, state = folder.stat().st_dev, os.statvfs(folder)
            free_files = state.f_favail if state.f_files else None
            by_device.setdefault(device, FileSystem(str(folder), state.f_bavail * state.f_frsize, free_files))
    return list(by_device.values())
