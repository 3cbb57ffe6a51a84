"""What a page says in one language: messages of the catalogue, with numbers and dates as that language writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from schemas.words import formats
from schemas.words.catalogue import text
from schemas.words.languages import LANGUAGES, Language
from schemas.words.message import Declared, Message, Value, message
from schemas.words.periods import period_name


@dataclass(frozen=True)
class Words:
    """One language, and everything that is written in it."""

    language: Language

    @property
    def lang(self) -> str:
        """The tag of the language."""
        return self.language.tag

    @property
    def is_of_data(self) -> bool:
        """Whether rows and declarations hold their texts in the language."""
        return self.language in LANGUAGES

    def say(self, key: str, **values: Value) -> str:
        """Return a message of the catalogue, with numbers and dates in the language's way; see `catalogue.text`."""
        return text(message(key, **values), self.language)

    def text(self, message: Message | Declared) -> str:
        """Return what is said; see `catalogue.text`."""
        return text(message, self.language)

    def pick(self, pair: Sequence[str]) -> str:
        """Return a declared text, given in Vietnamese and in English."""
        return text(Declared(*pair), self.language)

    def name(self, row: object, stem: str = "name") -> str:
        """Return what the columns `<stem>_vi` and `<stem>_en` of a row, or attributes of a declaration, call it."""
        keys = (f"{stem}_vi", f"{stem}_en")
        pair = [row[key] if isinstance(row, Mapping) else getattr(row, key) for key in keys]
        return self.pick([str(text or "") for text in pair])

    def period(self, period_id: str) -> str:
        """Return what a period is called, by its id: "Q1 2022"."""
        return text(period_name(period_id), self.language)

    def rank(self, label: str | None) -> str:
        """Return a label of a rank, "=2.5", as the language writes it: "=2,5"; a dash for none."""
        number = (label or "").removeprefix("=")
        if label is None or not number.replace(".", "", 1).isdecimal():
            return label or formats.NOTHING
        return f"{'=' if label.startswith('=') else ''}{formats.exact(Decimal(number), self.lang)}"

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
