"""Why a unit has no rank, as a code and in words."""

from typing import NamedTuple


class Reason(NamedTuple):
    """Why a unit has no rank: a code of a fixed vocabulary, and what to tell people."""

    code: str
    vi: str
    en: str
