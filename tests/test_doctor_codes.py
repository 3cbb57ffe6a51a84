"""Every code of `motcua doctor` stands in docs/doctor.md, in the row of a table that says what to do."""

import ast
import re
from pathlib import Path

from catalogue_files import entries

from schemas.words.languages import ENGLISH, VIETNAMESE

ROOT = Path(__file__).parents[1]
_ROW = re.compile(r"^\| `([a-z-]+)` \|[^|]+\|[^|]+\|$", re.MULTILINE)


_COMMAND = re.compile(
    r"\b(motcua (verify|edition|rebuild|rank|retract|notify|nightly|policy|source|doctor)\b"
    r"|(chmod|chattr|chown|mkdir|rm|mv|cp|tar|find|umount|mount|pip|touch) -"
    r"|prefect (worker|deployment|server|--no-prompt) )"
)


def with_words() -> set[str]:
    """The codes of which the catalogue has the words and the remedy."""
    keys = {key.partition(".")[2] for key in entries(ENGLISH.folder) if key.startswith("doctor_faults.")}
    assert {key for key in keys if f"{key}.advice" not in keys} == {key for key in keys if key.endswith(".advice")}
    return {key for key in keys if not key.endswith(".advice")}


def in_code() -> set[str]:
    """The texts in the code of doctor that are codes with words."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "flows" / "doctor").glob("*.py"))
    nodes = (node for source in sources for node in ast.walk(ast.parse(source)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_code_stands_on_the_page_and_no_other() -> None:
    documented = set(_ROW.findall((ROOT / "docs" / "doctor.md").read_text(encoding="utf-8")))
    assert sorted(with_words() - documented) == []
    assert sorted(documented - with_words()) == []


def test_every_code_with_words_is_given_to_something() -> None:
    assert sorted(with_words() - in_code()) == []


def test_every_command_stands_between_marks_so_that_no_full_stop_is_copied_with_it() -> None:
    for language in (VIETNAMESE, ENGLISH):
        for name in ("doctor", "doctor_faults", "verify"):
            text = (language.folder / f"{name}.ftl").read_text(encoding="utf-8")
            for line in (line for line in text.splitlines() if not line.startswith("#")):
                for outside in line.split("`")[::2]:
                    assert not _COMMAND.search(outside), line
