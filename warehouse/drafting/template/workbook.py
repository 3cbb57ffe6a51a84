"""The workbook of a template: the table to fill in, a sheet of advice, and the lists that its cells offer. No macro."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from schemas.words.catalogue import text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import message
from warehouse.drafting.template.advice import (
    advice_headings,
    advice_lines,
    cell_advice,
    column_rows,
    title_of,
)
from warehouse.drafting.template.inputs import Input, Template
from warehouse.drafting.template.source import TITLE_ROWS
from warehouse.release.sheets import Heading, Workbook, clean, workbook

_LAST_ROW = 1_048_575  # of a sheet, counted from 0
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_ADVICE = 31, 32, 255  # letters that Excel takes
_NO_NAME = str.maketrans("", "", "[]:*?/\\'")  # marks that no sheet's name may have
_NUMBER_FORMATS = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm"}
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_ALLOWED = ("format_columns", "format_rows", "insert_rows", "sort")  # beside filling in the cells
_LARGEST = 10**15 - 1  # the largest number of which a cell keeps every digit


def template_workbook(template: Template) -> bytes:
    """Return the workbook as bytes; equal templates give equal bytes."""
    buffer = io.BytesIO()
    with workbook(title_of(template), template.city.vi, buffer) as book:
        sheet = book.book.add_worksheet(_sheet_name(template.table.label_vi))
        _add_advice(book, template)
        lists = _add_lists(book, template)
        _fill_table(book, sheet, template, lists)
    return buffer.getvalue()


def _fill_table(book: Workbook, sheet: Any, template: Template, lists: dict[str, str]) -> None:  # noqa: ANN401
    """Lay out the sheet to fill in: locked titles and headings, and below them cells that take what is asked for."""
    note = book.book.add_format({"italic": True, "valign": "top"})
    need = book.book.add_format({"text_wrap": True, "valign": "bottom", "font_size": 9})
    head = book.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#DCECEF"})
    sheet.write_string(0, 0, clean(title_of(template)), book.title)
    sheet.write_string(1, 0, _vi("template.first-row", row=TITLE_ROWS + 2), note)
    for place, field in enumerate(template.inputs):
        cells = {"locked": False, "num_format": _number_format(field, template), "valign": "top"}
        sheet.set_column(place, place, max(14, min(len(field.header) + 4, 32)), book.book.add_format(cells))
        sheet.write_string(2, place, _vi("template.required" if field.is_required else "template.optional"), need)
        sheet.write_string(TITLE_ROWS, place, clean(field.header), head)
        check = _validation(field, template, lists, f"{_letters(place)}{TITLE_ROWS + 2}")
        sheet.data_validation(TITLE_ROWS + 1, place, _LAST_ROW, place, check | _said_at_cell(field, template))
    for row in (0, 1):  # the column's own format would unlock them
        for place in range(1, len(template.inputs)):
            sheet.write_blank(row, place, None, note)
    sheet.freeze_panes(TITLE_ROWS + 1, 1)
    sheet.repeat_rows(TITLE_ROWS)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))
    _for_printing(sheet)


def _validation(field: Input, template: Template, lists: dict[str, str], first_cell: str) -> dict[str, Any]:
    """Return what a cell of a column takes; `first_cell` is the first of them, of which a formula speaks."""
    column, limits = field.column, template.limits
    if field.choices:
        return {"validate": "list", "source": lists[field.header]}
    if column.type == "date":
        first_moment, last_moment = (datetime.combine(day, time()) for day in (limits.earliest, limits.latest))
        return {"validate": "date", "criteria": "between", "minimum": first_moment, "maximum": last_moment}
    if column.type == "datetime":
        # A date alone would be read as midnight, before which nothing was returned on its due day.
        first_day, end = ((day - _EPOCH).days for day in (limits.earliest, limits.latest + timedelta(days=1)))
        between = f"{first_cell}>={first_day},{first_cell}<{end},MOD({first_cell},1)>0"
        return {"validate": "custom", "value": f"=AND(ISNUMBER({first_cell}),{between})"}
    if column.type in ("integer", "number"):
        least = -_LARGEST if field.least is None else field.least
        most = _LARGEST if field.most is None else field.most
        kind = "integer" if _is_whole(field, template) else "decimal"
        return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
    return {"validate": "any"}


def _is_whole(field: Input, template: Template) -> bool:
    """Say whether whole numbers alone are written: money is, where the city's has no decimals."""
    return field.column.type == "integer" and not (field.column.is_money and template.limits.money_decimals)


def _said_at_cell(field: Input, template: Template) -> dict[str, Any]:
    advice = clean(cell_advice(field, template))
    return {
        "input_title": _cut(field.header, _LONGEST_TITLE),
        "input_message": _cut(advice, _LONGEST_ADVICE),
        "error_title": _vi("template.wrong"),
        "error_message": _cut(advice, _LONGEST_ADVICE),
    }


def _add_advice(book: Workbook, template: Template) -> None:
    """Add the sheet of advice: the columns as a table, then the rest as prose below it."""
    sheet = book.book.add_worksheet(_vi("template.advice-sheet"))
    sheet.hide_gridlines(2)
    for place, width in enumerate((34, 16, 60, 26, 34)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, _vi("template.advice-title", title=title_of(template)), book.title)
    for place, heading in enumerate(advice_headings()):
        sheet.write_string(1, place, heading, book.head)
    rows = column_rows(template)
    for row, texts in enumerate(rows, start=2):
        for place, cell in enumerate(texts):
            sheet.write_string(row, place, clean(cell), book.wrap)
    for row, line in enumerate(advice_lines(template), start=len(rows) + 3):
        if isinstance(line, Heading):
            sheet.write_string(row, 0, clean(line.text), book.heading)
        else:
            sheet.merge_range(row, 0, row, 4, clean(line), book.wrap)
            sheet.set_row(row, 15 * (1 + len(line) // 150))
    sheet.protect()
    _for_printing(sheet)


def _add_lists(book: Workbook, template: Template) -> dict[str, str]:
    """Add the hidden sheet of the lists and return, by heading, the range where the list of each column stands."""
    list_fields = [field for field in template.inputs if field.choices]
    if not list_fields:
        return {}
    name = _vi("template.lists-sheet")
    sheet = book.book.add_worksheet(name)
    ranges = {}
    for place, field in enumerate(list_fields):
        sheet.write_string(0, place, _vi("template.list-of", column=field.header), book.head)
        for row, choice in enumerate(field.choices, start=1):
            sheet.write_string(row, place, clean(choice))
        letter = _letters(place)
        ranges[field.header] = f"='{name}'!${letter}$2:${letter}${len(field.choices) + 1}"
    sheet.protect()
    sheet.hide()
    return ranges


def _number_format(field: Input, template: Template) -> str:
    if field.choices or field.column.type == "string":
        return "@"
    return "0" if _is_whole(field, template) else _NUMBER_FORMATS.get(field.column.type, "General")


def _letters(place: int) -> str:
    """Return how Excel calls a column: A, B … Z, AA."""
    letters = ""
    while place >= 0:
        letters, place = chr(ord("A") + place % 26) + letters, place // 26 - 1
    return letters


def _sheet_name(label: str) -> str:
    return _cut(label.translate(_NO_NAME), _LONGEST_NAME)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _for_printing(sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _vi(key: str, **values: Any) -> str:  # noqa: ANN401 - as `message` takes them
    return text(message(key, **values), VIETNAMESE)
