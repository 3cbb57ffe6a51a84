"""What a draft of a source consists of: a guess so far, which a person may amend."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.column import Column
from schemas.table import Table
from schemas.words.message import Message
from warehouse.drafting.assign import UNIT, Doubt
from warehouse.drafting.background import Background
from warehouse.drafting.codes import CODED, guessed_codes, known_values
from warehouse.drafting.numbers import NumberStyle
from warehouse.drafting.profile import Profile
from warehouse.drafting.times import TimeStyle, usual_style
from warehouse.reading.outcome import Peek

ALL_UNITS = "*"  # of all units, in place of their list


@dataclass(frozen=True)
class MappedHeader:
    """A header with the column that it is, and why.

    `time_style` is how its own times are written. `values` are the texts of a coded column with the code of each, ""
    where a person has to say it; `is_answered`: that a person said the last of them. `doubt`: which columns it may be
    too, or why it may be none.
    """

    header: str
    column: Column
    reasons: tuple[Message, ...]
    time_style: TimeStyle
    values: Mapping[str, str]
    is_answered: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Guess:
    """What is guessed of a file: every header is in exactly one of `mapped`, `unit_header`, `ignored`, `personal`.

    `looks` is what stands below each header. `personal` says of each header why; `doubts` are of headers that are
    ignored meanwhile. `units`, `labels` (in Vietnamese and English) and `constants` are what nothing in a file tells: a
    person says them.
    """

    peek: Peek
    table: Table
    looks: Mapping[str, Profile]
    mapped: tuple[MappedHeader, ...]
    unit_header: str
    unit_reasons: tuple[Message, ...]
    ignored: tuple[str, ...]
    personal: Mapping[str, Message]
    doubts: tuple[Doubt, ...]
    style: NumberStyle
    units: tuple[str, ...] = ()
    labels: tuple[str, str] = ("", "")
    constants: Mapping[str, str] = field(default_factory=dict)
    are_persons_told: bool = False
    """A person said which of the headers that nobody needs are personal, so that both lists are looked at."""

    @property
    def usual_style(self) -> TimeStyle:
        """How times are written in the whole file, for columns that hold none so far."""
        return usual_style(m.time_style for m in self.mapped)

    @property
    def sure_count(self) -> int:
        """How many headers are placed and in no doubt."""
        return sum(1 for m in self.mapped if m.doubt is None) + bool(self.unit_header)

    @property
    def unmapped(self) -> tuple[Column, ...]:
        """The required columns for which no header was found."""
        mapped = {m.column.name for m in self.mapped}
        required_columns = [c for c in self.table.columns if c.required and c.name != UNIT and c.default is None]
        return tuple(c for c in required_columns if c.name not in mapped | {*self.constants} and not c.default_from)


def mapped_header(
    header: str, column: Column, looks: Mapping[str, Profile], background: Background, reasons: tuple[Message, ...]
) -> MappedHeader:
    """Return a header as a column, with how its times and its codes are written.

    Args:
        header: as it stands in the file.
        column: what it becomes.
        looks: what stands below each header.
        background: what the city and its sources say.
        reasons: why it is this column.
    """
    look = looks[header]
    values = dict[str, str]()
    if column.type in CODED:
        codes_by_text = known_values(column, background.city, background.table.name, header)
        values = guessed_codes(look.codes, column, codes_by_text) if look.codes else codes_by_text
    return MappedHeader(header, column, reasons, look.time_style if column.is_time else TimeStyle(), values)
