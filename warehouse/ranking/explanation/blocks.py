"""What an explanation is made of: sections of paragraphs, headings and lists; lines of text, codes and formulas."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from schemas.words.catalogue import text
from schemas.words.languages import Language
from schemas.words.message import Declared, Message, Value
from warehouse.ranking.explanation.expression import Expression, as_text

_FIRST_MARK = 0xF000  # of Unicode's private use: stands for an inline part while the words around it are filled in


@dataclass(frozen=True)
class Code:
    """What stands in data or in a file just as it is written here; a formula in the names of the data."""

    of: str | Expression


@dataclass(frozen=True)
class Strong:
    """A name that stands out."""

    of: str | Declared


Inline = Code | Strong | Expression
Shown = str | Inline  # of codes and strong names, those in the language of the line
Spoken: TypeAlias = "Value | Inline | Sequence[Inline]"


@dataclass(frozen=True)
class Line:
    """Something to be said, as a `Message`, with codes, strong names and formulas among its values."""

    key: str
    values: Mapping[str, Spoken]


Words = Line | Declared


@dataclass(frozen=True)
class Paragraph:
    """A line of its own."""

    line: Words


@dataclass(frozen=True)
class Heading:
    """What the blocks after it are about."""

    line: Words


@dataclass(frozen=True)
class Item:
    """A line of a list, with those that belong below it."""

    line: Words
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


Block = Paragraph | Heading | Items


@dataclass(frozen=True)
class Section:
    """A section of an explanation, with its title."""

    title: Message
    blocks: tuple[Block, ...]


def line(key: str, **values: Spoken) -> Line:
    """Return a line by the key of its words in the catalogue."""
    return Line(key, values)


def listed(lines: Iterable[Words]) -> Items:
    """Return lines as a list of one level."""
    return Items(tuple(map(Item, lines)))


def inlines(words: Words, language: Language) -> list[Shown]:
    """Return the text, codes, strong names and formulas of a line in one language, in their order."""
    if isinstance(words, Declared):
        return [text(words, language)]
    marks: dict[str, Inline] = {}

    def with_marks(value: Spoken) -> Value:
        if isinstance(value, Inline):
            mark = chr(_FIRST_MARK + len(marks))
            marks[mark] = _in_language(value, language)
            return mark
        return [with_marks(item) for item in value] if isinstance(value, list) else value  # type: ignore[return-value]

    marked_text = text(Message(words.key, {name: with_marks(value) for name, value in words.values.items()}), language)
    pieces = re.split("([\uf000-\uf8ff])", marked_text)
    return [marks.get(piece, piece) for piece in pieces if piece]


def markdown(blocks: Sequence[Block], language: Language) -> list[str]:
    """Return blocks as lines of Markdown, with an empty one between two of them."""
    lines = [text for block in blocks for text in ("", *_block(block, language))]
    return lines[1:]


def _in_language(inline: Inline, language: Language) -> Inline:
    match inline:
        case Strong(Declared() as name):
            return Strong(text(name, language))
        case Code(str()) | Strong(_):
            return inline
        case Code(formula):
            return Code(as_text(formula, language))  # type: ignore[arg-type]
        case _:
            return inline


def _block(block: Block, language: Language) -> Iterator[str]:
    if isinstance(block, Items):
        yield from _items(block.items, "", language)
    else:
        yield f"{'### ' if isinstance(block, Heading) else ''}{_line(block.line, language)}"


def _items(items: Sequence[Item], indent: str, language: Language) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_line(item.line, language)}"
        yield from _items(item.items, f"{indent}  ", language)


def _line(words: Words, language: Language) -> str:
    return "".join(_inline(inline, language) for inline in inlines(words, language))


def _inline(inline: Shown, language: Language) -> str:
    match inline:
        case str():
            return inline
        case Code(code):
            return f"`{code}`"
        case Strong(name):
            return f"**{name}**"
        case _:
            return f"`{as_text(inline, language)}`"
