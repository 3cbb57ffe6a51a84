"""Which header becomes which column where several might, and what is left to a person."""

import polars as pl
import pytest

from schemas.city import load_city
from schemas.source_format import CsvFormat
from warehouse.drafting.guess import guess
from warehouse.reading.outcome import Peek

CITY = load_city()
DOSSIERS = CITY.declared_tables["dossiers"]
ROWS = 12
START = [f"{i + 1:02d}/03/2023" for i in range(ROWS)]
LATER = [f"{i + 1:02d}/04/2023" for i in range(ROWS)]
CODES = [f"A-{i}" for i in range(ROWS)]
LIST = ["x", "y", "z"] * 4


def guessed(**columns):
    frame = pl.DataFrame({name: pl.Series(texts, dtype=pl.String) for name, texts in columns.items()})
    return guess(frame, Peek(CsvFormat(kind="csv"), tuple(frame.columns), frame.height), DOSSIERS, CITY)


def pairs(draft):
    return {m.header: m.column.name for m in draft.mapped}


def doubts(draft):
    return {d.header: d.columns for d in draft.doubts}


def test_what_is_no_date_is_no_time():
    assert pairs(guessed(Ngay_tiep_nhan=LIST)) == {}
    assert pairs(guessed(Due=[str(i) for i in range(ROWS)])) == {}


def test_a_key_is_nearly_unique():
    assert pairs(guessed(Case_number=CODES)) == {"Case_number": "dossier_code"}
    draft = guessed(Case_number=["A-1", "A-2"] * 6)
    assert (pairs(draft), doubts(draft)) == ({}, {"Case_number": ("dossier_code",)})


def test_of_several_unique_codes_the_city_s_own_is_the_key():
    well_formed = [f"H29.{i + 10}-230105-00{i + 10}" for i in range(ROWS)]
    draft = guessed(Case_id=[str(i) for i in range(700, 700 + ROWS)], Case_number=CODES, Ma_ho_so=well_formed)
    assert pairs(draft) == {"Ma_ho_so": "dossier_code"}
    assert pairs(guessed(Case_id=[str(7 * i) for i in range(ROWS)], Case_number=CODES)) == {
        "Case_number": "dossier_code"
    }
    draft = guessed(Case_number=CODES, Request_number=[f"B-{i}" for i in range(ROWS)])
    assert (pairs(draft), doubts(draft)) == (
        {},
        {"Case_number": ("dossier_code",), "Request_number": ("dossier_code",)},
    )


def test_codes_as_the_city_has_them_are_the_key_whatever_they_are_called():
    well_formed = [f"H29.{i + 10}-230105-00{i + 10}" for i in range(ROWS)]
    hashes = [f"{7**30 + i:024x}"[:24] for i in range(ROWS)]
    assert pairs(guessed(id=hashes, code=well_formed)) == {"code": "dossier_code"}
    assert pairs(guessed(id=hashes)) == {}


def test_a_bare_code_puts_a_number_that_is_not_surely_the_key_in_doubt():
    both = {"code": ("dossier_code",), "issueNumber": ("dossier_code",)}
    for issues in (CODES, [str(7 * i) for i in range(ROWS)]):
        draft = guessed(code=[f"HS-{i}" for i in range(ROWS)], issueNumber=issues)
        assert (pairs(draft), doubts(draft)) == ({}, both)
    assert pairs(guessed(code=[f"HS-{i}" for i in range(ROWS)], Case_number=CODES)) == {"Case_number": "dossier_code"}
    assert pairs(guessed(issueNumber=CODES)) == {"issueNumber": "dossier_code"}


def test_codes_that_no_header_names_put_a_bare_id_in_doubt():
    nameless = [f"HS-{100 + i}" for i in range(ROWS)]
    draft = guessed(id=[str(7 * i) for i in range(ROWS)], Xyzzy=nameless)
    assert (pairs(draft), doubts(draft)) == ({}, {"id": ("dossier_code",), "Xyzzy": ("dossier_code",)})
    draft = guessed(Case_number=[str(7 * i) for i in range(ROWS)], Xyzzy=nameless)
    assert pairs(draft) == {"Case_number": "dossier_code"}
    assert todos(guessed(id=[str(7 * i) for i in range(ROWS)])) == {"id": ("dossier_code",)}


def test_two_headers_with_the_same_cells_are_no_rivals():
    assert pairs(guessed(Case_number=CODES, Case_id=CODES)) == {"Case_number": "dossier_code"}
    assert pairs(guessed(Status=LIST, Current_status=LIST[1:] + LIST[:1])) == {}


def test_yes_and_no_are_no_list_of_codes():
    assert pairs(guessed(Channel=["0", "1"] * 20)) == {}


def test_a_code_that_repeats_puts_a_unique_one_in_doubt():
    draft = guessed(Case_number=["A-1", "A-2"] * 6, Request_number=CODES)
    assert pairs(draft) == {}
    assert doubts(draft) == {"Case_number": ("dossier_code",), "Request_number": ("dossier_code",)}


def test_a_bare_number_is_no_code_unless_the_city_has_it_under_this_header():
    draft = guessed(Trang_thai=["1", "2", "9"] * 20)
    assert [*draft.mapped[0].values.values()] == ["", "", ""]
    declared = guessed(TrangThaiHoSo=["1", "2", "9"] * 20)
    assert [*declared.mapped[0].values.values()] == ["newly_filed", "received", "handled"]
    assert pairs(guessed(Trang_thai=["1"] * 60)) == {}


def test_one_letter_or_one_number_is_no_name_of_a_procedure():
    assert pairs(guessed(Loai_ho_so=["A", "B", "C"] * 20)) == {}
    assert pairs(guessed(Loai_ho_so=["557669"] * 60)) == {}
    assert pairs(guessed(Loai_ho_so=["PC", "DP", "PA"] * 20)) == {"Loai_ho_so": "procedure_name"}


def test_the_longest_phrase_of_a_header_tells():
    assert pairs(guessed(Request_type=["x y", "z"] * 20)) == {"Request_type": "procedure_name"}
    draft = guessed(Request_details=["x y", "z"] * 20)
    assert (pairs(draft), doubts(draft)) == ({}, {"Request_details": ("procedure_name",)})


@pytest.mark.parametrize("header", ["Type", "Application type", "Service", "Issue", "Tipo"])
def test_a_word_that_stands_for_much_is_never_certain(header):
    draft = guessed(**{header: ["Private", "Public", "Mixed"] * 20})
    assert (pairs(draft), doubts(draft)) == ({}, {header: ("procedure_name",)})
    draft = guessed(**{header: ["Building", "Electrical", "Mechanical", "Demolition"] * 20})
    assert (pairs(draft), todos(draft)) == ({header: "procedure_name"}, {header: ("procedure_name",)})


def test_what_a_topic_is_nothing_tells():
    assert pairs(guessed(Topic=["Roads and lamps", "Trees"] * 20)) == {}


def test_of_two_equally_good_headers_none_is_placed():
    draft = guessed(Status=LIST, Current_status=LIST[::-1])
    assert pairs(draft) == {}
    assert doubts(draft) == {"Status": ("status",), "Current_status": ("status",)}
    assert draft.ignored == ("Status", "Current_status")


def test_what_ends_before_it_began_is_in_doubt():
    draft = guessed(Received=LATER, Closed=START)
    assert (pairs(draft), doubts(draft)) == ({"Received": "received_at"}, {"Closed": ("returned_at",)})


def test_issued_is_the_end_where_nothing_else_is():
    assert pairs(guessed(Applied=START, Issued=LATER)) == {"Applied": "received_at", "Issued": "completed_at"}
    assert "Issued" not in pairs(guessed(Applied=START, Issued=LATER, Completed=LATER))
    assert "Issued" not in pairs(guessed(Issued=LATER))
    assert "Issued" not in pairs(guessed(Applied=LATER, Issued=START))


@pytest.mark.parametrize(("issued", "completed"), [("IssuedDate", "CompletedDate"), ("Date granted", "Final date")])
def test_of_issue_and_completion_of_a_permit_a_person_says_which_is_the_end(issued, completed):
    draft = guessed(**{"AppliedDate": START, issued: LATER, completed: LATER[::-1]})
    assert pairs(draft) == {"AppliedDate": "received_at"}
    assert doubts(draft) == {issued: ("completed_at",), completed: ("completed_at",)}
    alone = guessed(**{"AppliedDate": START, completed: LATER, "Issue type": LIST})
    assert pairs(alone)[completed] == "completed_at"


def todos(draft):
    return {m.header: m.doubt.columns for m in draft.mapped if m.doubt}


def test_an_end_that_may_be_either_is_placed_and_in_doubt():
    ends = ("returned_at", "completed_at")
    assert todos(guessed(Received=START, Closed=LATER)) == {"Closed": ends}
    assert todos(guessed(Received=START, Returned=LATER)) == {}
    assert todos(guessed(Received=START, Closed=LATER, Completed=LATER)) == {}


def test_a_weak_name_that_values_make_up_for_is_in_doubt():
    assert todos(guessed(Source=["Phone", "Web", "Mobile"] * 4)) == {"Source": ("channel",)}
    assert todos(guessed(Channel=["Phone", "Web", "Mobile"] * 4)) == {}
    reasons = guessed(District=["Quận 1", "Quận 3", "Quận 12"] * 4).unit_reasons
    assert "source_draft.weak-unit" in [reason.key for reason in reasons]


def test_a_submission_is_the_reception_where_nothing_else_is():
    assert pairs(guessed(Ngày_nộp=START)) == {"Ngày_nộp": "received_at"}
    assert pairs(guessed(Ngày_nộp=START, Ngày_tiếp_nhận=LATER)) == {
        "Ngày_nộp": "submitted_at",
        "Ngày_tiếp_nhận": "received_at",
    }


def test_a_column_without_values_needs_a_strong_name():
    assert pairs(guessed(Ngày_tiếp_nhận=[""] * ROWS)) == {"Ngày_tiếp_nhận": "received_at"}
    draft = guessed(Registered=[""] * ROWS)
    assert (pairs(draft), doubts(draft)) == ({}, {"Registered": ("received_at",)})


def test_values_of_the_column_make_up_for_a_weak_name():
    assert pairs(guessed(Source=LIST)) == {}
    assert pairs(guessed(Source=["Phone", "Web", "Mobile"] * 4)) == {"Source": "channel"}


def test_names_of_units_make_up_for_a_weak_name():
    assert guessed(District=["Quận 1", "Quận 3", "Quận 12"] * 4).unit_header == "District"
    assert guessed(District=LIST).unit_header == ""
    assert guessed(Unit=["1", "2", "3"] * 4).unit_header == ""


@pytest.mark.parametrize(
    ("described", "column"), [("Permit type", "procedure_name"), ("Permit type description", "procedure_name")]
)
def test_words_tell_a_procedure_better_than_codes(described, column):
    code = "Permit type description" if described == "Permit type" else "Permit type"
    draft = guessed(**{code: ["BP", "EP", "MP"] * 4, described: ["Building", "Electrical", "Mechanical"] * 4})
    assert pairs(draft)[described] == column
