"""One line of what is said of a unit."""

from typing import NamedTuple

from schemas.words.message import Declared, Message


class Statement(NamedTuple):
    """One line: its label and what stands beside it."""

    label: Message
    words: Message | Declared
