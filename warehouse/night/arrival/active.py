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
    hashes_in_force = readings_in_force(run)
    retractions = [submission for submission in records if submission.submission_id in retracted]
    taken_back = {(submission.unit_id, submission.export) for submission in retractions}
    # Other declarations may find another time of export in the same name of the same bytes.
    taken_back_files = {
        (submission.unit_id, submission.folder, submission.file_sha256, submission.file_name): submission.declarations
        for submission in retractions
    }

    def is_taken_back(submission: Submission) -> bool:
        declarations = taken_back_files.get(
            (submission.unit_id, submission.folder, submission.file_sha256, submission.file_name),
            submission.declarations,
        )
        return (submission.unit_id, submission.export) in taken_back or declarations != submission.declarations

    files: dict[tuple[str, str], dict[str, list[Submission]]] = {}
    for submission in (r for r in records if r.reason not in SAYS_NOTHING_OF_ROWS):
        files.setdefault((submission.folder, submission.file_sha256), {}).setdefault(
            submission.declarations, []
        ).append(submission)

    def rank(reading: list[Submission]) -> tuple[bool, bool, date, bool, str]:
        first_submission = reading[0]
        is_whole, is_loaded = (
            len(reading) >= first_submission.parts,
            any(submission.is_loaded for submission in reading),
        )
        latest = max(submission.business_date for submission in reading)
        return (
            is_whole,
            first_submission.declarations in hashes_in_force,
            latest,
            is_loaded,
            first_submission.declarations,
        )

    current = [submission for readings in files.values() for submission in max(readings.values(), key=rank)]
    countable = (
        submission
        for submission in current
        if submission.is_loaded and submission.table in run.city.tables and not is_taken_back(submission)
    )
    return sorted(countable, key=lambda submission: submission.submission_id)
