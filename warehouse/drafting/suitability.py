"""How well what stands below a header suits a column."""

from fractions import Fraction

from schemas.column import Column
from schemas.table import Table
from schemas.words.message import Message, message
from warehouse.drafting.background import Background
from warehouse.drafting.codes import CODED, belongs, guessed_codes, known_values
from warehouse.drafting.profile import MOST_CODES, Profile
from warehouse.drafting.words import header_words, says_date

# Of codes that differ from the city's, beside one that does not: of letters and digits, and a system's own number.
SHAPED, _BARE = 0.95, 0.9
_UNIQUE, _NEARLY_UNIQUE = 0.97, 0.93
_MOST = 0.9  # "nearly all" of the filled cells
_HALF = 0.5
# Of texts that tell procedures apart where the header says little: kinds, and letters or words of one on the average.
_FEWEST_KINDS, _FEWEST_LETTERS, _SEVERAL_WORDS = 4, 4, 2
_BARE_UNIT = 0.85  # of numbers below a header of units
_SHORT = 5  # letters of a code, on the average
_LEAST_LETTERS = 2  # of a name, however short
_FEW_ROWS = 30  # below it a share of different texts says little
_KNOWN_CODES, _KNOWN_UNITS = 0.2, 0.25  # what is added where the values are those of the column


def suitability(header: str, profile: Profile, column: Column, background: Background) -> tuple[float, Message]:
    """Return by what the score of the name is multiplied (above 1: what is added to it, and 1), and why.

    Args:
        header: as it stands in the file.
        profile: what stands below it.
        column: what it might be.
        background: what the city and its sources say.
    """
    if profile.is_empty:
        return 1.0, message("source_draft.no-value")
    if column.is_time:
        return _time(profile, says_date(header_words(header)))
    if profile.times >= _MOST and profile.digits < _MOST:
        return 0.0, message("source_draft.holds-times")
    if column.type in CODED:
        return _coded(header, profile, column, background)
    if column.type in ("integer", "number"):
        return (1.0 if profile.numbers >= _MOST else 0.0), message("source_draft.numbers")
    judgements = {"unit_id": _unit, background.table.key[-1]: _key}
    text_judgement = _values_of_another(profile, background.table) or _text(profile, column)
    return judgements[column.name](profile) if column.name in judgements else text_judgement


def _time(profile: Profile, is_dated: bool) -> tuple[float, Message]:
    reason = message("source_draft.times", share=Fraction(round(100 * profile.times), 100))
    if profile.times < _HALF or (profile.digits >= _MOST and not is_dated):
        return 0.0, reason
    return (1.0 if profile.times >= _MOST else 0.9), reason


def _coded(header: str, profile: Profile, column: Column, background: Background) -> tuple[float, Message]:
    if not profile.is_list:
        is_short = profile.filled < _FEW_ROWS and profile.distinct * profile.filled <= MOST_CODES
        return (0.9 if is_short and column.type != "boolean" else 0.0), message("source_draft.no-list")
    reason = message("source_draft.list", count=len(profile.codes))
    if column.type == "boolean" or profile.is_yes_or_no:
        return (1.0 if column.type == "boolean" and profile.is_yes_or_no else 0.6), reason
    codes = guessed_codes(profile.codes, column, known_values(column, background.city, background.table.name, header))
    rows = sum(profile.codes.values())
    known_share = (
        sum(count for text, count in profile.codes.items() if codes[text] or belongs(text, column.name)) / rows
    )
    if not known_share and len(codes) == 1 and profile.filled >= _FEW_ROWS:
        return 0.6, reason  # the same in every row, and nobody knows what it means
    return (1 + _KNOWN_CODES if known_share >= _HALF else 1.0), reason


def _unit(profile: Profile) -> tuple[float, Message]:
    if profile.units >= _HALF:
        return 1 + _KNOWN_UNITS, message("source_draft.units-known", share=Fraction(round(100 * profile.units), 100))
    reason = message("source_draft.list", count=len(profile.codes))
    if profile.digits >= _MOST:
        return _BARE_UNIT, reason
    is_mixed = not profile.is_list and profile.filled >= _FEW_ROWS and profile.distinct > 0.3
    return (0.5 if is_mixed or profile.is_yes_or_no else 1.0), reason


def _key(profile: Profile) -> tuple[float, Message]:
    reason = message("source_draft.unique", share=Fraction(round(100 * profile.distinct), 100))
    if profile.filled < _HALF * profile.rows or profile.coordinates >= _HALF or profile.is_yes_or_no:
        return 0.0, reason
    if profile.counts_up:  # it may number the rows
        return 0.9, reason
    is_complete = profile.filled >= _MOST * profile.rows  # another number may come later, as that of the permit does
    if profile.distinct < _NEARLY_UNIQUE or profile.machine_made >= _HALF or not is_complete:
        return 0.65, reason
    if profile.distinct < _UNIQUE:
        return 0.9, reason
    if profile.well_formed >= _HALF:
        return 1.0, reason
    return (_BARE if profile.digits >= _MOST else SHAPED), reason


def _values_of_another(profile: Profile, table: Table) -> tuple[float, Message] | None:
    """Return the doubt about a column of texts below which the values of a coded one stand, such as the channels."""
    rows = sum(profile.codes.values())
    for column in table.columns:
        if column.type == "code" and rows and profile.is_list:
            known_rows = sum(count for text, count in profile.codes.items() if belongs(text, column.name))
            if known_rows >= _MOST * rows:
                return 0.6, message("source_draft.values-of", column=column.name)
    return None


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


def tells_kinds(profile: Profile) -> bool:
    """Say whether texts that repeat tell kinds apart: by several words, or as several kinds."""
    kinds = round(profile.distinct * profile.filled)
    are_many = kinds >= _FEWEST_KINDS and profile.letters >= _FEWEST_LETTERS
    return profile.distinct <= _HALF and kinds > 1 and (are_many or profile.words >= _SEVERAL_WORDS)


def may_be_key(profile: Profile) -> bool:
    """Say whether a column without a name holds codes, one for each row."""
    is_filled = profile.filled >= _MOST * profile.rows and profile.distinct >= _UNIQUE
    return (
        is_filled and profile.shaped >= _MOST and max(profile.times, profile.machine_made, profile.coordinates) < _HALF
    )
