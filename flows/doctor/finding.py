"""What `motcua doctor` looked at, and how it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.words.catalogue import said, text
from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import Declared, Message, Value, message

_MOST_PLACES = 3  # places that one finding names


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and, where a person should act, what to do.

    `item` and `found` are messages, or a text that all languages have. `code` names a fault; what is in order, and what
    an office has yet to decide, has none.
    """

    item: Message | str
    state: Literal["ok", "warning", "error"]
    words: Message | str
    advice: Message | Declared | None = None
    code: str = ""

    def as_json(self) -> dict[str, str]:
        """Return it for programs: named in English, told in both languages."""
        advice_vi, advice_en = said(self.advice) if self.advice else ("", "")
        return {
            "name": _in(self.item, english=True),
            "state": self.state,
            "code": self.code,
            "found": _in(self.words, english=True),
            "found_vi": _in(self.words, english=False),
            "advice_vi": advice_vi,
            "advice_en": advice_en,
        }


def fault(item: Message | str, code: str, **values: Value) -> Finding:
    """Return a fault with its words and its remedy, which the catalogue has under its code."""
    key = f"doctor_faults.{code}"
    return Finding(item, "error", message(key, **values), message(f"{key}.advice", **values), code)


def named_first(names: Sequence[str], most: int = _MOST_PLACES) -> str:
    """Return the first of several places or other names, and how many there are beside."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" (+{more})" if more > 0 else "")


def _in(words: Message | str, english: bool) -> str:
    return words if isinstance(words, str) else text(words, ENGLISH if english else VIETNAMESE)
