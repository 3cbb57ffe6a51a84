"""What the catalogue holds and where our sources ask for it, found without the code that says it."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
PACKAGES = tuple(ROOT / name for name in ("schemas", "warehouse", "flows"))


class Words(NamedTuple):
    """The words of one key in one language: its text as it is written, and the values that it needs."""

    text: str
    values: frozenset[str]


class Asked(NamedTuple):
    """A text of our sources that may be a key: whether something is added to its end, and the values given with it."""

    text: str
    is_begun: bool = False
    values: frozenset[str] | None = None  # None: not told, or not all


class _Values(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


@cache
def entries(folder: Path) -> Mapping[str, Words]:
    """Return the words of a language by key; a file with anything else than entries and comments is an error."""
    words: dict[str, Words] = {}
    for path in sorted(folder.glob("*.ftl")):
        source = path.read_text(encoding="utf-8")
        for entry in parse(source, with_spans=True).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ftl.Message):
                patterns = [("", entry.value), *((f".{a.id.name}", a.value) for a in entry.attributes)]
                for suffix, pattern in patterns:
                    if pattern is not None:
                        key = f"{path.stem}.{entry.id.name}{suffix}"
                        assert key not in words, f"{path}: {entry.id.name} stands there twice"
                        words[key] = Words(source[pattern.span.start : pattern.span.end], _values(pattern))
    return words


def _values(pattern: ftl.Pattern) -> frozenset[str]:
    found = _Values()
    found.visit(pattern)
    return frozenset(found.names)


@cache
def asked() -> frozenset[Asked]:
    """Return every text of code and templates that may be a key."""
    return frozenset(a for package in PACKAGES for a in (*_of_code(package), *_of_templates(package)))


def _of_code(package: Path) -> Iterator[Asked]:
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                    yield Asked(start, True)
                case ast.Constant(value=str(text)):
                    yield Asked(text)
                case ast.Call(args=[ast.Constant(value=str(text))], keywords=keywords):
                    names = [k.arg for k in keywords]
                    yield Asked(text, False, None if None in names else frozenset(map(str, names)))


def _of_templates(package: Path) -> Iterator[Asked]:
    for path in sorted(package.rglob("*.j2")):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        for joined in tree.find_all(nodes.Concat):
            if isinstance(joined.nodes[0], nodes.Const):
                yield Asked(str(joined.nodes[0].value), True)
        for const in tree.find_all(nodes.Const):
            yield Asked(str(const.value))
        for call in tree.find_all(nodes.Call):
            if len(call.args) == 1 and isinstance(call.args[0], nodes.Const):
                yield Asked(str(call.args[0].value), False, frozenset(k.key for k in call.kwargs))


def is_key(text: str) -> bool:
    """Say whether a text has the form of a key, of one of the files of words."""
    stem, _, rest = text.partition(".")
    is_path = rest in {"html", "toml", "js", "json", "csv", "parquet", "py", "svg", "log", "ftl", "xlsx", "html.j2"}
    return stem in _stems() and bool(re.fullmatch(r"[\w-]+(\.[a-z]+)?", rest)) and not is_path


@cache
def _stems() -> frozenset[str]:
    return frozenset(path.stem for path in (ROOT / "schemas" / "words" / "vi").glob("*.ftl"))
