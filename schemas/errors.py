"""The exceptions of our own: data that is wrong as a whole, a declaration that is wrong, and a file that is damaged."""

from pathlib import Path

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import Message, message
from schemas.words.shown import shown


class BilingualError(Exception):
    """What cannot be done: `code` says why to programs, `message` says it to people, in whatever language."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    @property
    def message_vi(self) -> str:
        """The message in Vietnamese."""
        return text(self.message, VIETNAMESE)

    @property
    def message_en(self) -> str:
        """The message in English."""
        return text(self.message, ENGLISH)

    def __str__(self) -> str:
        return f"{self.message_vi} / {self.message_en}"


class SubmissionRejected(BilingualError):
    """A delivery or submission that cannot be accepted as a whole.

    `code` is one of a fixed vocabulary (it becomes the reason in the outcome), the messages are for the person who sent
    the file: what was expected, what was found, and what to do.
    """


class DeclarationError(Exception):
    """A declaration of ours (a table, source, register, calendar or method) is wrong; the run must not start."""


class DamagedFile(BilingualError):
    """A file that motcua has written is no longer what it was; nothing goes on without it."""

    def __init__(self, path: Path) -> None:
        super().__init__("damaged-file", message("verify.in-the-way", file=shown(str(path))))
        self.path = path
