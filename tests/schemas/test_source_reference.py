"""The reference of sources: complete, and the page in docs/ is that of the models."""

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from schemas.source import Source
from schemas.source_format import CsvFormat, Encoding, HtmlFormat, JsonFormat, Numbers, XlsxFormat
from schemas.source_parts import ExportedAt, Field_
from schemas.source_reference import SECTIONS, markdown
from schemas.strict import parse
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
        meaning, example = row.removesuffix(" |").split(" | ")[-2:]
        assert meaning == field.description.replace("|", "\\|")
        assert example.startswith(f"`{key} = ")


KINDS = {CsvFormat: "csv", XlsxFormat: "xlsx", HtmlFormat: "html", JsonFormat: "json"}
SECTION_OF = {Numbers: "numbers", ExportedAt: "exported_at"} | dict.fromkeys(KINDS, "format")
# What an example needs beside it in its section.
BESIDE = {
    "all_members": {"member": "*.csv"},
    "thousands": {"decimal": ","},
    "decimal": {"thousands": ","},
    "values": {"column": "channel"},
    "formats": {"column": "received_at", "precision": "day"},
    "precision": {"column": "received_at", "formats": ["%d/%m/%Y"]},
    "empty": {"column": "procedure_code"},
}
CONSTANTS = {"procedure_name": "x", "channel": "online"}
RECEIVED = {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"}


def with_example(model, key):
    """A source of dossiers with the example of a key: what is required and not in the example stands beside it."""
    section = BESIDE.get(key, {}) | {key: model.model_fields[key].examples[0]}
    declared = {"id": "x", "table": "dossiers", "label_vi": "x", "label_en": "x", "format": {"kind": "csv"}}
    fields, constants = {}, {}
    if model is Source:
        fields, constants = section.pop("columns", {}), section.pop("constants", {})
        declared |= section
    elif model is Field_:
        fields = {"header": section}
    else:
        kind = {"kind": KINDS[model]} if model in KINDS else {}
        declared[SECTION_OF[model]] = kind | section
    mapped = {field.get("column") for field in fields.values()}
    usual = {"Code": {"column": "dossier_code"}, "Received": RECEIVED, "Fee": {"column": "fee_due"}}
    columns = {header: field for header, field in usual.items() if field["column"] not in mapped}
    unsaid = {name: text for name, text in CONSTANTS.items() if name not in mapped}
    return declared | {"columns": columns | fields, "constants": unsaid | constants}


@pytest.mark.parametrize(
    ("model", "key"),
    [(model, key) for _, model in SECTIONS for key in model.model_fields],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_example_can_be_declared_and_is_not_the_default(model, key):
    assert parse(Source, with_example(model, key), "example")
    assert model.model_fields[key].examples[0] != model.model_fields[key].default


@pytest.mark.parametrize(("title", "model"), SECTIONS, ids=[title for title, _ in SECTIONS])
def test_every_example_is_written_as_toml(title, model):
    section = markdown().split(f"\n## {title}\n")[1].split("\n## ")[0]
    for key, field in model.model_fields.items():
        (row,) = [line for line in section.splitlines() if line.startswith(f"| `{key}` |")]
        example = row.removesuffix("` |").split(" | `")[-1].replace("\\|", "|")
        (written,) = tomllib.loads(example).values()
        assert written == field.examples[0]


def test_every_format_of_times_and_every_encoding_is_named():
    names = [*ACCEPTED, *(f'"{name}"' for name in SPECIAL), *get_args(Encoding)]
    assert [name for name in names if f"`{name}`" not in markdown()] == []
