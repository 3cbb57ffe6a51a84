"""Which columns tell who somebody is: by what they are called, and by the shapes of what stands in them."""

from fractions import Fraction

from schemas.words.message import Message, message
from warehouse.drafting.profile import Profile
from warehouse.drafting.vocabulary import Words
from warehouse.drafting.words import is_coordinate, is_free_text, is_name, personal_phrase

LEAST_SHARE = 0.3  # of the filled cells that look like persons: fewer may be chance
_LONG = 12  # words of a text on the average: sentences, in which people are quoted
_MIXED = 0.5  # share of different texts above which they are no list
_GROWN_UP = 18  # years between a birth and the times of the file
_BIRTH = frozenset(
    {"birth", "birthday", "dob", "sinh", "geboorte", "geboortedatum", "naissance", "nacimiento", "geburtsdatum"}
)


def personal_by_name(words: Words, profile: Profile) -> Message | None:
    """Return by which words a header announces persons; None where it does not, or what stands below contradicts it."""
    if is_coordinate(words, has_decimals=profile.coordinates > _MIXED) and not profile.is_list:
        return message("source_draft.personal-place")
    phrase = personal_phrase(words) or _name_of_many(words, profile)
    if not phrase or profile.is_yes_or_no:
        return None
    # Ten digits in a row can be read as a time, and are a telephone number all the same.
    if profile.times > _MIXED and profile.digits < _MIXED and not _BIRTH.intersection(words):
        return None
    if is_free_text(words) and profile.is_list and profile.words < _LONG and profile.persons.share < LEAST_SHARE:
        return None
    return message("source_draft.personal-name", words=phrase)


def _name_of_many(words: Words, profile: Profile) -> str:
    """Return the word "name" of a header whose cells nearly all differ: those of units and procedures repeat."""
    if profile.is_list or profile.distinct <= _MIXED or profile.numbers > _MIXED:
        return ""
    return next((word for word in words if is_name(word)), "")


def personal_by_values(profile: Profile, year: int) -> Message | None:
    """Return what in the cells looks like persons, None where nothing does.

    Args:
        profile: of the column.
        year: in which the times of the file lie, 0 where it has none.
    """
    if profile.persons.share >= LEAST_SHARE:
        share = Fraction(round(100 * profile.persons.share), 100)
        return message(f"source_draft.personal-{profile.persons.commonest}", share=share)
    if profile.times > _MIXED and 0 < profile.year <= year - _GROWN_UP:
        return message("source_draft.personal-births")
    is_made_up = profile.distinct > _MIXED and not profile.is_list
    if is_made_up and (profile.words >= _LONG or profile.sentences > _MIXED):
        return message("source_draft.personal-sentences")
    return None
