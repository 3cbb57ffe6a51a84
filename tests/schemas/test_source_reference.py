"""The reference of sources: complete, and the page in docs/ is that of the models."""

from pathlib import Path
from typing import get_args

import pytest

from schemas.source import Source
from schemas.source_format import Encoding
from schemas.source_reference import SECTIONS, markdown
from schemas.time_directives import ACCEPTED, SPECIAL

DOCUMENT = Path(__file__).parents[2] / "docs" / "source-reference.md"


def test_the_reference_in_docs_is_current():
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(), "run: make docs"


def test_every_model_of_a_source_has_a_section():
    assert {model.__name__ for _, model in SECTIONS} == {"Source", *Source.model_json_schema()["$defs"]}


@pytest.mark.parametrize(("title", "model"), SECTIONS, ids=[title for title, _ in SECTIONS])
def test_every_key_stands_in_its_section_with_a_description(title, model):
    section = markdown().split(f"\n## {title}\n")[1].split("\n## ")[0]
    for key, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{key} has no description"
        (row,) = [line for line in section.splitlines() if line.startswith(f"| `{key}` |")]
        assert row.endswith(f" | {field.description} |")


def test_every_format_of_times_and_every_encoding_is_named():
    names = [*ACCEPTED, *(f'"{name}"' for name in SPECIAL), *get_args(Encoding)]
    assert [name for name in names if f"`{name}`" not in markdown()] == []
