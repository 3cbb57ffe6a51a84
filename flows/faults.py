"""What is said of an error to people and kept of it: its kind and place, and its text only where that is safe."""

import traceback
from dataclasses import dataclass
from pathlib import Path

from flows.exits import Exit
from flows.secrets import masked
from schemas.errors import DamagedFile, DeclarationError
from schemas.words.catalogue import said
from schemas.words.message import Message, message

_OUR_CODE = tuple(str(Path(__file__).parents[1] / package) for package in ("flows", "schemas", "warehouse"))


@dataclass(frozen=True)
class Fault:
    """How a run failed: its exit code, the class of the error, "file:line" in our code, and the words for people."""

    exit_code: int
    kind: str
    place: str
    message_vi: str
    message_en: str


def fault_of(error: BaseException) -> Fault:
    """Return what is kept of the error that ended a run."""
    kind, file, line = _where(error)
    if isinstance(error, DeclarationError):
        introductions, text = said(message("cli.wrong-declaration")), masked(str(error))
        return Fault(Exit.DECLARATION, kind, f"{file}:{line}", *(f"{words} {text}" for words in introductions))
    if isinstance(error, DamagedFile):
        return Fault(Exit.FAULT, kind, f"{file}:{line}", error.message_vi, error.message_en)
    # What the system says of a file names it, and a name may be that of a person.
    text = (error.strerror or "") if isinstance(error, OSError) else _quotable(error)
    return Fault(Exit.FAULT, kind, f"{file}:{line}", *said(_fault(error, text)))


def fault_message(error: BaseException) -> Message:
    """Name the fault and its place; quote its text only where it is the operating system's or our own."""
    return _fault(error, _quotable(error))


def _quotable(error: BaseException) -> str:
    """Return the text of an error that cannot quote data, or nothing."""
    return str(error) if type(error) is RuntimeError or isinstance(error, (OSError, ImportError)) else ""


def _fault(error: BaseException, text: str) -> Message:
    kind, file, line = _where(error)
    if text:
        return message("cli.fault-quoted", kind=kind, file=file, line=line, text=masked(text))
    return message("cli.fault", kind=kind, file=file, line=line)


def _where(error: BaseException) -> tuple[str, str, int]:
    """Return the class of an error, and the file and line of our code that it came through last."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__, "", 0
    frame = next((f for f in reversed(frames) if f.filename.startswith(_OUR_CODE)), frames[-1])
    return type(error).__name__, Path(frame.filename).name, frame.lineno or 0
