"""What was written down of the audit log elsewhere, as a person names it."""

from pathlib import Path

from flows.cli.show import WrongUsage
from schemas.words.message import message
from warehouse.editions.witness import Witnessed, witnessed


def given_witnesses(witness: str) -> list[Witnessed]:
    """Return what a file holds, or what a line says; nothing where neither is named."""
    if not witness:
        return []
    if Path(witness).exists():
        return witnesses_in_file(Path(witness))
    try:
        return [witnessed(witness)]
    except ValueError:
        raise WrongUsage(message("cli_edition.no-witness", witness=witness)) from None


def witnesses_in_file(path: Path) -> list[Witnessed]:
    """Return every line of a file, without empty ones and those that begin with #."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise WrongUsage(message("cli_edition.witness-unread", file=str(path))) from None
    return [
        _witness_in_row(path, row, line) for row, line in enumerate(lines, start=1) if line.strip() and line[0] != "#"
    ]


def _witness_in_row(path: Path, row: int, line: str) -> Witnessed:
    try:
        return witnessed(line)
    except ValueError:
        raise WrongUsage(message("cli_edition.no-witness-in-row", file=str(path), row=row, line=line[:80])) from None
