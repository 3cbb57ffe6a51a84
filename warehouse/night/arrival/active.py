"""Which submissions count: of all that were read, those that the tables are made from."""

from collections.abc import Callable, Collection
from datetime import date

from schemas.submission import Submission
from warehouse.night.arrival.arrive import SAYS_NOTHING_OF_ROWS
from warehouse.night.arrival.readings import readings_in_force
from warehouse.run import Run


def active_submissions(run: Run, records: Collection[Submission], retracted: Collection[str]) -> list[Submission]:
    """Return the submissions that count: loaded, not retracted, and of several readings of one file the current one.

    None is of a table that the city no longer declares. A file that was read again after its declarations changed
    counts, with all its parts, as read under those now in force. What is retracted is an export's part for a unit,
    however often it is read. A refusal for what lies beside the file, or for the limits, says nothing about its rows.
    """
    if not records:  # nothing to tell apart, and a command that looks at an empty data root leaves nothing in it
        return []
    hashes_in_force = readings_in_force(run)
    is_taken_back = _test_of_retractions([s for s in records if s.submission_id in retracted])
    readings_of_files: dict[tuple[str, str], dict[str, list[Submission]]] = {}
    for s in records:
        if s.reason not in SAYS_NOTHING_OF_ROWS:
            readings = readings_of_files.setdefault((s.folder, s.file_sha256), {})
            readings.setdefault(s.declarations, []).append(s)
    current = [
        s
        for readings in readings_of_files.values()
        for s in max(readings.values(), key=lambda reading: _precedence(reading, hashes_in_force))
    ]
    countable = (s for s in current if s.is_loaded and s.table in run.city.tables and not is_taken_back(s))
    return sorted(countable, key=lambda s: s.submission_id)


def _test_of_retractions(retractions: Collection[Submission]) -> Callable[[Submission], bool]:
    """Return what says whether a submission is taken back, by its own retraction or by that of another reading."""
    exports = {(s.unit_id, s.export) for s in retractions}
    # Other declarations may find another time of export in the same name of the same bytes.
    files = {(s.unit_id, s.folder, s.file_sha256, s.file_name): s.declarations for s in retractions}

    def is_taken_back(s: Submission) -> bool:
        declarations = files.get((s.unit_id, s.folder, s.file_sha256, s.file_name), s.declarations)
        return (s.unit_id, s.export) in exports or declarations != s.declarations

    return is_taken_back


def _precedence(reading: list[Submission], hashes_in_force: Collection[str]) -> tuple[bool, bool, date, bool, str]:
    """Return by what the parts of one reading of a file come before those of another, the most important first."""
    first_part = reading[0]
    is_whole = len(reading) >= first_part.parts
    is_in_force = first_part.declarations in hashes_in_force
    is_loaded = any(s.is_loaded for s in reading)
    return is_whole, is_in_force, max(s.business_date for s in reading), is_loaded, first_part.declarations
