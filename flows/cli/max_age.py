"""`motcua status --max-age`: the dead man's check, by what is wrong rather than by the age of a snapshot."""

from collections.abc import Sequence

from flows.cli.show import Exit, WrongUsage, say
from flows.notices.look import alerts_of
from flows.notices.notice import Line, line_of
from flows.notices.now import watch_of
from flows.settings import Place
from schemas.notices import span
from schemas.words.catalogue import said
from schemas.words.message import Declared, message

_CAUSES = {
    Exit.LATE: ("night-late",),
    Exit.FAULT: ("declaration-wrong", "night-failed", "night-died"),
    Exit.LOCKED: ("night-stuck",),
}


def standing(place: Place, max_age: str) -> list[Line]:
    """Return what a person must act on, the most serious first; raise `WrongUsage` where the age is none."""
    try:
        longest = span(max_age)
    except ValueError:
        raise WrongUsage(message("cli_status.no-span", text=max_age)) from None
    return [line_of(alert) for alert in alerts_of(watch_of(place), longest).alerts]


def exit_code(lines: Sequence[Line]) -> Exit:
    """Return the code of the gravest cause; a quiet day, on which a night ended and found nothing, is fine."""
    codes = {line.code for line in lines}
    causes = (code for code, cause_codes in _CAUSES.items() if not codes.isdisjoint(cause_codes))
    return next(causes, Exit.ATTENTION if lines else Exit.FINE)


def show_standing(lines: Sequence[Line]) -> None:
    """Print what is wrong, with its code and what to type; nothing where nothing is.

    In paragraphs, not in a table, whose cells would break the commands.
    """
    advice_labels = said(message("cli.advice"))
    for line in lines:
        say(Declared(f"[{line.code}] {line.vi}", line.en))
        say(Declared(f"  {advice_labels[0]}: {line.do_vi}", f"  {advice_labels[1]}: {line.do_en}"))
        say("")
