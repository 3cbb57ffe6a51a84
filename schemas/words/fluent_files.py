"""The Fluent files of a language, read for use."""

import re
from collections.abc import Iterable

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from schemas.words.fluent_values import functions
from schemas.words.languages import Language

_LINE_BREAK = re.compile(r"\s*\n\s*")


def read_bundle(language: Language, files: Iterable[str]) -> FluentBundle:
    """Return what stands in some files of a language, without ".ftl"; raise `LookupError` where there is no such file.

    No marks of direction are put around values: all our languages are written from left to right.
    """
    bundle = FluentBundle([language.tag], functions=functions(language.tag), use_isolating=False)
    for name in files:
        path = language.folder / f"{name}.ftl"
        if not path.exists():
            raise LookupError(f"there is no file of words {path}")
        resource = FluentResource(path.read_text(encoding="utf-8"))
        _Unwrapped().visit(resource)
        bundle.add_resource(resource)
    return bundle


class _Unwrapped(Visitor):
    """Makes a space of every line break: where a line ends in the file says nothing."""

    def visit_TextElement(self, node: ast.TextElement) -> None:
        node.value = _LINE_BREAK.sub(" ", node.value)
