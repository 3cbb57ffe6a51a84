"""Why a unit has no rank, as a code and in words."""

from typing import NamedTuple

from schemas.words.message import Message


class Reason(NamedTuple):
    """Why a unit has no rank: a code of a fixed vocabulary, and the message for people."""

    code: str
    why: Message
