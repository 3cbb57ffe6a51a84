"""The first step of a run: what lies in the inbox, what of it is new, and who sent nothing.

A file is hashed before it is read: its hash decides whether it is read at all.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.cadence import expected_until
from schemas.city import City
from schemas.register import CITY
from schemas.submission import Submission
from warehouse import inbox
from warehouse.check.shapes import shape_of_name
from warehouse.night.arrival.export_time import declared_outside
from warehouse.night.arrival.landing import land_all
from warehouse.night.arrival.readings import is_tried_again, readings_in_force
from warehouse.run import Limits, Run

Silence = Literal["missing", "not_expected"]
# Refusals that do not follow from the file alone: a control file or the day may be others next time.
ASKED_AGAIN = ("control-total", "future-export-date")
SAYS_NOTHING_OF_ROWS = (*ASKED_AGAIN, "limits")


@dataclass(frozen=True)
class Arrival:
    """A delivery whose bytes are safe in the landing folder, or the reason why they are not.

    `refused` is a `SubmissionRejected` where it is the sender's to mend; anything else is a fault of the system, of
    this one file: taking it in raises it, and the next run tries again.

    `first_read` is the business date on which a source first recognised these bytes: read again, they are read by the
    sources of that day, because a source that is no longer used still explains the files of its time.
    """

    delivery: inbox.Delivery
    landed: inbox.Landed | None
    refused: Exception | None = None
    first_read: date | None = None


def called(arrival: Arrival) -> str:
    """Return what a file is called while it is read, without its name: by its bytes, or by its name's shape."""
    return arrival.landed.sha256[:10] if arrival.landed else shape_of_name(arrival.delivery.path.name)


@dataclass(frozen=True)
class Arrivals:
    """What a look into the inbox gave: to be read, known already, left alone for now, and damaged landing copies."""

    new: tuple[Arrival, ...]
    known: tuple[tuple[inbox.Delivery, tuple[Submission, ...]], ...]
    left_alone: tuple[inbox.LeftAlone, ...]
    damaged: tuple[tuple[inbox.Delivery, inbox.Damage], ...] = ()


class EarlierReadings:
    """What was read before, and whether a file that has arrived is one of that."""

    def __init__(
        self, run: Run, submissions: Collection[Submission], limits: Limits, retracted: Collection[str]
    ) -> None:
        self._city, self._date, self._in_force = run.city, run.business_date, readings_in_force(run)
        self._limits, self._retracted = limits, retracted
        self._by_file = dict[tuple[str, str], list[Submission]]()
        for submission in submissions:
            self._by_file.setdefault((submission.folder, submission.file_sha256), []).append(submission)

    def settling(self, delivery: inbox.Delivery, landed: inbox.Landed) -> tuple[Submission, ...]:
        """Return the submissions that settle a landed file already; fewer than its parts after an interruption."""
        readings = (s for s in self._readings_of(delivery, landed) if s.declarations in self._in_force)
        settled = (s for s in readings if s.reason not in ASKED_AGAIN and _same_sources(s, self._city, self._date))
        same_exports = [s for s in settled if _same_export(s, delivery, self._city)]
        within_limits = tuple(s for s in same_exports if not s.is_beyond_limits)
        return (
            within_limits or tuple(s for s in same_exports if not is_tried_again(s, self._limits, self._retracted))[:1]
        )

    def arrival(self, delivery: inbox.Delivery, landed: inbox.Landed) -> tuple[tuple[object, ...], Arrival]:
        """Return what makes a landed file one export, and its arrival."""
        stamps = (declared_outside(delivery, s, self._city.about.zone) for s in self._city.sources.values())
        recognised = (s.business_date for s in self._readings_of(delivery, landed) if s.source_id)
        arrival = Arrival(delivery, landed, first_read=min(recognised, default=None))
        return (delivery.unit_id, landed.sha256, *stamps), arrival

    def _readings_of(self, delivery: inbox.Delivery, landed: inbox.Landed) -> list[Submission]:
        return self._by_file.get((delivery.unit_id, landed.sha256), [])


def arrive(
    run: Run,
    settled_before_ns: int,
    submissions: Collection[Submission],
    limits: Limits,
    retracted: Collection[str],
) -> Arrivals:
    """Land every settled delivery and tell the new ones from those already read with what is in force.

    Args:
        run: the run.
        settled_before_ns: files changed after this moment are still being copied.
        submissions: all that were ever kept.
        limits: those under which files are read: what was beyond them is new under higher ones.
        retracted: the ids of the submissions that were taken back.
    """
    scanned = inbox.scan(run.home.inbox, run.city.register, settled_before_ns)
    earlier = EarlierReadings(run, submissions, limits, retracted)
    new_arrivals: dict[tuple[object, ...], Arrival] = {}
    already_read: list[tuple[inbox.Delivery, tuple[Submission, ...]]] = []
    left_alone = list(scanned.left_alone)
    damaged: list[tuple[inbox.Delivery, inbox.Damage]] = []
    for delivery, landing in zip(scanned.deliveries, land_all(run, scanned.deliveries, settled_before_ns), strict=True):
        if isinstance(landing, inbox.LeftAlone):
            left_alone.append(landing)
            continue
        if isinstance(landing, Exception):
            new_arrivals[delivery.unit_id, str(delivery.path)] = Arrival(delivery, None, landing)
            continue
        damaged += [(delivery, damage) for damage in landing.damaged]
        settling = earlier.settling(delivery, landing)
        if settling and len(settling) >= settling[0].parts:
            already_read.append((delivery, settling))
            continue
        key, arrival = earlier.arrival(delivery, landing)
        if new_arrivals.setdefault(key, arrival) is not arrival:  # the same export lies there twice
            already_read.append((delivery, settling))
    return Arrivals(tuple(new_arrivals.values()), tuple(already_read), tuple(left_alone), tuple(damaged))


def _same_export(submission: Submission, delivery: inbox.Delivery, city: City) -> bool:
    """Say whether the same bytes are the same export: sent again with another declared time, they are another.

    `submission` was read with what is in force: the time that it found in a name is the time that is in that name.
    """
    if submission.exported_at_origin == "name" and submission.file_name == delivery.path.name:
        return True
    source = city.sources.get(submission.source_id or "")
    return source is None or declared_outside(delivery, source, city.about.zone) == submission.declared_outside


def _same_sources(submission: Submission, city: City, day: date) -> bool:
    """Say whether what no source recognised would be shown the same sources again: some begin on a day, some end."""
    if submission.source_id is not None:
        return True
    return city.sources_for(submission.folder, submission.business_date) == city.sources_for(submission.folder, day)


def silent_units(city: City, business_date: date, submissions: Collection[Submission]) -> dict[str, Silence]:
    """Return the units that sent no dossiers by the business date although the city expects them: unit_id -> status.

    `missing` where the unit's cadence asked for a delivery, `not_expected` where offices were closed. A daily unit is
    expected to export on every working day, a weekly or monthly one not to be silent for longer than that.
    """
    exported: dict[str, date] = {}
    for submission in submissions:
        if submission.is_loaded and submission.table == "dossiers":
            # An export of the city speaks for every unit.
            sender = CITY if submission.folder == CITY else submission.unit_id
            exported[sender] = max(exported.get(sender, date.min), submission.exported_at.date())
    last_of_city = exported.get(CITY, date.min)
    silent: dict[str, Silence] = {}
    for unit in city.register.units:
        if unit.cadence == "none" or not unit.valid_on(business_date):
            continue
        last_export = max(exported.get(unit.unit_id, date.min), last_of_city)
        if last_export < expected_until(unit, city.calendar, business_date):
            silent[unit.unit_id] = "missing"
        elif not city.calendar.is_working(business_date) and last_export < business_date:
            silent[unit.unit_id] = "not_expected"
    return silent
