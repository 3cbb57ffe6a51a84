"""What a file is read with, as one hash: the declarations in force and the code of the reading stage."""

from collections.abc import Collection

from schemas.hashing import short_hash
from schemas.source import Source
from schemas.submission import Submission
from warehouse.run import Limits, Run


def reading_hash(run: Run, source: Source) -> str:
    """Return the hash that a submission read by `source` carries as its `declarations`."""
    return short_hash([run.city.declarations[source.id], run.keys["read"].code])


def unrecognised_hash(run: Run) -> str:
    """Return the hash for a file that no source has recognised: all of them decide that."""
    return short_hash([*run.city.declarations.values(), run.keys["read"].code])


def readings_in_force(run: Run) -> frozenset[str]:
    """Return the hashes under which a file need not be read again, whatever sources its unit uses by now."""
    return frozenset([unrecognised_hash(run), *(reading_hash(run, s) for s in run.city.sources.values())])


def is_tried_again(refused_submission: Submission, limits: Limits, retracted: Collection[str]) -> bool:
    """Say whether a file that was beyond a limit is read now: the limit is higher, or the refusal was taken back.

    Two such files would otherwise hold all reading children for ten minutes of every night.
    """
    is_raised = (refused_submission.limit_seconds or 0) < limits.seconds and (
        refused_submission.limit_bytes or 0
    ) < limits.memory_bytes
    return refused_submission.submission_id in retracted or is_raised
