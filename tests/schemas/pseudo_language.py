"""A language that nobody speaks: English in wide letters, so that what is not translated shows by its letters."""

import re
import unicodedata
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from string import ascii_letters

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from fluent.syntax import FluentSerializer, ast, parse
from fluent.syntax.visitor import Transformer

from schemas.words.languages import ENGLISH, Language

# Bulgarian writes numbers neither as English nor as Vietnamese does, and its dates in letters of its own.
TAG = "bg"
_WIDE = {ord(letter): 0xFEE0 + ord(letter) for letter in ascii_letters} | {ord("đ"): "ｄ", ord("Đ"): "Ｄ"}


def wide(text: str) -> str:
    """Return a text in wide letters, without marks."""
    bare = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(bare).translate(_WIDE)


class _Widened(Transformer):
    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:
        node.value = wide(node.value)
        return node


def pseudo_language(folder: Path, names: Iterable[str], tag: str = TAG) -> Language:
    """Write the words of the language into `<folder>/<tag>`, with these names by their English; return it."""
    home = folder / tag
    home.mkdir(parents=True)
    for path in ENGLISH.folder.glob("*.ftl"):
        words = _Widened().visit(parse(path.read_text(encoding="utf-8")))
        (home / path.name).write_text(FluentSerializer().serialize(words), encoding="utf-8")
    catalog, out = Catalog(), BytesIO()
    for english in names:
        catalog.add(english, wide(english))
    write_po(out, catalog)
    (home / "names.po").write_bytes(out.getvalue())
    return Language(tag, home)


def latin_words(text: str) -> list[str]:
    """Return the words of a text in letters that are not wide."""
    return re.findall(r"[^\W\d_]*[A-Za-zÀ-ÖØ-öø-ɏẠ-ỹ][^\W\d_]*", text)
