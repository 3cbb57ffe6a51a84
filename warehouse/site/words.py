"""What a page says in one language: messages of the catalogue, with numbers and dates as that language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from schemas.words import formats
from schemas.words.catalogue import text
from schemas.words.languages import VIETNAMESE, Language
from schemas.words.message import Message, Value, message


@dataclass(frozen=True)
class Words:
    """One language, and everything that is written in it."""

    language: Language

    @property
    def lang(self) -> str:
        """The tag of the language."""
        return self.language.tag

    def say(self, key: str, **values: Value) -> str:
        """Return a message of the catalogue, with numbers and dates in the language's way; see `catalogue.text`."""
        return text(message(key, **values), self.language)

    def text(self, message: Message) -> str:
        """Return what a message says; see `catalogue.text`."""
        return text(message, self.language)

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the text of this language of a pair (Vietnamese, English)."""
        return pair[0] if self.language == VIETNAMESE else pair[1]

    def name(self, row: object, stem: str = "name") -> str:
        """Return the column `<stem>_vi` or `<stem>_en` of a row, or that attribute of a declaration."""
        key = f"{stem}_{self.lang}"
        return str((row[key] if isinstance(row, Mapping) else getattr(row, key)) or "")

    def number(self, value: float | None, digits: int = 0) -> str:
        """Return a number; see `formats.number`."""
        return formats.number(value, self.lang, digits)

    def percent(self, value: float | None, digits: int = 2) -> str:
        """Return a share; see `formats.percent`."""
        return formats.percent(value, self.lang, digits)

    def rough_percent(self, value: float | None) -> str:
        """Return a share that is not known better; see `formats.rough_percent`."""
        return formats.rough_percent(value, self.lang)

    def signed(self, value: float | None, digits: int = 2) -> str:
        """Return a difference; see `formats.signed`."""
        return formats.signed(value, self.lang, digits)

    def span(self, low: float | None, high: float | None) -> str:
        """Return a range of ranks; see `formats.span`."""
        return formats.span(low, high, self.lang)

    def day(self, value: date | None) -> str:
        """Return a date; see `formats.day`."""
        return formats.day(value, self.lang)

    def moment(self, value: datetime | None) -> str:
        """Return a moment; see `formats.moment`."""
        return formats.moment(value, self.lang)
