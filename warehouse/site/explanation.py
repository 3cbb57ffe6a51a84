"""The explanation of a method as HTML: what a method's file says is text, and never markup."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from schemas.words.languages import Lang
from warehouse.ranking.explanation.blocks import (
    Block,
    Code,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Strong,
    inlines,
)
from warehouse.site.mathml import mathml


def to_html(blocks: Sequence[Block], lang: Lang, level: int = 3) -> str:
    """Return blocks as HTML; the headings among them are those of `level`."""
    html = "".join(_block(block, lang, level) for block in blocks)
    return html.replace(" %", "\u00a0%")  # a number and its sign stay on one line


def _block(block: Block, lang: Lang, level: int) -> str:
    match block:
        case Heading(line):
            return f"<h{level}>{_line(line, lang)}</h{level}>\n"
        case Paragraph(line):
            return f"<p>{_line(line, lang)}</p>\n"
        case Items(items):
            return f"{_items(items, lang)}\n"


def _items(items: Sequence[Item], lang: Lang) -> str:
    return "\n".join(["<ul>", *(f"<li>{_item(item, lang)}</li>" for item in items), "</ul>"])


def _item(item: Item, lang: Lang) -> str:
    line = _line(item.line, lang)
    return f"{line}\n{_items(item.items, lang)}\n" if item.items else line


def _line(line: Line, lang: Lang) -> str:
    return "".join(_inline(part, lang) for part in inlines(line, lang))


def _inline(part: Inline, lang: Lang) -> str:
    match part:
        case str():
            return _text(part)
        case Code(text):
            return f"<code>{_text(text)}</code>"
        case Strong(text):
            return f"<strong>{_text(text)}</strong>"
        case _:
            return mathml(part, lang)


def _text(text: str) -> str:
    return escape(text, {'"': "&quot;"})
