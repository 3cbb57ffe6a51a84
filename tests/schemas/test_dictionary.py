"""The data dictionary: complete, safe to render, and the one in docs/ is that of the declarations."""

from dataclasses import replace
from pathlib import Path

from schemas.city import load_city
from schemas.column import Column
from schemas.dictionary import markdown
from schemas.table import Table
from schemas.words.catalogue import said

DOCUMENT = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_dictionary_in_docs_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(load_city()), "run: make docs"


def test_every_table_column_code_and_rule_is_named() -> None:
    text = markdown(load_city())
    for table in load_city().tables.values():
        section = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        names = [c.name for c in table.stored_columns] + [r.id for r in table.rules]
        names += [code for c in table.columns for code in c.codes] + list(table.key)
        assert [n for n in names if f"`{n}`" not in section] == []
        texts = [table.description_vi, table.description_en, *table.cautions]
        texts += [text for r in table.rules for text in said(r.message)]
        assert [t for t in texts if t.replace("|", "\\|") not in section] == []


def test_a_bar_in_a_text_does_not_break_the_grid() -> None:
    column = Column(name="a", type="string", label_vi="x|y", label_en="x or y")
    labels = {"label_vi": "Một", "label_en": "One", "description_vi": "", "description_en": ""}
    table = Table(name="one", **labels, key=("a",), about="office", columns=(column,))
    text = markdown(replace(load_city(), declared_tables={"one": table}))
    row = next(line for line in text.splitlines() if line.startswith("| `a`"))
    assert row.replace("\\|", "").count("|") == 8
