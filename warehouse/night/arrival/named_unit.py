"""A file in one unit's folder whose name says that it is another unit's."""

import re
from pathlib import PurePath

from schemas.delivery import FileWarning, file_warning
from schemas.register import CITY, Register, Unit
from schemas.words.message import message
from schemas.words.text import bare_key
from warehouse import inbox

_LONGEST = 5  # words in the name of a unit
# Numbers are dates and counts, and Q1 to Q4 are quarters of a year.
_NO_NAME = re.compile(r"[0-9 ]*|.|q ?[1-4]")


def other_unit_in_name(delivery: inbox.Delivery, register: Register) -> tuple[FileWarning, ...]:
    """Return a warning where the file's name names a unit, and not the one in whose folder it lies."""
    if delivery.unit_id == CITY:
        return ()
    units = {unit.unit_id: unit for unit in _units_in(delivery.path, register)}
    if not units or delivery.unit_id in units:
        return ()
    names = [unit.name_vi for unit in units.values()]
    return (file_warning(message("deliveries.name-of-another-unit", units=names, folder=delivery.unit_id)),)


def _units_in(path: PurePath, register: Register) -> list[Unit]:
    """Return the units that words of a file's name, one or several in a row, name."""
    words = bare_key(path.stem).split()
    ends = range(1, _LONGEST + 1)
    spans = {" ".join(words[i : i + n]) for i in range(len(words)) for n in ends}
    units = [register.resolve(span) for span in sorted(spans) if not _NO_NAME.fullmatch(span)]
    return [unit for unit in units if unit is not None]
