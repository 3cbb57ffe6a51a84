"""What a backup says of itself, in its first file, and why one cannot be made or restored."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from schemas.errors import BilingualError
from schemas.strict import Declaration

ABOUT, SUMS = "BACKUP.json", "SHA256SUMS"  # the first and the last file of a backup
CITY_FOLDER = "city"  # of a backup: the declarations that were in force


class BackupRefused(BilingualError):
    """A backup that cannot be made, or that is not restored; `code` says why, the messages say it to people."""


class BackupAbout(Declaration):
    """What a backup holds: of which city, made when and by which version, and what its tables were.

    `snapshot` and `business_date` are those of the snapshot that was current, which is made again; `snapshot_hash` is
    the hash of the SHA-256 of all its files, `rules_hash` that of the code and the declarations that made it. They are
    empty or None where there was none.
    """

    format: Literal[1] = 1
    made_at: AwareDatetime
    software: str
    city: str
    synthetic: bool
    has_landing: bool
    snapshot: str = ""
    business_date: date | None = None
    snapshot_hash: str = ""
    rules_hash: str = ""
