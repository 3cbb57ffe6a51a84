"""Help in words: commands and options carry keys of the catalogue, so that a command that runs reads none of them."""

from typing import Any, Literal

from attrs import evolve
from cyclopts.help import HelpPanel, InlineText
from cyclopts.help.formatters import DefaultFormatter
from rich.console import Console, ConsoleOptions

from schemas.words.catalogue import bilingual, said
from schemas.words.message import Message

PLAIN: Literal["plaintext"] = "plaintext"  # keys are handed on as they are
_KEYS = "help."  # what else stands in a help is said by the library


class HelpInWords(DefaultFormatter):
    """Shows what keys say in both languages: one line for each command or option, and of the command itself more."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print a list of commands or options."""
        entries = [
            evolve(entry, description=InlineText.from_format(_line(_text(entry.description)), PLAIN))
            for entry in panel.entries
        ]
        super().__call__(console, options, panel.copy(title=_line(str(panel.title)), entries=entries))

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:  # noqa: ANN401 - as the library has it
        """Print what the command does, and its attribute `detail` in each language."""
        key = _text(description)
        paragraphs = [_line(key), *said(Message(f"{key}.detail", {}))]
        console.print("\n\n".join(paragraphs), highlight=False, markup=False)
        console.print()


def _line(key: str) -> str:
    return bilingual(Message(key, {})) if key.startswith(_KEYS) else key


def _text(description: InlineText) -> str:
    return str(description.primary_renderable).strip()
