"""Which submissions count: of all that were read, those that the tables are made from."""

from collections.abc import Collection
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
    in_force = readings_in_force(run)
    retractions = [s for s in records if s.submission_id in retracted]
    taken_back = {(s.unit_id, s.export) for s in retractions}
    # Other declarations may find another time of export in the same name of the same bytes.
    taken_back_files = {(s.unit_id, s.folder, s.file_sha256, s.file_name): s.declarations for s in retractions}

    def is_taken_back(s: Submission) -> bool:
        declarations = taken_back_files.get((s.unit_id, s.folder, s.file_sha256, s.file_name), s.declarations)
        return (s.unit_id, s.export) in taken_back or declarations != s.declarations

    files: dict[tuple[str, str], dict[str, list[Submission]]] = {}
    for s in (r for r in records if r.reason not in SAYS_NOTHING_OF_ROWS):
        files.setdefault((s.folder, s.file_sha256), {}).setdefault(s.declarations, []).append(s)

    def rank(reading: list[Submission]) -> tuple[bool, bool, date, bool, str]:
        first = reading[0]
        is_whole, is_loaded = len(reading) >= first.parts, any(s.is_loaded for s in reading)
        latest = max(s.business_date for s in reading)
        return (is_whole, first.declarations in in_force, latest, is_loaded, first.declarations)

    current = [s for readings in files.values() for s in max(readings.values(), key=rank)]
    counted = (s for s in current if s.is_loaded and s.table in run.city.tables and not is_taken_back(s))
    return sorted(counted, key=lambda s: s.submission_id)
