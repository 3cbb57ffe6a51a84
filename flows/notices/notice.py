"""One notice: the message that bundles alerts for a channel, in words and as data."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from schemas.hashing import short_hash
from schemas.words.catalogue import said, text
from schemas.words.languages import ENGLISH, VIETNAMESE, Language
from schemas.words.message import Declared, Value, message
from warehouse import version
from warehouse.watch.alert import CODES, Alert

_IN_SUBJECT = 3  # codes
_IN_TEXT = 100  # alerts; the data hold all


@dataclass(frozen=True)
class Line:
    """An alert in its words, as it is told and as the ledger keeps it until it is."""

    code: str
    subject: str
    vi: str
    en: str
    do_vi: str
    do_en: str

    @property
    def name(self) -> str:
        """See `Alert.name`."""
        return f"{self.code}:{self.subject}"


@dataclass(frozen=True)
class Sender:
    """Who tells: the city, its data root and the machine; `is_synthetic`: its data are invented, and notices say so."""

    city: Declared
    home: str
    machine: str
    is_synthetic: bool


@dataclass(frozen=True)
class Notice:
    """What is sent through one channel; the same alerts through the same channel have the same `id` when sent again."""

    id: str
    at: datetime
    sender: Sender
    lines: tuple[Line, ...]
    is_test: bool = False

    @property
    def subject(self) -> str:
        """The notice in one line, in Vietnamese."""
        codes = list(dict.fromkeys(line.code for line in self.lines))
        shown_codes = ", ".join(codes[:_IN_SUBJECT]) + (", …" if len(codes) > _IN_SUBJECT else "")
        key = "notices.subject-test" if self.is_test else "notices.subject"
        words = message(key, city=self.sender.city, count=len(self.lines), codes=shown_codes)
        prefix = f"{text(message('cli.synthetic'), VIETNAMESE)}: " if self.sender.is_synthetic else ""
        return f"[motcua] {prefix}{text(words, VIETNAMESE)}"

    @property
    def text(self) -> str:
        """The whole notice as text, in Vietnamese, then in English."""
        return f"{self._in(VIETNAMESE)}\n\n{'-' * 72}\n\n{self._in(ENGLISH)}\n"

    def as_json(self) -> dict[str, Any]:
        """The notice as data; `text` is what many receivers of webhooks show."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "test": self.is_test,
            "synthetic": self.sender.is_synthetic,
            "city": self.sender.city.vi,
            "home": self.sender.home,
            "machine": self.sender.machine,
            "software": f"motcua {version()}",
            "subject": self.subject,
            "text": self.text,
            "alerts": [asdict(line) for line in self.lines],
        }

    def _in(self, language: Language) -> str:
        sender = self.sender
        values: dict[str, Value] = {
            "city": sender.city,
            "at": self.at,
            "home": sender.home,
            "machine": sender.machine,
            "count": len(self.lines),
        }
        head = text(message("notices.head-test" if self.is_test else "notices.head", **values), language)
        if sender.is_synthetic:
            head = f"{text(message('cli.synthetic'), language)}\n{head}"
        return "\n\n".join([head, *self._paragraphs(language), text(message("notices.foot"), language)])

    def _paragraphs(self, language: Language) -> list[str]:
        """Return what is wrong, alert by alert; what to do stands once where the next one needs the same."""
        advice_label = text(message("cli.advice"), language)
        is_first = language.tag == VIETNAMESE.tag
        paragraphs = []
        for line, following in pairwise([*self.lines[:_IN_TEXT], None]):
            assert line is not None
            what, do = (line.vi, line.do_vi) if is_first else (line.en, line.do_en)
            is_said_later = following is not None and following.do_vi == line.do_vi
            paragraphs.append(f"[{line.code}] {what}" + ("" if is_said_later else f"\n{advice_label}: {do}"))
        if (more := len(self.lines) - _IN_TEXT) > 0:
            paragraphs.append(text(message("notices.more", count=more), language))
        return paragraphs


def line_of(alert: Alert) -> Line:
    """Return an alert in its words."""
    return Line(alert.code, alert.subject, *said(alert.what), *said(alert.remedy))


def notice_for(
    channel: str, lines: Sequence[Line], first_seen: Sequence[datetime], sender: Sender, at: datetime
) -> Notice:
    """Return the notice of these alerts through a channel, the most serious first.

    Args:
        channel: its name.
        lines: the alerts.
        first_seen: when each was seen first: what ended and came back is another notice.
        sender: who tells.
        at: the present moment.
    """
    sorted_lines = sorted(lines, key=lambda line: CODES.index(line.code) if line.code in CODES else len(CODES))
    line_keys = sorted(f"{line.name} {moment.isoformat()}" for line, moment in zip(lines, first_seen, strict=True))
    return Notice(short_hash([channel, sender.home, line_keys]), at, sender, tuple(sorted_lines))


def trial_notice(channel: str, sender: Sender, at: datetime) -> Notice:
    """Return a notice that tries a channel, and is about nothing."""
    return Notice(short_hash([channel, sender.home, at.isoformat()]), at, sender, (), is_test=True)
