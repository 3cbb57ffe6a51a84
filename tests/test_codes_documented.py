"""Every code that people meet stands in docs/warnings.md, in the row of a table that says what to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.table import load_tables

ROOT = Path(__file__).parents[1]
WAREHOUSE = ROOT / "warehouse"
_ROW = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
# Of the code among the arguments.
PLACE = {"SubmissionRejected": 0, "Refused": 0, "Doubt": 0, "LeftAlone": 1, "warning_row": 0, "about_file": 0}


def documented() -> set[str]:
    """The codes that begin a row of a table on the page."""
    return set(_ROW.findall((ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")))


def texts(value: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The texts that an expression can be: written there, one of two, or assigned to a name of the module."""
    if isinstance(value, ast.Constant):
        yield str(value.value)
    elif isinstance(value, ast.IfExp):
        yield from (*texts(value.body, tree), *texts(value.orelse, tree))
    elif isinstance(value, ast.Starred):
        yield from texts(value.value, tree)
    elif isinstance(value, ast.Tuple):
        yield from texts(value.elts[0], tree)
    elif isinstance(value, ast.Name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == value.id for t in node.targets):
                yield from texts(node.value, tree)


def codes_in(source: str, places: dict[str, int]) -> set[str]:
    """The codes with which a module makes warnings and refusals."""
    tree = ast.parse(source)
    codes = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in places and len(call.args) > places[name]:
            codes |= set(texts(call.args[places[name]], tree))
        if name in ("FileWarning", "file_warning", *places):
            codes |= {code for word in call.keywords if word.arg == "code" for code in texts(word.value, tree)}
        if name == "file_warning" and not any(word.arg == "code" for word in call.keywords):
            codes |= {key.value.partition(".")[2] for key in keys_in(call.args[0])}
    return codes


def keys_in(value: ast.expr) -> Iterator[ast.Constant]:
    """The keys of the messages that are written in an expression."""
    for call in (node for node in ast.walk(value) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == "message":
            yield from (key for key in call.args if isinstance(key, ast.Constant))


def codes_of_the_warehouse() -> set[str]:
    codes = {"gate", "internal-error", "landing-damaged"}
    for module in WAREHOUSE.rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        codes |= codes_in(source, PLACE)
        codes |= codes_of_rows(source) if module.is_relative_to(WAREHOUSE / "night" / "accounts") else set()
    return codes


def codes_of_rows(source: str) -> set[str]:
    """The codes in rows of the table `warnings` that a module writes out."""
    rows = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict))
    pairs = ((key, value) for row in rows for key, value in zip(row.keys, row.values, strict=True))
    return {
        str(value.value)
        for key, value in pairs
        if isinstance(key, ast.Constant) and key.value == "code" and isinstance(value, ast.Constant)
    }


def rules_that_warn() -> set[str]:
    return {rule.id for table in load_tables().values() for rule in table.own_rules if rule.severity == "warn"}


def test_every_code_stands_on_the_page_and_no_other() -> None:
    in_code = codes_of_the_warehouse() | rules_that_warn()
    assert sorted(in_code - documented()) == []
    assert sorted(documented() - in_code) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('raise Refused("a-code", vi, en)', "a-code"),
        ('FileWarning(code="a-code", rows=())', "a-code"),
        ('file_warning(message("csv.a-code", count=1))', "a-code"),
        ('file_warning(message("csv.other", count=1), code="a-code")', "a-code"),
        ('code = "other" if x else "a-code"\nRefused(code, vi, en)', "a-code"),
        ('about = ("a-code", unit)\nDoubt(*about, en)', "a-code"),
    ],
)
def test_codes_are_seen_in_the_ways_they_are_written(source: str, code: str) -> None:
    assert code in codes_in(source, PLACE)
