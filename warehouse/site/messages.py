"""The one catalogue of what the site says, in Vietnamese and in English: `messages/*.toml`, a file for each page.

A message of `ranking.toml` under `[title]` has the key "ranking.title". Placeholders stand in braces; `en_one` is said
where the placeholder `count` is 1.
"""

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from schemas.errors import DeclarationError
from schemas.strict import Declaration, parse, read_toml

MESSAGES_FOLDER = Path(__file__).parent / "messages"


class Message(Declaration):
    """One message in both languages."""

    vi: str
    en: str
    en_one: str = ""

    def text(self, lang: str, is_one: bool) -> str:
        """Return the text in a language, in the singular where there is one and it is asked for."""
        if lang == "vi":
            return self.vi
        return self.en_one if is_one and self.en_one else self.en


@cache
def catalogue(folder: Path = MESSAGES_FOLDER) -> Mapping[str, Message]:
    """Return every message by key; raise `DeclarationError` where one is not whole or its placeholders differ."""
    found: dict[str, Message] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, data in read_toml(path).items():
            message = parse(Message, data, f"{path.name}: {name}")
            _check(message, f"{path.name}: {name}")
            found[f"{path.stem}.{name}"] = message
    return found


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces."""
    return frozenset(field for _, field, _, _ in string.Formatter().parse(text) if field)


def _check(message: Message, where: str) -> None:
    if not message.vi.strip() or not message.en.strip():
        raise DeclarationError(f"{where}: a message is empty in one language")
    wanted = placeholders(message.vi)
    if placeholders(message.en) != wanted or (message.en_one and not placeholders(message.en_one) <= wanted):
        raise DeclarationError(f"{where}: the placeholders of the two languages differ")
