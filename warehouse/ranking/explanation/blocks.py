"""What an explanation is made of: sections of paragraphs, headings and lists; lines of text, codes and formulas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.words.languages import Lang, Said
from warehouse.ranking.explanation.expression import Expression, as_text


@dataclass(frozen=True)
class Code:
    """What stands in data or in a file just as it is written here."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Text that stands out."""

    text: str


Inline = str | Code | Strong | Expression
Text = str | tuple[Inline, ...]
Line = tuple[Text, Text]  # that says the same in Vietnamese and in English


@dataclass(frozen=True)
class Paragraph:
    """A line of its own."""

    line: Line


@dataclass(frozen=True)
class Heading:
    """What the blocks after it are about."""

    line: Line


@dataclass(frozen=True)
class Item:
    """A line of a list, with those that belong below it."""

    line: Line
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


Block = Paragraph | Heading | Items


@dataclass(frozen=True)
class Section:
    """A part of an explanation, with its title in Vietnamese and in English."""

    title: Said
    blocks: tuple[Block, ...]


def listed(lines: Iterable[Line]) -> Items:
    """Return lines as a list of one level."""
    return Items(tuple(map(Item, lines)))


def codes(which: Iterable[str]) -> tuple[Inline, ...]:
    """Return the codes of indicators as they are listed in a line."""
    found = [part for code in which for part in (", ", Code(code))]
    return tuple(found[1:])


def inlines(line: Line, lang: Lang) -> Sequence[Inline]:
    """Return the parts of a line in one language."""
    text = line[0] if lang == "vi" else line[1]
    return (text,) if isinstance(text, str) else text


def markdown(blocks: Sequence[Block], lang: Lang) -> list[str]:
    """Return blocks as lines of Markdown, with an empty one between two of them."""
    found = [line for block in blocks for line in ("", *_block(block, lang))]
    return found[1:]


def _block(block: Block, lang: Lang) -> Iterator[str]:
    if isinstance(block, Items):
        yield from _items(block.items, "", lang)
    else:
        yield f"{'### ' if isinstance(block, Heading) else ''}{_line(block.line, lang)}"


def _items(items: Sequence[Item], indent: str, lang: Lang) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_line(item.line, lang)}"
        yield from _items(item.items, f"{indent}  ", lang)


def _line(line: Line, lang: Lang) -> str:
    return "".join(_inline(part, lang) for part in inlines(line, lang))


def _inline(part: Inline, lang: Lang) -> str:
    match part:
        case str():
            return part
        case Code(text):
            return f"`{text}`"
        case Strong(text):
            return f"**{text}**"
        case _:
            return f"`{as_text(part, lang)}`"
