"""OpenDocument workbooks and web pages for the tests of their readers, as programs write them and as none would."""

import io
import zipfile

from reading_cases import HEADERS

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def ods(*rows, name="T1", table="", styles="", manifest="<manifest/>"):
    """The bytes of an .ods of one sheet: the header and the XML of `rows`; `table` are attributes of the sheet."""
    header = "".join(text(h) for h in HEADERS)
    sheet = f'<table:table table:name="{name}" {table}>{row(header)}{"".join(rows)}</table:table>'
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", manifest)
        book.writestr("content.xml", content)
    return out.getvalue()


def row(cells, attributes=""):
    """The XML of a row."""
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def text(value, attributes=""):
    """The XML of a cell with a text."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{value}</text:p></table:table-cell>'


def number(value, shown, attributes=""):
    """The XML of a cell with a number and with what it is shown as."""
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}" {attributes}><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def page(*rows, head="<meta charset='utf-8'>", header=HEADERS, cell="td"):
    """The text of a web page with one table of cells."""
    return f"<html><head>{head}</head><body><table>{table_rows(header, *rows, cell=cell)}</table></body></html>"


def table_rows(*rows, cell="td"):
    """The rows of a table of a web page."""
    return "".join(f"<tr>{''.join(f'<{cell}>{text}</{cell}>' for text in row)}</tr>\n" for row in rows)
