"""Asking a person before what cannot be undone; programs say `--yes`."""

import sys
from typing import Annotated

from cyclopts import Parameter

from flows.cli.show import WrongUsage, say
from schemas.words.message import Message, message

YesOption = Annotated[bool, Parameter(name="--yes", negative="", help="help.yes")]
_YES = ("y", "yes", "c", "có", "co")


def is_confirmed(question: Message, yes: bool) -> bool:
    """Return whether to go on: `yes`, or what the person at the terminal answers to the question."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise WrongUsage(message("policy.not-asked"))
    say(question)
    return input("> ").strip().lower() in _YES
