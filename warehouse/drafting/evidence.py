"""How surely a header is a column: what it is called, times what stands below it. What contradicts is a veto."""

from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from schemas.column import Column
from schemas.words.message import Message, message
from warehouse.drafting.background import Background, declared_column
from warehouse.drafting.profile import Profile
from warehouse.drafting.suitability import may_be_key, suitability, tells_kinds
from warehouse.drafting.vocabulary import Words
from warehouse.drafting.words import column_phrases, header_words, is_excluded, is_generic, name_score

PLACED, DOUBTED = 0.7, 0.45  # from which score on a header is placed; from which it is a question
_STRONG = 0.9  # a name that suffices where nothing stands below it
_ALIKE = 0.85  # of a label that is not the very same, in tables without a vocabulary
_WORDED = "dossiers"  # the table whose columns all have a vocabulary, but for those that no export has
_MOST = 0.9  # "nearly all" of the filled cells
NAMELESS = 0.5  # of codes below a header that says nothing: a person may look whether they are the key


@dataclass(frozen=True)
class Evidence:
    """How surely (0 to 1) a header is a column, and why."""

    score: float
    name: float
    reasons: tuple[Message, ...] = ()


def evidence(header: str, profile: Profile, column: Column, background: Background) -> Evidence:
    """Return how surely a header is a column.

    Args:
        header: as it stands in the file.
        profile: what stands below it.
        column: what it might be.
        background: what the city and its sources say.
    """
    words = header_words(header)
    is_declared, is_key = declared_column(header, background) == column.name, column.name == background.table.key[-1]
    name = 1.0 if is_declared else _name(words, column, background)
    if not name:
        return _nameless(words, profile, column, background) if is_key else Evidence(0, 0)
    if is_key and profile.well_formed >= _MOST:
        name = 1.0  # whatever it is called, these are codes as the city's dossiers have them
    factor, reason = suitability(header, profile, column, background)
    score = min(1.0, name * factor) if factor <= 1 else min(1.0, name + factor - 1)
    says_nothing = profile.is_empty and name < _STRONG
    is_vague = is_generic(words) and not is_declared and not is_key and column.type == "string"
    if says_nothing or (is_vague and not tells_kinds(profile)):
        score = min(score, PLACED - 0.05)
    likeness = message("source_draft.alike", share=Fraction(round(100 * name), 100))
    return Evidence(score, name, (likeness, reason))


def _nameless(words: Words, profile: Profile, column: Column, background: Background) -> Evidence:
    """Return what speaks for a key where its header says nothing, and nothing else."""
    is_other = any(is_excluded(words, phrases) for phrases in column_phrases(background.table.name, column.name))
    if is_other or not may_be_key(profile):
        return Evidence(0, 0)
    return Evidence(NAMELESS, 0, (message("source_draft.unique", share=Fraction(round(100 * profile.distinct), 100)),))


def _name(words: Words, column: Column, background: Background) -> float:
    labels = [header_words(n) for n in (column.label_vi, column.label_en, column.source_field, column.name) if n]
    if words in labels:
        return 1.0
    if phrases := column_phrases(background.table.name, column.name):
        return max(name_score(words, alike, is_time=column.is_time) for alike in phrases)
    if background.table.name == _WORDED:
        return 0.0
    alike = max(fuzz.ratio(" ".join(words), " ".join(label)) for label in labels) / 100
    return alike if alike >= _ALIKE else 0.0
