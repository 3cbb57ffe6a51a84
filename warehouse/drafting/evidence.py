"""How surely a header is a column: what it is called, times what stands below it. What contradicts is a veto."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from schemas.city import City
from schemas.column import Column
from schemas.table import Table
from schemas.words.message import Message, message
from schemas.words.text import header_key
from warehouse.drafting.codes import CODED, belongs, guessed, known_values
from warehouse.drafting.profile import MOST_CODES, Profile
from warehouse.drafting.words import Words, column_phrases, header_words, name_score, says_date

PLACED, DOUBTED = 0.7, 0.45  # from which score on a header is placed; from which it is a question
_STRONG = 0.9  # a name that suffices where nothing stands below it
_ALIKE = 0.85  # of a label that is not the very same, in tables without a vocabulary
_WORDED = "dossiers"  # the table whose columns all have a vocabulary, but for those that no export has
_UNIQUE, _NEARLY_UNIQUE = 0.97, 0.93
_MOST = 0.9  # "nearly all" of the filled cells
_HALF = 0.5
# Of codes that differ from the city's, beside one that does not: of letters and digits, and a system's own number.
_SHAPED, _BARE = 0.95, 0.9
_SHORT = 5  # letters of a code, on the average
_LEAST_LETTERS = 2  # of a name, however short
_FEW_ROWS = 30  # below it a share of different texts says little
_KNOWN_CODES, _KNOWN_UNITS = 0.2, 0.25  # what is added where the values are those of the column


@dataclass(frozen=True)
class Evidence:
    """How surely (0 to 1) a header is a column, and why."""

    score: float
    name: float
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """What is known besides the file: its table, the city, and header -> column as the city's sources declare it."""

    table: Table
    city: City
    declared: Mapping[str, str]


def elsewhere(table: Table, city: City) -> Elsewhere:
    """Return what the city's sources of `table` and its register say of any file."""
    sources = [s for s in city.sources.values() if s.table == table.name]
    declared = {header_key(h): f.column for s in sources for h, f in s.columns.items()}
    return Elsewhere(table, city, declared)


def declared_column(header: str, known: Elsewhere) -> str:
    """Return the column that a source of the city gives to a header, "" where none does."""
    return known.declared.get(header_key(header), "")


def evidence(header: str, profile: Profile, column: Column, known: Elsewhere) -> Evidence:
    """Return how surely a header is a column.

    Args:
        header: as it stands in the file.
        profile: what stands below it.
        column: what it might be.
        known: what the city and its sources say.
    """
    words = header_words(header)
    name = 1.0 if declared_column(header, known) == column.name else _name(words, column, known)
    if not name:
        return Evidence(0, 0)
    if column.name == known.table.key[-1] and profile.well_formed >= _MOST:
        name = max(name, _STRONG)  # whatever it is called, these are codes as the city's dossiers have them
    factor, reason = _values(header, profile, column, known)
    score = min(1.0, name * factor) if factor <= 1 else min(1.0, name + factor - 1)
    if profile.is_empty and name < _STRONG:
        score = min(score, PLACED - 0.05)
    told = message("source_draft.alike", share=Fraction(round(100 * name), 100))
    return Evidence(score, name, (told, reason))


def _name(words: Words, column: Column, known: Elsewhere) -> float:
    labels = [header_words(n) for n in (column.label_vi, column.label_en, column.source_field, column.name) if n]
    if words in labels:
        return 1.0
    if phrases := column_phrases(known.table.name, column.name):
        return max(name_score(words, alike, is_time=column.is_time) for alike in phrases)
    if known.table.name == _WORDED:
        return 0.0
    alike = max(fuzz.ratio(" ".join(words), " ".join(label)) for label in labels) / 100
    return alike if alike >= _ALIKE else 0.0


def _values(header: str, profile: Profile, column: Column, known: Elsewhere) -> tuple[float, Message]:
    """Return by what the score of the name is multiplied (above 1: what is added to it, and 1), and why."""
    if profile.is_empty:
        return 1.0, message("source_draft.no-value")
    if column.is_time:
        return _time(profile, says_date(header_words(header)))
    if profile.times >= _MOST and profile.digits < _MOST:
        return 0.0, message("source_draft.holds-times")
    if column.type in CODED:
        return _coded(header, profile, column, known)
    if column.type in ("integer", "number"):
        return (1.0 if profile.numbers >= _MOST else 0.0), message("source_draft.numbers")
    by_role = {"unit_id": _unit, known.table.key[-1]: _key}
    return by_role[column.name](profile) if column.name in by_role else _text(profile, column)


def _time(profile: Profile, is_dated: bool) -> tuple[float, Message]:
    reason = message("source_draft.times", share=Fraction(round(100 * profile.times), 100))
    if profile.times < _HALF or (profile.digits >= _MOST and not is_dated):
        return 0.0, reason
    return (1.0 if profile.times >= _MOST else 0.9), reason


def _coded(header: str, profile: Profile, column: Column, known: Elsewhere) -> tuple[float, Message]:
    if not profile.is_list:
        is_short = profile.filled < _FEW_ROWS and profile.distinct * profile.filled <= MOST_CODES
        return (0.9 if is_short and column.type != "boolean" else 0.0), message("source_draft.no-list")
    reason = message("source_draft.list", count=len(profile.codes))
    if column.type == "boolean":
        return (1.0 if profile.is_yes_or_no else 0.6), reason
    codes = guessed(profile.codes, column, known_values(column, known.city, known.table.name, header))
    rows = sum(profile.codes.values())
    meant = sum(count for text, count in profile.codes.items() if codes[text] or belongs(text, column.name)) / rows
    if not meant and len(codes) == 1 and profile.filled >= _FEW_ROWS:
        return 0.6, reason  # the same in every row, and nobody knows what it means
    return (1 + _KNOWN_CODES if meant >= _HALF else 1.0), reason


def _unit(profile: Profile) -> tuple[float, Message]:
    if profile.units >= _HALF:
        return 1 + _KNOWN_UNITS, message("source_draft.units-known", share=Fraction(round(100 * profile.units), 100))
    reason = message("source_draft.list", count=len(profile.codes))
    is_mixed = not profile.is_list and profile.filled >= _FEW_ROWS and profile.distinct > 0.3
    return (0.5 if is_mixed or profile.is_yes_or_no else 1.0), reason


def _key(profile: Profile) -> tuple[float, Message]:
    reason = message("source_draft.unique", share=Fraction(round(100 * profile.distinct), 100))
    if profile.filled < _HALF * profile.rows or profile.coordinates >= _HALF or profile.is_yes_or_no:
        return 0.0, reason
    if profile.counts_up:  # it may number the rows
        return 0.9, reason
    if profile.distinct < _NEARLY_UNIQUE or profile.machine_made >= _HALF:
        return 0.65, reason
    if profile.distinct < _UNIQUE or profile.filled < _MOST * profile.rows:
        return 0.9, reason
    if profile.well_formed >= _HALF:
        return 1.0, reason
    return (_BARE if profile.digits >= _MOST else _SHAPED), reason


def _text(profile: Profile, column: Column) -> tuple[float, Message]:
    reason = message("source_draft.different", count=round(profile.distinct * profile.filled))
    if (profile.coordinates >= _HALF and not profile.is_list) or profile.percents >= _HALF or profile.is_yes_or_no:
        return 0.0, reason
    is_free = profile.filled >= _FEW_ROWS and profile.distinct > _MOST
    if is_free:
        return 0.6, reason
    if column.normal_form != "code":  # what is told in words is told better than in codes
        if profile.numbers >= _MOST:
            return (0.6 if len(profile.codes) == 1 else 0.85), reason
        if profile.letters < _LEAST_LETTERS:
            return 0.6, reason
        if profile.letters <= _SHORT:
            return 0.95, reason
    return 1.0, reason
