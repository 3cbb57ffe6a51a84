"""What a page says in one language: messages of the catalogue, with numbers and dates as that language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.errors import DeclarationError
from schemas.words.languages import Lang
from warehouse.site import formats
from warehouse.site.messages import catalogue


@dataclass(frozen=True)
class Words:
    """One language, and everything that is written in it."""

    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """Return a message of the catalogue with its placeholders filled; numbers and dates in the language's way.

        Raises `DeclarationError` where the catalogue has no such message.
        """
        if key not in catalogue():
            raise DeclarationError(f"the catalogue has no message {key!r}")
        text = catalogue()[key].text(self.lang, values.get("count") == 1)
        return text.format(**{name: self.shown(value) for name, value in values.items()})

    def shown(self, value: object) -> str:
        """Return a value as it stands in a sentence."""
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value, 0 if isinstance(value, int) else 2)
        return str(value)

    def pick(self, pair: tuple[str, str]) -> str:
        """Return the text of this language of a pair (Vietnamese, English)."""
        return pair[0] if self.lang == "vi" else pair[1]

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
