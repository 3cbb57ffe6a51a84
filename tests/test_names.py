"""What the text of our code must be: names that say something, parameters that are described, and no sentences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for package in ("schemas", "warehouse", "flows")
    for path in sorted((ROOT / package).rglob("*.py"))
}
# Names that could stand for anything.
FILLERS = frozenset({"found", "own", "one", "some", "told", "kept", "said", "seen", "part", "about", "others"})
# Letters that Vietnamese needs and the languages that code may quote do not.
VIETNAMESE = re.compile(r"[ăđơưạảầấậẩẫằắặẳẵẹẻẽềếệểễịỉĩọỏồốộổỗờớợởỡụủũừứựửữỳỵỷỹ]", re.IGNORECASE)
SYNTHETIC_CITY = "flows/demo/"  # what its districts write is data


def bound(source: str) -> Iterator[str]:
    """Yield every name that a module binds: variables, parameters, functions and classes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def undescribed(source: str) -> list[str]:
    """Return the public functions of four or more parameters that leave one of them undescribed."""
    faults = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        described = (ast.get_docstring(node) or "").partition("Args:\n")[2]
        if len(names) >= 4 and [n for n in names if not re.search(rf"^    {n}: ", described, re.MULTILINE)]:
            faults.append(node.name)
    return faults


def test_names_that_could_stand_for_anything_are_few() -> None:
    names = [name.strip("_") for source in MODULES.values() for name in bound(source)]
    assert len(names) > 10_000
    assert sum(name in FILLERS for name in names) < len(names) / 100


def test_names_are_counted_wherever_they_are_bound() -> None:
    source = "found = 1\ndef part(own, *, one=2):\n    for told in own:\n        with open(told) as kept: ...\n"
    assert FILLERS & set(bound(source)) == {"found", "part", "own", "one", "told", "kept"}


@pytest.mark.parametrize("module", MODULES)
def test_functions_of_many_parameters_describe_each(module: str) -> None:
    assert undescribed(MODULES[module]) == []


def test_a_parameter_without_description_is_seen() -> None:
    source = 'def f(a, b, c, d):\n    """Do it.\n\n    Args:\n        a: 1.\n        b: 2.\n        d: 4.\n    """\n'
    assert undescribed(source) == ["f"]
    assert undescribed(source.replace("        d: 4.", "        c: 3.\n        d: 4.")) == []


def test_no_sentence_of_vietnamese_stands_in_code() -> None:
    """What is said has its place in the catalogue (`schemas/words`)."""
    assert [m for m, source in MODULES.items() if VIETNAMESE.search(source) and not m.startswith(SYNTHETIC_CITY)] == []
