"""Headers taken apart into words, and the columns for which these speak."""

import re
from pathlib import Path

import pytest

import schemas
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
    ("NgayHT", "ngay ht"),
    ("NgayTN", "ngay tiep nhan"),
    ("SoBN", "so bien nhan"),
    ("TGHenTra", "thoi gian hen tra"),
    ("LVuc", "linh vuc"),
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
    ("C_RECEIVE_DATE", "received_at"),
    ("target_date_for_decision", "current_due_at"),
    ("Ngày hết hạn", None),
    ("Permit Start Date", None),
    ("Permit_End_Date", None),
    ("Resolution Description", None),
    ("Mã loại hồ sơ", "procedure_code"),
    ("NgayHT", "completed_at"),
    ("SoBN", "dossier_code"),
    ("TGHenTra", "current_due_at"),
    ("Fecha de radicación", "received_at"),
    ("Streefafhandeldatum", "current_due_at"),
    ("Zuständige Stelle", "unit_id"),
    ("Mode de saisine", "channel"),
]


@pytest.mark.parametrize(("header", "column"), MEANT)
def test_words_speak_for_a_column_or_against_it(header, column):
    assert best(header) == column


EVERY_PHRASE = [
    (column, phrase, phrases)
    for column in COLUMNS
    for phrases in column_phrases("dossiers", column)
    for phrase in phrases.weights
]


def test_every_phrase_of_the_vocabulary_can_stand_in_a_header():
    spelled = {" ".join(phrase): " ".join(header_words(" ".join(phrase))) for _, phrase, _ in EVERY_PHRASE}
    assert {phrase: words for phrase, words in spelled.items() if phrase != words} == {}


def test_no_phrase_is_excluded_by_its_own_column():
    times = {column.name for column in load_tables()["dossiers"].columns if column.is_time}
    scores = {
        (column, phrase): name_score(phrase, phrases, is_time=column in times)
        for column, phrase, phrases in EVERY_PHRASE
    }
    weaker = [
        (column, phrase) for column, phrase, phrases in EVERY_PHRASE if scores[column, phrase] < phrases.weights[phrase]
    ]
    assert weaker == []


def test_words_do_not_run_together_where_a_line_of_the_vocabulary_ends():
    text = (Path(schemas.__file__).parent / "data" / "header_words.toml").read_text(encoding="utf-8")
    ends = re.findall(r"(\S*)\\\n(\S*)", text)
    assert [f"{end} {begin}" for end, begin in ends if end and begin and "|" not in (end[-1], begin[0])] == []


@pytest.mark.parametrize("header", ["Applied By", "Erfasst von", "Saisi par", "Case Manager", "Người uỷ quyền"])
def test_who_has_done_something_is_a_person(header):
    assert personal_phrase(header_words(header))


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
