"""XML Spreadsheets of 2003, which many systems send as .xls."""

from reading_cases import HEADERS, PERSON, read, refusal, source

XML_HEAD = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<Styles><Style ss:ID="m"><NumberFormat ss:Format="000000"/></Style></Styles>'
)


def written(folder, text):
    (folder / "a.xls").write_text(text, encoding="utf-8")
    return folder / "a.xls"


def xml_2003(*rows, table="", after="", head=""):
    """The text of an XML Spreadsheet 2003 of one sheet."""
    header = xml_row(*(xml_cell(h) for h in HEADERS))
    sheet = f'<Worksheet ss:Name="HS"><Table>{table}{header}{"".join(rows)}</Table>{after}</Worksheet>'
    return f"{XML_HEAD}{head}{sheet}</Workbook>"


def xml_row(*cells, attributes=""):
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def xml_cell(text, kind="String", attributes=""):
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_an_xml_spreadsheet_of_2003(tmp_path):
    rows = [
        xml_row(
            xml_cell("PA-1"),
            xml_cell(1, "Boolean"),
            xml_cell("2023-02-01T08:30:00.000", "DateTime"),
            xml_cell("Quận 12", attributes='ss:MergeDown="1"'),
            xml_cell(1.5, "Number"),
            xml_cell(PERSON),
        ),
        xml_row(
            xml_cell(123, "Number", 'ss:StyleID="m"'),
            xml_cell("#N/A", "Error"),
            xml_cell("02/02/2023"),
            attributes='ss:Index="4" ss:Hidden="1"',
        ),
        xml_row(xml_cell("PA-3"), xml_cell("1.2E+3", "Number"), '<Cell ss:Index="4" ss:Formula="=1"/>'),
    ]
    table = '<Column/><Column ss:Index="2" ss:Hidden="1"/>'
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    path = written(tmp_path, xml_2003(*rows, table=table, after=hidden))
    outcome, frame = read(path, source({"kind": "workbook"}))
    assert frame.rows() == [
        (2, "PA-1", "true", "2023-02-01 08:30:00", "Quận 12"),
        (4, "000123", "#N/A", "02/02/2023", None),
        (5, "PA-3", "1200", None, "=?"),
    ]
    assert {w.code for w in outcome.warnings} == {
        "error-cells",
        "formula-without-result",
        "codes-by-format",
        "hidden-sheet",
        "hidden-rows",
        "hidden-columns",
    }


def test_an_xml_spreadsheet_that_is_cut_off_or_far_too_wide(tmp_path):
    text = xml_2003(xml_row(xml_cell("PA-1")))
    declared = source({"kind": "workbook"})
    assert refusal(written(tmp_path, text[:-30]), declared).code == "truncated"
    far = xml_row(xml_cell("x", attributes='ss:Index="16000"'), attributes='ss:Index="1000000"')
    assert refusal(written(tmp_path, xml_2003(far)), declared).code == "limits"
