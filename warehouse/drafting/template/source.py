"""The source that reads a filled template, as TOML."""

import json
from collections.abc import Iterable

from schemas.register import CITY
from schemas.words.catalogue import said
from schemas.words.message import Declared, message
from warehouse.drafting.template.inputs import Input, Template

TITLE_ROWS = 3  # above the header: title, what to do, and which columns are required
# What is typed as text, and what a spreadsheet keeps as a number of days.
_FORMATS = {"date": ("%d/%m/%Y", "excel"), "datetime": ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "excel")}


def template_source(template: Template) -> str:
    """Return the source of a template as TOML, ready for the folder `sources/` of the city."""
    table, unit_input = template.table, next((field for field in template.inputs if field.is_unit), None)
    label_vi, label_en = said(message("template.source-label", table=Declared(table.label_vi, table.label_en)))
    lines = [
        *(f"# {line}" for line in said(message("template.source-head"))),
        f"id = {_text(template.source_id)}",
        f"table = {_text(table.name)}",
        f"label_vi = {_text(label_vi)}",
        f"label_en = {_text(label_en)}",
        f"units = {_units(template)}",
        *([f"unit_header = {_text(unit_input.header)}"] if unit_input else []),
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
        return f"[{_text(CITY)}]"
    return f"[{_text(template.unit.unit_id)}]" if template.unit else _text("*")


def _mapped(field: Input) -> str:
    column = field.column
    keys = [f"column = {_text(column.name)}"]
    if column.is_time:
        keys.append(f"formats = {_list(_FORMATS[column.type])}")
    if column.type == "datetime":
        keys.append('precision = "instant"')
    if field.choices:
        keys.append(
            f"values = {{ {', '.join(f'{_text(choice)} = {_text(code)}' for choice, code in field.choices.items())} }}"
        )
    return f"{_text(field.header)} = {{ {', '.join(keys)} }}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """A TOML basic string: JSON's, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
