"""Every code that people meet stands in docs/warnings.md, in the row of a table that says what to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue_files import entries

from schemas.table import load_tables
from schemas.words.languages import ENGLISH
from warehouse.watch.alert import CODES

ROOT = Path(__file__).parents[1]
WAREHOUSE = ROOT / "warehouse"
_ROW = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
WORDS = entries(ENGLISH.folder)
# Of the code among the arguments.
PLACE = {"SubmissionRejected": 0, "Refused": 0, "LeftAlone": 1}


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
    return codes | codes_by_message(tree)


def codes_by_message(tree: ast.Module) -> set[str]:
    """The names of the messages with an advice that a module asks for: they are the codes of warnings.

    Where a warning is given another code, its message's name is none.
    """
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    with_code = [call for call in calls if any(word.arg == "code" for word in call.keywords)]
    otherwise = {text for call in with_code for text in constants(call)}
    advised = {key for key in constants(tree) - otherwise if "." in key and f"{key}.advice" in WORDS}
    return {key.partition(".")[2] for key in advised}


def constants(tree: ast.AST) -> set[str]:
    return {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def codes_of_the_warehouse() -> set[str]:
    codes = {"gate", "internal-error", "landing-damaged"}
    for module in WAREHOUSE.rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        codes |= codes_in(source, PLACE)
    return codes


def rules_that_warn() -> set[str]:
    return {rule.id for table in load_tables().values() for rule in table.own_rules if rule.severity == "warn"}


def test_every_alert_and_every_fault_of_a_channel_stands_on_its_page() -> None:
    page = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    sections = re.split(r"^##+ ", page, flags=re.MULTILINE)
    rows = [row for s in sections if s.startswith(("What each alert", "Why a channel")) for row in _ROW.findall(s)]
    messages = re.compile(r'"notices\.([a-z-]+)"')
    raised = ("faults", "lines", "mail", "send", "tell", "webhook")
    sources = [(ROOT / "flows" / "notices" / f"{name}.py").read_text(encoding="utf-8") for name in raised]
    sources.append((ROOT / "flows" / "cli" / "night_notices.py").read_text(encoding="utf-8"))
    faults = {code for source in sources for code in messages.findall(source)} - {"toml"}  # notices.toml is a file
    assert faults > {"silent", "certificate", "no-ledger", "wrong-file"}
    assert sorted(rows) == sorted({*CODES, *faults})
    assert [code for code in CODES if f"alerts.{code}.do" not in WORDS] == []


def test_every_code_stands_on_the_page_and_no_other() -> None:
    in_code = codes_of_the_warehouse() | rules_that_warn()
    assert sorted(in_code - documented()) == []
    assert sorted(documented() - in_code) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('raise Refused("a-code", vi, en)', "a-code"),
        ('FileWarning(code="a-code", rows=())', "a-code"),
        ('file_warning(message("values.mojibake", count=1))', "mojibake"),
        ('file_warning(message("values.mojibake", count=1), code="a-code")', "a-code"),
        ('doubt = message("values.mojibake")\nwarnings_at(rows, header, doubt)', "mojibake"),
        ('code = "other" if x else "a-code"\nRefused(code, vi, en)', "a-code"),
        ('about = ("a-code", unit)\nRefused(*about, en)', "a-code"),
    ],
)
def test_codes_are_seen_in_the_ways_they_are_written(source: str, code: str) -> None:
    assert code in codes_in(source, PLACE)


def test_names_of_messages_without_an_advice_and_of_warnings_with_another_code_are_no_codes() -> None:
    assert codes_in('message("rules.missing", column=label)', PLACE) == set()
    assert codes_in('file_warning(message("values.mojibake"), code="a-code")', PLACE) == {"a-code"}
