"""Before a step that cannot be undone: what will happen is said, and a person at a terminal agrees to it or not."""

import sys
from typing import Annotated

from cyclopts import Parameter

from flows.cli.show import WrongUsage, complain
from flows.cli.terminal import typed_line
from schemas.words.catalogue import bilingual
from schemas.words.message import Message, message

Yes = Annotated[bool, Parameter(name="--yes", negative="", help="help.yes")]
_AGREED = ("có", "co", "c", "yes", "y")


class Declined(Exception):
    """A person at the terminal did not agree, so that nothing was done."""


def can_ask(yes: bool, json: bool) -> bool:
    """Say whether a person is asked: no program, at a terminal, and not agreed to beforehand."""
    return not yes and not json and sys.stdin.isatty()


def agree(consequence: Message, yes: bool, json: bool) -> None:
    """Go on only where what will happen is agreed to: by `--yes`, or by a person who reads it and answers.

    Args:
        consequence: what will happen.
        yes: it was agreed to beforehand, as programs do.
        json: a program asks, and nobody is there to answer.

    Raises `WrongUsage` where nobody can be asked, and `Declined` where the answer is any but yes, or Ctrl-C.
    """
    if yes:
        return
    if not can_ask(yes, json):
        raise WrongUsage(message("cli_confirm.needs-yes", what=consequence))
    if _answer(consequence).strip().lower() not in _AGREED:
        raise Declined


def _answer(consequence: Message) -> str:
    """Ask, and return what a person types; Ctrl-C and Ctrl-D are no answer."""
    try:  # from the first word on: a person may stop while it is still being written
        complain(consequence)
        print(f"{bilingual(message('cli_confirm.question'))} ", end="", file=sys.stderr, flush=True)
        line = typed_line()
    except KeyboardInterrupt:
        line = ""
    if not line:
        print(file=sys.stderr)  # nobody ended the line of the question
    return line
