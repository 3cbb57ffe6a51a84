"""The data dictionary of a city in Markdown, in two languages, from its tables' declarations: `make docs` writes it."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from schemas.city import DEFAULT_CITY, City, load_city
from schemas.column import Column
from schemas.rule import Rule
from schemas.table import Table

_SCOPES = {
    "unit": "mỗi đơn vị gửi phần của mình · each unit sends its own rows",
    "city": "gửi một lần cho cả thành phố · sent once for the whole city",
    "operational": "hệ thống tự ghi · written by the pipeline itself",
    "published": "làm ra khi công bố, không có trong bản chốt · made for a publication, in no snapshot",
}
_ABOUT = {
    "people": "việc của người dân, số nhỏ không công bố · people's business, small counts are not published",
    "work": "công việc của cơ quan · the office's own work",
}
_PUBLISHED_AS = {
    "result": "kết quả · the result",
    "analysis": "phân tích kết quả · analysis of the result",
    "background": "bối cảnh · background",
    "register": "danh bạ · the register",
}
_SEVERITIES = {"reject": "loại dòng · reject row", "warn": "nhắc · warn", "batch": "cả lần nộp · whole submission"}
_INTRODUCTION = """\
# Từ điển dữ liệu · Data dictionary

Tệp này được sinh từ `schemas/tables/*.toml` bằng `make docs`; đừng sửa tay.
Generated from `schemas/tables/*.toml` by `make docs`; do not edit.

- **Bắt buộc · required**: cột không bao giờ trống. The column is never empty.
- **Loại dòng · reject row**: dòng vi phạm không vào bảng. A row that breaks the rule does not enter the table.
- **Ngưỡng · share**: tỷ lệ dòng phải đạt để cả lần nộp được nhận. The share of rows that must meet the rule, or the
  submission is rejected whole.
- Giới hạn trong quy tắc là của {name_vi}. Limits in rules are those of {name_en} (`city.toml`)."""


def markdown(city: City) -> str:
    """Return the dictionary of the tables of a city, in their order, as Markdown that ends in a newline."""
    ordered, about = list(city.tables.values()), city.about
    introduction = _INTRODUCTION.format(name_vi=about.name_vi, name_en=about.name_en)
    index = grid(
        ("bảng · table", "nội dung · contents"),
        ((f"[`{t.name}`](#{t.name})", f"{t.label_vi} · {t.label_en}") for t in ordered),
    )
    return "\n\n".join([introduction, index, *(part for t in ordered for part in _table(t))]) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield f"**{table.label_vi} · {table.label_en}**"
    yield f"{table.description_vi}\n{table.description_en}"
    yield "\n".join(_facts(table))
    if table.cautions:
        yield "\n".join(["Lưu ý · Cautions:", "", *(f"- {caution}" for caution in table.cautions)])
    yield _columns(table.stored_columns)
    for column in table.stored_columns:
        if column.codes:
            yield _codes(column)
    if table.rules:
        yield f"### Quy tắc · Rules: {table.name}"
        yield _rules(table.rules)


def _facts(table: Table) -> Iterator[str]:
    yield f"- Khóa · Key: {', '.join(f'`{name}`' for name in table.key)}"
    if table.partition_by:
        groups = table.unit_groups
        vi, en = (f", mỗi tháng {groups} nhóm đơn vị", f", in {groups} groups of units") if groups > 1 else ("", "")
        yield f"- Chia tệp theo tháng{vi} · One file for each month{en}, by: `{table.partition_by}`"
    yield f"- Phạm vi · Scope: {_SCOPES[table.scope]}"
    yield f"- Nói về · About: {_ABOUT[table.about]}"
    if table.published_as:
        yield f"- Công bố · Published as: {_PUBLISHED_AS[table.published_as]}"


def _columns(columns: Iterable[Column]) -> str:
    heads = (
        "cột · column",
        "kiểu · type",
        "bắt buộc · required",
        "tiếng Việt",
        "English",
        "đơn vị · unit",
        "gốc · source",
    )
    return grid(
        heads,
        (
            (f"`{c.name}`", c.type, "✓" if c.required else "", c.label_vi, c.label_en, c.unit, c.source_field)
            for c in columns
        ),
    )


def _codes(column: Column) -> str:
    codes = ((f"`{code}`", vi, en) for code, (vi, en) in column.codes.items())
    return f"Danh mục · Codes of `{column.name}`:\n\n{grid(('mã · code', 'tiếng Việt', 'English'), codes)}"


def _rules(rules: Iterable[Rule]) -> str:
    return grid(
        ("quy tắc · rule", "hậu quả · severity", "ngưỡng · share", "thông báo", "message"),
        ((f"`{r.id}`", _SEVERITIES[r.severity], f"{r.mostly:.0%}", r.message_vi, r.message_en) for r in rules),
    )


def grid(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of Markdown; a bar in a cell does not break it."""
    lines = [list(heads)]
    lines.append(["---"] * len(lines[0]))
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(markdown(load_city(Path(sys.argv[1]) if sys.argv[1:] else DEFAULT_CITY)), end="")
