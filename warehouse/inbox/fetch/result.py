"""What came of filling the inbox from one place."""

from dataclasses import asdict, dataclass, field
from typing import Any

from schemas.words.catalogue import said
from schemas.words.message import Message, message

# Nothing that a person has to look at: the next night sees to it, or the sender meant it so.
HARMLESS = ("changing-at-sender", "gone-at-sender", "link-at-sender")


@dataclass(frozen=True)
class Problem:
    """Why a file, or whatever else the place has, was not fetched; `file_name` is empty where it is about the place."""

    reason: str
    message_vi: str
    message_en: str
    file_name: str = ""


@dataclass(frozen=True)
class FetchResult:
    """What came from the place that `fetch/<name>.toml` declares: files that arrived, that were known, and problems.

    `is_ended` where nothing more came of this try, and `may_pass` where another may well succeed.
    """

    name: str
    unit_id: str
    arrived: int = 0
    known: int = 0
    problems: tuple[Problem, ...] = ()
    may_pass: bool = field(default=False, compare=False)

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look."""
        return any(problem.reason not in HARMLESS for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        fields = asdict(self)
        del fields["may_pass"]
        return {**fields, "needs_attention": self.needs_attention}


def problem_of(words: Message, file_name: str = "") -> Problem:
    """Return a problem: its code is the name of the message, whose attribute `advice` says what to do."""
    reasons, advice = said(words), said(message(f"{words.key}.advice"))
    vi, en = (f"{reason_text} {advice_text}" for reason_text, advice_text in zip(reasons, advice, strict=True))
    return Problem(words.key.partition(".")[2], vi, en, file_name)
