"""Delimited text: what is read, with which row numbers, and every way in which it is refused."""

import codecs
import csv
import io
import unicodedata

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_cases import HEADERS, KEPT, PERSON, ROWS, csv_source, delimited, expected_rows, read, refusal, source

from warehouse.reading.csv.shape import physical_records, regular_lines

UTF8 = csv_source()


def put(folder, data, name="tệp.bin"):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def rules(outcome):
    """Rule -> (rows, first row) of the rows that are no records."""
    return {rows.rule: (rows.rows, rows.first_row) for rows in outcome.layout}


def cp1258(text):
    """Encode as a Vietnamese Windows does: letters with a tone mark as base letter and combining mark."""
    written = ""
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1258")
            written += letter
        except UnicodeEncodeError:
            *base, tone = unicodedata.normalize("NFD", letter)
            if len(base) == 2 and base[1] in "\u0323":  # ậ: the dot below comes first in NFD
                base, tone = [base[0], tone], base[1]
            written += unicodedata.normalize("NFC", "".join(base)) + tone
    return written.encode("cp1258")


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ({}, delimited(ROWS).encode()),
        ({}, codecs.BOM_UTF8 + delimited(ROWS, end="\r\n").encode()),
        ({"delimiter": ";"}, delimited(ROWS, ";").rstrip("\n").encode()),
        ({"encoding": "utf-16", "delimiter": "\t"}, delimited(ROWS, "\t", end="\r\n").encode("utf-16")),
        ({"encoding": "utf-16", "delimiter": "\t"}, codecs.BOM_UTF16_BE + delimited(ROWS, "\t").encode("utf-16-be")),
        ({"encoding": "cp1258", "delimiter": ";"}, cp1258(delimited(ROWS, ";", end="\r\n"))),
        (
            {"delimiter": "|"},
            unicodedata.normalize("NFD", delimited((), "|")).encode() + delimited(ROWS, "|").split("\n", 1)[1].encode(),
        ),
        ({}, delimited(ROWS, headers=[f"  {h.upper()} " for h in HEADERS]).encode()),
    ],
    ids=["utf8", "bom-crlf", "no-final-newline", "utf16-le", "utf16-be", "cp1258", "nfd-headers", "case-and-spaces"],
)
def test_each_encoding_and_spelling_gives_the_same_rows(tmp_path, form, data):
    outcome, frame = read(put(tmp_path, data), csv_source(**form))
    assert tuple(frame.columns) == ("_row", *KEPT)
    assert frame.rows() == expected_rows(2)
    assert (outcome.source_id, outcome.records, rules(outcome)) == ("petitions-test", 3, {"header": (1, 1)})


def test_title_rows_and_blank_lines_are_layout_and_rows_keep_their_line(tmp_path):
    lines = delimited(ROWS).splitlines()
    text = "\n".join(
        ["BÁO CÁO", '"Quý 1', *lines[:1], "", "  ", lines[1], "", ",,,,,", lines[2], " ", lines[3], ",,,,,", "", ""]
    )
    outcome, frame = read(put(tmp_path, text), csv_source(title_rows=2))
    assert frame["_row"].to_list() == [6, 9, 11]
    assert frame["Mã"].to_list() == ["PA-001", "PA-002", "00012"]
    assert outcome.records == 3
    assert rules(outcome) == {"title": (2, 1), "header": (1, 3), "blank": (7, 4)}


def test_quoted_delimiters_line_breaks_and_quotes(tmp_path):
    rows = [("a,b", 'nói "có"', "x\ny", "Quận 12", "", PERSON), *ROWS]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([HEADERS, *rows])
    outcome, frame = read(put(tmp_path, text.getvalue()), UTF8)
    assert outcome.records == 4
    assert frame.row(0) == (2, "a,b", 'nói "có"', "x\ny", "Quận 12")
    assert frame["_row"].to_list() == [2, 4, 5, 6]  # as an editor counts, within quotation marks too


def test_a_header_with_a_line_break(tmp_path):
    text = delimited(ROWS).replace("Ngày nhận", '"Ngày\nnhận"', 1)
    _, frame = read(put(tmp_path, text), UTF8)
    assert frame.rows() == expected_rows(3)


def test_a_trailing_delimiter_is_harmless_but_values_without_header_are_not(tmp_path):
    text = "".join(f"{line},\n" for line in delimited(ROWS).splitlines())
    _, frame = read(put(tmp_path, text), UTF8)
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    refused = refusal(put(tmp_path, text[:-1] + "x\n"), UTF8)
    assert (refused.code, "Column 7" in refused.message_en) == ("unknown-header", True)


def test_an_ignored_header_may_be_absent(tmp_path):
    _, frame = read(put(tmp_path, delimited([row[:4] for row in ROWS], headers=HEADERS[:4])), UTF8)
    assert frame.rows() == expected_rows(2)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(range(len(HEADERS))))
def test_the_order_of_columns_changes_nothing(tmp_path, order):
    text = delimited([[row[i] for i in order] for row in ROWS], headers=[HEADERS[i] for i in order])
    _, frame = read(put(tmp_path, text), UTF8)
    assert frame.rows() == expected_rows(2)
    assert frame.columns == ["_row", *KEPT]


GOOD = delimited(ROWS)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty-file", "0 bytes"),
        (delimited(()), "header-only", "no rows"),
        (delimited(()) + "\n\n,,,,,\n", "header-only", "no rows"),
        (GOOD[:-22], "truncated", "line (4)"),
        (GOOD + '"PA-9,x', "truncated", "quotation mark"),
        (GOOD + '"PA-9,x\n', "unreadable", "quotation mark"),
        (delimited(ROWS, ";"), "wrong-delimiter", 'separated by ";"'),
        (GOOD.replace("Loại", "Lọai", 1), "unknown-header", '"Lọai" ~ "Loại"'),
        (delimited(ROWS, headers=[*HEADERS[:5], "Ghi chú"]), "unknown-header", '"Ghi chú"'),
        (delimited([r[1:] for r in ROWS], headers=HEADERS[1:]), "missing-header", '"Mã"'),
        (delimited(ROWS, headers=[*HEADERS[:5], "mã"]), "duplicate-header", '"Mã"'),
        (GOOD.encode() + b"PA-9,\xff,,,,\n", "undeclared-encoding", f"Byte {len(GOOD.encode()) + 5} (line 5)"),
        (cp1258(GOOD), "undeclared-encoding", "Byte 2 (line 1)"),
        (GOOD.encode("utf-16"), "undeclared-encoding", "UTF-16"),
        (GOOD.replace("\n", "\r"), "unreadable", "line end"),
        ("\n" + GOOD, "missing-header", "Line 1 should be the header"),
        (b"%PDF-1.7\n" + GOOD.encode(), "unreadable", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unreadable", "old .xls"),
    ],
)
def test_refusals(tmp_path, data, code, words):
    refused = refusal(put(tmp_path, data), UTF8)
    assert refused.code == code
    assert words in refused.message_en
    assert refused.message_vi


def test_a_file_without_header_row_quotes_no_person(tmp_path):
    refused = refusal(put(tmp_path, GOOD.split("\n", 1)[1]), UTF8)  # `refusal` looks for the person
    assert refused.code == "unknown-header"
    assert "PA-001" not in refused.message_en


def test_the_refusal_of_the_nearest_source_is_reported(tmp_path):
    far = source(
        {"kind": "csv"},
        id="far",
        columns={
            h: {"column": c} | extra
            for h, c, extra in [
                ("A", "petition_code", {}),
                ("B", "kind", {}),
                ("C", "received_at", {"formats": ["%d/%m/%Y"], "precision": "day"}),
            ]
        },
        unit_header="",
        ignored=[],
        personal=[],
    )
    path = put(tmp_path, GOOD.replace("Loại", "Lọai", 1))
    for order in ([far, UTF8], [UTF8, far]):
        assert "petitions-test" in refusal(path, *order).message_en
    assert refusal(path).code == "no-source"


def test_a_source_in_another_encoding_is_tried_when_only_the_rows_tell(tmp_path):
    plain = {h: f"h{i}" for i, h in enumerate(HEADERS)}
    fields = {
        "columns": {
            "h0": {"column": "petition_code"},
            "h1": {"column": "kind"},
            "h2": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        },
        "unit_header": "h3",
        "ignored": ["h4"],
        "personal": ["h5"],
    }
    first = source({"kind": "csv"}, id="first", **fields)
    second = source({"kind": "csv", "encoding": "cp1258"}, id="second", **fields)
    outcome, frame = read(put(tmp_path, cp1258(delimited(ROWS, headers=list(plain.values())))), first, second)
    assert outcome.source_id == "second"
    assert frame.rows() == expected_rows(2)


def test_the_count_does_not_rely_on_the_parser(tmp_path, monkeypatch):
    """A parser that loses the last row is found out."""
    real = pl.LazyFrame.sink_ipc
    monkeypatch.setattr(pl.LazyFrame, "sink_ipc", lambda frame, *a, **k: real(frame.slice(0, 2), *a, **k))
    assert refusal(put(tmp_path, GOOD), UTF8).code == "record-count"


CELLS = st.text(st.sampled_from('a,"\n\r ;é'), max_size=4)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_count_agrees_with_the_csv_module(tmp_path, rows):
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert physical_records(put(tmp_path, text.getvalue()), 0, ",") == len(rows)


LINES = ["a,b,c", ",,", "", "a,,", '"x,"",",,"z"', '"x\ny",,"z"', 'a",,', ',"a"b,c', ",,x,", "#,,", "a,,\r"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=12), block=st.integers(1, 9), ended=st.booleans())
def test_only_lines_that_are_records_are_read_at_once_at_any_block_size(tmp_path, lines, block, ended):
    path = put(tmp_path, "\n".join(lines) + ("\n" if ended or not lines[-1] else ""))
    counted = regular_lines(path, 0, ",", 3, "#", block)
    sound = {"a,b,c", "a,,", '"x,"",",,"z"', "a,,\r"}
    assert counted == (len(lines) if set(lines) <= sound else None)
