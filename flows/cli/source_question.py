"""One question of `motcua source new --interactive`: how it is put, and what counts as an answer."""

import re
import sys
from collections.abc import Sequence

from flows.cli.show import complain
from flows.cli.terminal import typed_line
from schemas.words.message import Message, message
from schemas.words.text import header_key
from warehouse.drafting.draft import Guess


class QuestionsEndedError(Exception):
    """The person stopped within a step; `draft` has what was answered until then."""

    def __init__(self, draft: Guess) -> None:
        super().__init__()
        self.draft = draft


def choose(draft: Guess, question: Message, choices: Sequence[str]) -> int | None:
    """Return which of the choices a person takes, None where they leave the question open."""
    while answer := ask(draft, question, choices):
        if (choice := choice_meant(answer, choices)) is not None:
            return choice
        complain(message("source_questions.no-choice", most=len(choices)))
    return None


def choose_several(draft: Guess, question: Message, choices: Sequence[str]) -> list[int]:
    """Return which of the choices a person takes; several are separated by commas, numbers by spaces too."""
    while answer := ask(draft, question, choices):
        has_words = not answer.replace(",", "").replace(" ", "").isdecimal()
        parts = [part for part in answer.split(",") if part.strip()] if has_words else answer.replace(",", " ").split()
        indexes = [index for part in parts if (index := choice_meant(part, choices)) is not None]
        if len(indexes) == len(parts):
            return indexes
        complain(message("source_questions.no-choice", most=len(choices)))
    return []


def choice_meant(answer: str, choices: Sequence[str]) -> int | None:
    """Return the choice that a person types by its number or by its words, None where it is none or several.

    The words are all that stand there, in one language or both, or as few of the first ones as only one choice has.
    """
    if answer.strip().isdecimal():
        return int(answer) - 1 if 1 <= int(answer) <= len(choices) else None
    typed_key = header_key(answer.strip(' "'))
    spelt = [[header_key(words) for words in _spellings(choice)] for choice in choices]
    full_matches = [index for index, words in enumerate(spelt) if typed_key in words]
    prefix_matches = [
        index for index, words in enumerate(spelt) if typed_key and any(w.startswith(typed_key) for w in words)
    ]
    return next((matches[0] for matches in (full_matches, prefix_matches) if len(matches) == 1), None)


def _spellings(choice: str) -> list[str]:
    """Return a choice as it is shown, and its parts that a person may type: a code, its labels, either language."""
    return [choice.strip('"'), *(part.strip(' ")') for part in re.split(r" / |\(|: ", choice))]


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
