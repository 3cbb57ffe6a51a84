"""One file judged as a night would judge it, where it lies: what is kept of it is kept in a data root for the trial."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from schemas.city import City
from schemas.register import CITY
from schemas.submission import SubmissionRecord
from warehouse import inbox
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.landing import look_in_place
from warehouse.night.ingest.ingest import ingest
from warehouse.night.report import needs_a_person
from warehouse.reading.sandbox import Read
from warehouse.run import Run


@dataclass(frozen=True)
class Trial:
    """What a night would make of a file: its submissions, or why it would be left alone.

    `folder` is the unit, or the city, as whose delivery the file was judged.
    """

    folder: str
    submissions: tuple[SubmissionRecord, ...] = ()
    left_alone: inbox.LeftAlone | None = None

    @property
    def needs_a_person(self) -> bool:
        """Whether a night that took in this file alone would say that a person should look."""
        return needs_a_person(s.status for s in self.submissions)


def try_file(run: Run, file: Path, unit_id: str, read: Read) -> Trial:
    """Return what a night would make of a file in the folder of a unit, if it were the first file of all.

    Without a unit the file is judged as the delivery of the only unit that it names; where there are several, or where
    no source of that unit knows it, as an export of the city.

    Args:
        run: the city, the business date, and a data root for the trial.
        file: the file, by its absolute path.
        unit_id: the unit that sends it, the city, or nothing.
        read: what reads it.
    """
    if unit_id:
        return _trial_of(run, file, unit_id, read)
    city_trial = _trial_of(replace(run, city=for_any_unit(run.city)), file, CITY, read)
    if not _is_recognised(city_trial):
        return city_trial
    trials = [_trial_of(run, file, folder, read) for folder in _folders(city_trial)]
    return next(filter(_is_recognised, trials), trials[0])


def for_any_unit(city: City) -> City:
    """Return the city with its sources open to a file whose sender is not known: the rows must name their units."""
    open_sources = {
        s.id: s.model_copy(update={"units": (CITY,)})
        for s in city.sources.values()
        if s.unit_header or s.target.scope == "city"
    }
    return replace(city, sources=open_sources)


def _folders(trial: Trial) -> Iterator[str]:
    """Yield where a file can belong that was judged as an export of many units, the likeliest first."""
    units = {s.unit_id for s in trial.submissions} - {CITY}
    if len(units) == 1:
        yield from units
    yield CITY


def _is_recognised(trial: Trial) -> bool:
    return any(s.source_id for s in trial.submissions)


def _trial_of(run: Run, file: Path, folder: str, read: Read) -> Trial:
    delivery = inbox.look_at(file, folder, run.city.register)
    if isinstance(delivery, inbox.LeftAlone):
        return Trial(folder, left_alone=delivery)
    landing = look_in_place(delivery)
    if isinstance(landing, inbox.LeftAlone):
        return Trial(folder, left_alone=landing)
    fault = landing if isinstance(landing, Exception) else None
    arrival = Arrival(delivery, None if isinstance(landing, Exception) else landing, fault)
    return Trial(folder, tuple(ingest(run, arrival, read)))
