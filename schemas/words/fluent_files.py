"""The files of a language, read for use: its messages, and its names of what declarations call in two languages."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from schemas.words.fluent_values import functions
from schemas.words.languages import Language

NAMES = "names.po"
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


def messages_in(folder: Path) -> Mapping[str, frozenset[str]]:
    """Return the values that each message needs, by its key; those of an attribute by the key of the attribute."""
    needed_values: dict[str, frozenset[str]] = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                attributes = {f"{entry.id.name}.{attribute.id.name}": attribute.value for attribute in entry.attributes}
                for name, pattern in ({entry.id.name: entry.value} | attributes).items():
                    if pattern is not None:
                        needed_values[f"{path.stem}.{name}"] = _Values.of(pattern)
    return needed_values


def read_names(language: Language) -> Mapping[str, str]:
    """Return the names of a language by their English, from its file `names.po`; what is not translated is left out."""
    from babel.messages.pofile import read_po

    path = language.folder / NAMES
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id and entry.string}


class _Values(Visitor):
    """Collects the names of the values that a text needs."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)

    @classmethod
    def of(cls, pattern: ast.Pattern) -> frozenset[str]:
        values = cls()
        values.visit(pattern)
        return frozenset(values.names)


class _Unwrapped(Visitor):
    """Makes a space of every line break: where a line ends in the file says nothing."""

    def visit_TextElement(self, node: ast.TextElement) -> None:
        node.value = _LINE_BREAK.sub(" ", node.value)
