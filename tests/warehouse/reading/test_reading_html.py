"""Tables of web pages, the commonest .xls of governments: which table, which cells, which letters."""

import pytest
from open_documents import page, table_rows
from reading_cases import HEADERS, PERSON, ROWS, expected_rows, read, read_whole, refusal, source

HTML = source({"kind": "html"})


def of_tables(*tables, before=""):
    """The text of a page with these tables, each by its rows."""
    return f"<html><meta charset=utf-8>{before}{''.join(f'<table>{rows}</table>' for rows in tables)}</html>"


def written(folder, text, encoding="utf-8"):
    (folder / "a.xls").write_bytes(text.encode(encoding))
    return folder / "a.xls"


RECORDS = table_rows(HEADERS, *ROWS)


@pytest.mark.parametrize(
    "text",
    [
        page(*ROWS),
        page(*ROWS, cell="th").replace("\n", "\r\n\t "),
        page(*ROWS).replace("<td>", "<TD CLASS=x STYLE=\"mso-number-format:'\\@'\">"),
        page(*ROWS).replace("</td>", "").replace("</tr>", ""),
        page(*ROWS).replace("</table></body></html>", ""),
        page(*ROWS).replace("Phản ánh", "Ph&#7843;n &#xE1;nh").replace("PA-001", "<b>PA</b>-<span>001</span>"),
        page(*ROWS).replace("<td>PA", "<td> &nbsp;\n PA").replace("Kiến nghị", "Kiến<br>nghị"),
        page(*ROWS, head="<meta charset=utf-8><style>td{x:1}</style><script>if (a<b) '<tr>'</script>"),
        page(*ROWS).replace("<td>PA-001", "<td><!-- <tr><td>x -->PA-001<script>var x = 1</script>"),
        page(*ROWS).replace("<table>", "<table><caption>Danh sách</caption><colgroup><col><tbody>"),
        of_tables(table_rows(["Sở Bịa Đặt", "2023"]), RECORDS, table_rows(["Ký tên"])),
        of_tables(f"<tr><td>{of_tables(RECORDS)}</td></tr>"),
    ],
    ids=range(12),
)
def test_a_table_as_browsers_read_it(tmp_path, text):
    outcome, frame = read(written(tmp_path, text), HTML)
    assert frame.rows() == expected_rows(2)
    assert [(rows.rule, rows.first_row) for rows in outcome.layout] == [("header", 1)]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("windows-1258", "cp1258"),
        ("x-viet-tcvn5712", "tcvn3"),
    ],
)
def test_a_page_says_how_its_letters_are_written(tmp_path, name, encoding):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={name}">'
    header = ("Mã", "Ngày nhận", "Phản ánh")
    columns = {
        "Mã": {"column": "petition_code"},
        "Ngày nhận": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        "Phản ánh": {"column": "kind"},
    }
    declared = source({"kind": "html"}, columns=columns, unit_header="", personal=[], ignored=[])
    text = page(("PA-1", "01/02/2023", "ã"), head=head, header=header)
    if encoding == "cp1258":
        text = text.replace("ã", "a\u0303").replace("ậ", "â\u0323").replace("ả", "a\u0309")
    _, frame = read(written(tmp_path, text, encoding), declared)
    assert frame.rows() == [(2, "PA-1", "01/02/2023", "ã")]


def test_letters_that_are_not_as_the_page_says(tmp_path):
    path = written(tmp_path, page(*ROWS, head="<meta charset='big5'>"))
    refused = refusal(path, HTML)
    assert (refused.code, "big5" in refused.message_en) == ("undeclared-encoding", True)
    _, frame = read(path, source({"kind": "html", "encoding": "utf-8"}))
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    assert refusal(written(tmp_path, page(*ROWS), "utf-16-le"), HTML).code in ("undeclared-encoding", "unreadable")
    assert (
        refusal(written(tmp_path, page(*ROWS, head="<meta charset=windows-1252>")), HTML).code == "undeclared-encoding"
    )


def test_which_table(tmp_path):
    other = table_rows(("a", "b"), *(9 * [("1", "2")]))
    path = written(tmp_path, of_tables(other, RECORDS))
    assert refusal(path, HTML).code == "unknown-header"
    _, frame = read_whole(path, source({"kind": "html", "table": 1}))
    assert set(frame.get_column("_member")) == {"#2"}
    (tmp_path / "out.arrow").unlink()
    assert "#2" in refusal(path, source({"kind": "html", "table": 2})).message_en


def test_every_table_and_a_table_that_was_not_read(tmp_path):
    path = written(tmp_path, of_tables(RECORDS, table_rows(HEADERS, ROWS[0])))
    outcome, frame = read_whole(path, source({"kind": "html", "table": "*"}))
    assert frame.select("_member", "_row").rows() == [("#1", 2), ("#1", 3), ("#1", 4), ("#2", 2)]
    (tmp_path / "out.arrow").unlink()
    outcome, frame = read_whole(path, HTML)
    assert [(w.code, w.member, w.row_count) for w in outcome.warnings] == [("sheets-not-read", "#2", 1)]


def test_titles_a_header_of_two_rows_and_totals(tmp_path):
    top = (
        "<tr><td colspan=6>Danh sách</td></tr><tr><td rowspan=2>Mã</td><td rowspan=2>Loại</td><td colspan=2>Xử lý</td>"
    )
    top += "<td rowspan=2>STT</td><td rowspan=2>Người gửi</td></tr><tr><td>Ngày nhận</td><td>Đơn vị</td></tr>"
    rows = table_rows(*ROWS) + "<tr><td colspan=6>Tổng cộng: 3</td></tr>"
    columns = {
        "Mã": {"column": "petition_code"},
        "Loại": {"column": "kind"},
        "Xử lý / Ngày nhận": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
    }
    form = {"kind": "html", "title_rows": 1, "header_rows": 2, "totals": ["Tổng cộng"]}
    outcome, frame = read(
        written(tmp_path, of_tables(top + rows)), source(form, columns=columns, unit_header="Xử lý / Đơn vị")
    )
    assert frame.rows() == expected_rows(4)
    assert [(rows.rule, rows.rows) for rows in outcome.layout] == [("title", 1), ("header", 2), ("total", 1)]


def test_cells_that_span_records(tmp_path):
    rows = RECORDS.replace("<td>Quận 12</td>", "<td rowspan=2>Quận 12</td>").replace("<td>Q.12</td>", "")
    outcome, frame = read(written(tmp_path, of_tables(rows)), HTML)
    assert frame.get_column("Đơn vị").to_list() == ["Quận 12", "Quận 12", None]
    assert [w.code for w in outcome.warnings] == ["merged-cells"]


def test_records_of_more_or_fewer_cells_than_the_header_are_not_guessed(tmp_path):
    rows = RECORDS.replace("<td>Phản ánh</td>", "")
    rows = rows.replace(f"<td>2</td><td>{PERSON}</td></tr>", f"<td>2</td><td>{PERSON}</td><td></td></tr>")
    _, frame = read_whole(written(tmp_path, of_tables(rows)), HTML)
    assert frame.select("_row", "_fields", "Mã", "Loại").rows() == [
        (2, 5, None, None),
        (3, 7, None, None),
        (4, None, "00012", "Đề đạt"),
    ]
    (tmp_path / "out.arrow").unlink()
    text = of_tables(RECORDS.replace("<td>Kiến nghị</td>", "<td>Kiến nghị</td><td></td>"))
    assert refusal(written(tmp_path, text), HTML).code == "unknown-header"


def test_hidden_rows_are_read_and_told(tmp_path):
    text = of_tables(RECORDS.replace("<tr><td>PA-001", "<tr style='display: none'><td>PA-001"))
    outcome, _ = read(written(tmp_path, text), HTML)
    assert [(w.code, w.rows) for w in outcome.warnings] == [("hidden-rows", (2,))]


def test_rows_that_no_table_holds_are_not_lost_in_silence(tmp_path):
    text = of_tables(RECORDS) + table_rows(ROWS[0])
    assert refusal(written(tmp_path, text), HTML).code == "record-count"


def test_pages_without_a_table(tmp_path):
    assert "login" in refusal(written(tmp_path, "<html><body>Đăng nhập</body></html>"), HTML).message_en
    archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"
    assert "MHTML" in refusal(written(tmp_path, archive), HTML).message_vi


def test_a_table_with_a_header_alone(tmp_path):
    path = written(tmp_path, page())
    assert "may_be_empty" in refusal(path, HTML).message_en
    assert read(path, source({"kind": "html"}, may_be_empty=True))[0].records == 0


def test_a_span_of_a_milliard_cells_is_cut(tmp_path):
    rows = RECORDS.replace("<td>1</td>", "<td colspan=999999999 rowspan=999999999>1</td>")
    assert refusal(written(tmp_path, of_tables(rows)), HTML).code == "unknown-header"
