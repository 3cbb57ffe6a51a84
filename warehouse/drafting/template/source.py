"""The source that reads a filled template, as TOML."""

from collections.abc import Iterable

from schemas.register import CITY
from schemas.words.catalogue import said
from schemas.words.message import Declared, message
from warehouse.drafting.template.inputs import Input, Template
from warehouse.drafting.toml import toml_text

TITLE_ROWS = 3  # above the header: title, what to do, and which columns are required
# What is typed as text, and what a spreadsheet keeps as a number of days.
_FORMATS = {"date": ("%d/%m/%Y", "excel"), "datetime": ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "excel")}


def template_source(template: Template) -> str:
    """Return the source of a template as TOML, ready for the folder `sources/` of the city."""
    table, unit_input = template.table, next((field for field in template.inputs if field.is_unit), None)
    label_vi, label_en = said(message("template.source-label", table=Declared(table.label_vi, table.label_en)))
    lines = [
        *(f"# {line}" for line in said(message("template.source-head"))),
        f"id = {toml_text(template.source_id)}",
        f"table = {toml_text(table.name)}",
        f"label_vi = {toml_text(label_vi)}",
        f"label_en = {toml_text(label_en)}",
        f"units = {_units(template)}",
        *([f"unit_header = {toml_text(unit_input.header)}"] if unit_input else []),
        "may_be_empty = true",
        "filled_by_hand = true",
        "",
        "[format]",
        'kind = "xlsx"',
        f"title_rows = {TITLE_ROWS}",
        "",
        "[exported_at]",
        "name_pattern = '_(\\d{8})(?!\\d)'",
        'format = "%Y%m%d"',
        "",
        "[columns]",
        *(_mapped(field) for field in template.inputs if not field.is_unit),
    ]
    return "\n".join(lines) + "\n"


def _units(template: Template) -> str:
    if template.table.scope == "city":
        return f"[{toml_text(CITY)}]"
    return f"[{toml_text(template.unit.unit_id)}]" if template.unit else toml_text("*")


def _mapped(field: Input) -> str:
    column = field.column
    keys = [f"column = {toml_text(column.name)}"]
    if column.is_time:
        keys.append(f"formats = {_list(_FORMATS[column.type])}")
    if column.type == "datetime":
        keys.append('precision = "instant"')
    if field.choices:
        values = [f"{toml_text(choice)} = {toml_text(code)}" for choice, code in field.choices.items()]
        keys.append(f"values = {{ {', '.join(values)} }}")
    return f"{toml_text(field.header)} = {{ {', '.join(keys)} }}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(toml_text, values))}]"
