"""Every code of a damage begins a row of the table that says what it means, and no other does."""

import re
from pathlib import Path
from typing import get_args

from warehouse.upkeep.damage import Code

PAGE = Path(__file__).parents[1] / "docs" / "keeping.md"
_ROW = re.compile(r"^\| `([a-z-]+-(?:damaged|missing))` \|", re.MULTILINE)


def test_every_code_of_a_damage_stands_on_the_page_and_no_other() -> None:
    assert sorted(_ROW.findall(PAGE.read_text(encoding="utf-8"))) == sorted(get_args(Code))
