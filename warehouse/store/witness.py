"""The witness file: lines are only ever added to it, so that it can lie where nothing else is allowed."""

import os
from collections.abc import Sequence
from pathlib import Path

from schemas.edition import EditionRefused
from schemas.words.message import message


def lines_of_witness(path: Path) -> list[str]:
    """Return the lines of a witness file, none where it is yet to be made.

    Raises `EditionRefused` where nothing can be added to it: what cannot be witnessed is not done.
    """
    try:
        with path.open("ab"):
            pass
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise _unreachable(path, error) from None


def append_lines(path: Path, lines: Sequence[str]) -> None:
    """Add lines to a witness file, durably; raise `EditionRefused` where they cannot be added."""
    try:
        with path.open("ab") as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unreachable(path, error) from None


def _unreachable(path: Path, error: OSError) -> EditionRefused:
    because = message("edition_refusals.witness-unreachable", file=str(path), fault=error.strerror or "")
    return EditionRefused("witness_unreachable", because)
