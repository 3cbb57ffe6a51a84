"""One wrong byte anywhere in a CSV file: it is refused, or every row is accounted for and no person gets through."""

import csv
import io
from collections import Counter

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_cases import source

from schemas.errors import SubmissionRejected
from warehouse.reading.csv.text import read_csv

CANARIES = ("Bịa Đặt", "Hư Cấu", "Tưởng Tượng", "không thật")
FORM = {"kind": "csv"}
DAY = {"formats": ["%d/%m/%Y"], "precision": "day"}
COLUMNS = {
    "Mã": {"column": "dossier_code"},
    "Tên thủ tục": {"column": "procedure_name"},
    "Lĩnh vực": {"column": "field"},
    "Ngày nhận": {"column": "received_at", **DAY},
    "Phí, lệ phí": {"column": "fee_due"},
}
SOURCE = source(
    FORM,
    table="dossiers",
    columns=COLUMNS,
    unit_header="",
    ignored=["Ghi chú"],
    personal=["Chủ hồ sơ", "Trích yếu"],
    constants={"channel": "direct"},
)
HEADERS = ("Mã", "Tên thủ tục", "Chủ hồ sơ", "Lĩnh vực", "Ngày nhận", "Phí, lệ phí", "Trích yếu", "Ghi chú")
ROWS = (
    ("A1", "Cấp giấy", "Bịa Đặt", "Đất, nhà", "01/02/2023", "5", 'Xin "sổ", Bịa Đặt', ""),
    ("A2", "Đổi", "Hư Cấu", "", "01/02/2023", "", "Hư Cấu,\nkhông thật, x", ""),
    ("A3", "Cấp", "Tưởng Tượng", "Đất", "", "5", "", "Gọi\nsau, không thật,\nnhé"),
    ("A4", "", "Bịa Đặt", "Đất", "02/02/2023", "7", "", ""),
)


def text_of(headers, rows, end="\n", delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([headers, *rows])
    return out.getvalue()


def physical(text, delimiter):
    """The records of a text by RFC 4180, letter by letter: the test's own count."""
    count, state = 0, "record"
    for letter in text:
        if state == "quoted":
            state = "closing" if letter == '"' else "quoted"
        elif letter == "\n":
            count, state = count + 1, "record"
        elif letter == '"' and state in ("record", "field", "closing"):
            state = "quoted"
        else:
            state = "field" if letter == delimiter else "text"
    return count + (state != "record")


def check(folder, text, read_as=SOURCE):
    """Read `text`; what is asserted is the promise of the reader."""
    path, out = folder / "a.csv", folder / "out.arrow"
    path.write_bytes(text.encode())
    out.unlink(missing_ok=True)
    try:
        outcome = read_csv(path, read_as, read_as.format, out)
    except SubmissionRejected as refused:
        texts = refused.message_vi + refused.message_en
        assert not [c for c in CANARIES if c in texts]
        return None
    assert outcome.records + sum(rows.rows for rows in outcome.layout) == physical(text, read_as.format.delimiter)
    written = out.read_bytes()
    assert not [c for c in CANARIES if c.encode() in written]
    return outcome


def untouched(headers, rows, end, delimiter, at):
    """The records none of whose letters stands at `at` or beside it, as the reader should give them."""
    places = [i for i, h in enumerate(headers) if h in COLUMNS]
    start, sound = len(text_of(headers, [], end, delimiter)), []
    for row in rows:
        line_end = start + len(text_of(row, [], end, delimiter))
        if any(row) and not start - len(end) <= at <= line_end:  # an empty row is none
            sound.append(tuple((row[i] or None) for i in places))
        start = line_end
    return Counter(sound)


def lost(folder, headers, expected):
    """How many of the expected rows were neither read as they are nor counted as of another length."""
    frame = pl.scan_ipc(folder / "out.arrow").collect()
    ragged = frame["_fields"].count() if "_fields" in frame.columns else 0
    read_rows = Counter(frame.select(h for h in headers if h in COLUMNS).rows())
    return max(0, (expected - read_rows).total() - ragged)


def corrupted(text, at, kind, letter):
    return text[:at] + letter + text[at + (kind == "replace") :] if kind != "delete" else text[:at] + text[at + 1 :]


def test_the_file_as_it_is_loads(tmp_path):
    assert check(tmp_path, text_of(HEADERS, ROWS)).records == len(ROWS)


@pytest.mark.long
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_single_wrong_byte(tmp_path, end):
    text = text_of(HEADERS, ROWS[:3], end)
    for at in range(len(text) + 1):
        for kind, letter in [("delete", ""), *((k, c) for k in ("insert", "replace") for c in '",\n')]:
            if check(tmp_path, corrupted(text, at, kind, letter)):
                assert not lost(tmp_path, HEADERS, untouched(HEADERS, ROWS[:3], end, ",", at))


WORDS = st.sampled_from(["", "x", "Cấp giấy", "đất, nhà", 'nói "có"', "a\nb", '"', "1,5", ", x", 'x",'])
PERSONS = st.sampled_from([*CANARIES, "", "Ông Hư Cấu, ấp 3", '"Bịa Đặt"', "Bịa Đặt\nvà Hư Cấu"])


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    order=st.permutations(HEADERS),
    delimiter=st.sampled_from(",;"),
    rows=st.lists(st.fixed_dictionaries(dict.fromkeys(HEADERS, WORDS)), min_size=2, max_size=6),
    kind=st.sampled_from(["insert", "replace", "delete"]),
    letter=st.sampled_from('"d\n'),
)
def test_a_wrong_byte_in_any_file(tmp_path, data, order, delimiter, rows, kind, letter):
    read_as = SOURCE.model_copy(update={"format": SOURCE.format.model_copy(update={"delimiter": delimiter})})
    for row in rows:
        row.update({h: data.draw(PERSONS) for h in ("Chủ hồ sơ", "Trích yếu")})
    table = [[row[h] for h in order] for row in rows]
    text = text_of(order, table, delimiter=delimiter)
    at = data.draw(st.integers(0, len(text)))
    if check(tmp_path, corrupted(text, at, kind, delimiter if letter == "d" else letter), read_as):
        assert not lost(tmp_path, order, untouched(order, table, "\n", delimiter, at))
