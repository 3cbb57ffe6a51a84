"""One question of `motcua source new --interactive`: how it is put, and what counts as an answer."""

import sys
from collections.abc import Sequence

from flows.cli.show import complain
from flows.cli.terminal import typed_line
from schemas.words.message import Message, message
from warehouse.drafting.draft import Guess


class QuestionsEndedError(Exception):
    """The person stopped within a step; `draft` has what was answered until then."""

    def __init__(self, draft: Guess) -> None:
        super().__init__()
        self.draft = draft


def choose(draft: Guess, question: Message, choices: Sequence[str]) -> int | None:
    """Return which of the choices a person takes, None where they leave the question open."""
    while answer := ask(draft, question, choices):
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return int(answer) - 1
        complain(message("source_questions.no-choice", most=len(choices)))
    return None


def choose_several(draft: Guess, question: Message, choices: Sequence[str]) -> list[int]:
    """Return which of the choices a person takes; several are separated by commas or spaces."""
    while answer := ask(draft, question, choices):
        numbers = answer.replace(",", " ").split()
        if all(n.isdecimal() and 1 <= int(n) <= len(choices) for n in numbers):
            return [int(n) - 1 for n in numbers]
        complain(message("source_questions.no-choice", most=len(choices)))
    return []


def ask(draft: Guess, question: Message, choices: Sequence[str] = ()) -> str:
    """Ask one question; raise `QuestionsEndedError` with the draft so far where the person stops."""
    try:  # from the first word on: a person may stop while it is still being written
        complain("")
        complain(question)
        for number, choice in enumerate(choices, start=1):
            complain(f"  {number:2}  {choice}")
        print("> ", end="", file=sys.stderr, flush=True)
        line = typed_line()
    except KeyboardInterrupt:
        raise QuestionsEndedError(draft) from None
    if not line:
        raise QuestionsEndedError(draft)
    return line.strip()
