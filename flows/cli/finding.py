"""What `motcua doctor` looked at, and how it is."""

from dataclasses import dataclass
from typing import Literal

from schemas.words.catalogue import said
from schemas.words.message import Message


def counted(count: int, noun: str) -> str:
    """Return a count before its noun, in English as all that is found: 1 source, 2 sources."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and, where a person should act, what to do."""

    name: str
    state: Literal["ok", "warning", "error"]
    found: str
    advice: Message | None = None

    def as_json(self) -> dict[str, str]:
        """Return it for programs, the advice in both languages."""
        vi, en = said(self.advice) if self.advice else ("", "")
        return {"name": self.name, "state": self.state, "found": self.found, "advice_vi": vi, "advice_en": en}
