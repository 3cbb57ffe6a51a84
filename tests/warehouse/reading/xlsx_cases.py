"""Workbooks for the tests of their reader whose XML no library would write."""

import zipfile

import xlsxwriter
from reading_cases import HEADERS

_HEADER = "".join(f'<c t="inlineStr"><is><t>{h}</t></is></c>' for h in HEADERS)


def with_sheet_xml(path, rows, before="", after="", prefix="", date1904=False):
    """Write a workbook of one sheet whose header is HEADERS and whose other rows are the XML `rows`."""
    with xlsxwriter.Workbook(path, {"date_1904": date1904}) as book:
        book.add_worksheet("Sheet1").write(0, 0, "x")
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<sheetData><row r="1">{_HEADER}</row>{rows}</sheetData>'
    if prefix:
        xml = xml.replace("</", f"</{prefix}:").replace("<", f"<{prefix}:").replace(f"<{prefix}:/", "</")
    name, declared = (f"{prefix}:worksheet", f"xmlns:{prefix}") if prefix else ("worksheet", "xmlns")
    return with_part(
        path, "xl/worksheets/sheet1.xml", f'<{name} {declared}="{namespace}">{before}{xml}{after}</{name}>'
    )


def with_part(path, name, text):
    """Replace one part of a workbook."""
    with zipfile.ZipFile(path) as book:
        parts = {member: book.read(member) for member in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for member, data in (parts | {name: text.encode()}).items():
            book.writestr(member, data)
    return path


def text(value):
    """The XML of a cell with a text."""
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
