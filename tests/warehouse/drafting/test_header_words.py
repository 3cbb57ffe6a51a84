"""Headers taken apart into words, and the columns for which these speak."""

import pytest

from schemas.table import load_tables
from warehouse.drafting.words import column_phrases, header_words, is_line_number, name_score, personal_phrase

WORDS = [
    ("Ngày tiếp nhận", "ngay tiep nhan"),
    ("NGAY_TN", "ngay tiep nhan"),
    ("ngayTiepNhan", "ngay tiep nhan"),
    ("ngaytiepnhan", "ngay tiep nhan"),
    ("MA_HS", "ma ho so"),
    ("TEN_TTHC", "ten thu tuc hanh chinh"),
    ("Đơn vị xử lý", "don vi xu ly"),
    ("PERMIT#", "permit number"),
    ("SRNumber", "sr number"),
    ("statuscurrent", "status current"),
    ("N° de dossier", "n de dossier"),
    ("Gebühr", "gebuhr"),
    ("Xyzzy", "xyzzy"),
]


@pytest.mark.parametrize(("header", "words"), WORDS)
def test_a_header_is_taken_apart(header, words):
    assert " ".join(header_words(header)) == words


COLUMNS = [column.name for column in load_tables()["dossiers"].columns]


def best(header):
    words = header_words(header)
    scores = {
        column: name_score(words, phrases, is_time=column.endswith(("_at", "date")))
        for column in COLUMNS
        for phrases in column_phrases("dossiers", column)
    }
    column = max(scores, key=lambda name: scores[name])
    return column if scores[column] >= 0.7 else None


MEANT = [
    ("Ngày, tháng, năm / Tiếp nhận", "received_at"),
    ("Hẹn trả kết quả", "current_due_at"),
    ("Trả kết quả / Ngày trả", "returned_at"),
    ("Trả kết quả / Phương thức nhận kết quả", None),
    ("Số lượng hồ sơ (bộ)", None),
    ("Ngày sinh", None),
    ("Cán bộ tiếp nhận", None),
    ("Last Updated Date", None),
    ("Sub-status", None),
    ("Status Date", None),
    ("Parent SR Number", None),
    ("Permit Expiration Date", None),
    ("Event End Date", None),
    ("2005 Number", None),
    ("sla_target_dt", "current_due_at"),
    ("uiterlijkeEinddatumAfdoening", "current_due_at"),
    ("DATE_REELLE_DAACT", "completed_at"),
]


@pytest.mark.parametrize(("header", "column"), MEANT)
def test_words_speak_for_a_column_or_against_it(header, column):
    assert best(header) == column


@pytest.mark.parametrize(
    "header", ["Chủ hồ sơ", "SO_CCCD", "Incident Address", "aanvrager", "DENOM_DEM", "Nom", "Bemerkung"]
)
def test_headers_of_persons(header):
    assert personal_phrase(header_words(header))


@pytest.mark.parametrize("header", ["Applicant Type", "Tình trạng hồ sơ", "Số lượng người nộp", "Latitude"])
def test_headers_that_are_not_of_persons(header):
    assert not personal_phrase(header_words(header))


@pytest.mark.parametrize("header", ["STT", "TT", "#", "row", "OBJECTID"])
def test_headers_that_number_lines(header):
    assert is_line_number(header_words(header))
