"""The explanation of a method as HTML: what a method's file says is text, and never markup."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from schemas.words.languages import Language
from warehouse.ranking.explanation.blocks import (
    Block,
    Code,
    Heading,
    Item,
    Items,
    Paragraph,
    Shown,
    Strong,
    Words,
    inlines,
)
from warehouse.site.mathml import mathml


def to_html(blocks: Sequence[Block], language: Language, level: int = 3) -> str:
    """Return blocks as HTML; the headings among them are those of `level`."""
    return "".join(_block(block, language, level) for block in blocks)


def _block(block: Block, language: Language, level: int) -> str:
    match block:
        case Heading(line):
            return f"<h{level}>{_line(line, language)}</h{level}>\n"
        case Paragraph(line):
            return f"<p>{_line(line, language)}</p>\n"
        case Items(items):
            return f"{_items(items, language)}\n"


def _items(items: Sequence[Item], language: Language) -> str:
    return "\n".join(["<ul>", *(f"<li>{_item(item, language)}</li>" for item in items), "</ul>"])


def _item(item: Item, language: Language) -> str:
    line = _line(item.line, language)
    return f"{line}\n{_items(item.items, language)}\n" if item.items else line


def _line(line: Words, language: Language) -> str:
    return "".join(_inline(inline, language) for inline in inlines(line, language))


def _inline(inline: Shown, language: Language) -> str:
    match inline:
        case str():
            return _text(inline)
        case Code(code):
            return f"<code>{_text(str(code))}</code>"
        case Strong(name):
            return f"<strong>{_text(str(name))}</strong>"
        case _:
            return mathml(inline, language)


def _text(text: str) -> str:
    return escape(text, {'"': "&quot;"})
