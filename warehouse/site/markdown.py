"""The few marks of Markdown that an explanation uses, as HTML: lists, headings, bold, italics and code."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from warehouse.site.formula import mathml

# From nothing: no HTML, links, images or entities, whatever the text of a method holds; all else is escaped.
_MARKS = MarkdownIt("zero").enable(["heading", "list", "emphasis", "backticks", "newline"])
_IS_FORMULA = re.compile(r"[=×−Σ…]")


def to_html(lines: Sequence[str], level: int = 3) -> str:
    """Return lines of Markdown as HTML; the headings among them become those of `level`.

    Code that is a formula becomes MathML; what is not simple enough for that, sums of long codes, stays code.
    """
    tokens = _MARKS.parse("\n".join(lines))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
        for child in token.children or []:
            _set_formula(child)
    html = str(_MARKS.renderer.render(tokens, _MARKS.options, {}))
    return html.replace(" %", "\u00a0%")  # a number and its sign stay on one line


def _set_formula(token: Token) -> None:
    if token.type == "code_inline" and _IS_FORMULA.search(token.content):
        markup = mathml(token.content)
        if markup is not None:
            token.type, token.content = "html_inline", markup
