"""Every code with which a backup is refused stands in docs/keeping.md, in the row of a table that says what to do."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ROW = re.compile(r"^\| `([a-z-]+)` \| [^|]+ \| [^|]+ \|$", re.MULTILINE)


def refusals(source: str) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "BackupRefused")
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def test_each_refusal_of_a_backup_is_documented_and_each_that_is_documented_is_one():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "warehouse" / "upkeep").glob("*.py")]
    codes = set().union(*map(refusals, sources))
    page = (
        (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8").partition("What `backup` and `restore` refuse:")[2]
    )
    assert {"cut-off", "hostile"} <= codes
    assert set(_ROW.findall(page.partition("\n## ")[0])) == codes
