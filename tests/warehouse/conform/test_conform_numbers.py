"""Numbers: those that the file itself holds, and texts with marks, words and brackets that a source declares."""

import pytest
from conform_cases import conformed, looked_at, read_as, source
from hypothesis import given
from hypothesis import strategies as st

from schemas.column import UNREADABLE

VIETNAMESE = {"decimal": ",", "thousands": "."}
HELD = [
    ("8000", 8000),
    ("8000.0", 8000),
    ("1.25E+06", 1_250_000),
    ("-5", -5),
    ("66.597", None),
    ("12.500", None),
    ("9007199254740993", 9007199254740993),
    ("1e300", None),
    ("inf", None),
    ("2023-01-05 00:00:00", None),
]


@pytest.mark.parametrize(("written", "value"), HELD)
def test_whole_numbers_that_the_file_holds_follow_no_locale(written, value):
    assert read_as("fee_due", [written], held=[True], numbers=VIETNAMESE) == ([value], [value is None])


def test_a_text_beside_numbers_follows_the_locale():
    values, unreadable = read_as("fee_due", ["66.597", "66.597", "50", ""], held=[False, True, None, False])
    assert (values, unreadable) == ([66597, None, 50, None], [False, True, False, False])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_that_the_file_holds_are_what_python_reads(value):
    frame = conformed(source("claims"), [{"value": repr(value)}], typed={"value": [True]})
    assert frame.select("value", UNREADABLE + "value").row(0) == (value, False)


def test_no_number_in_groups_begins_with_zero():
    assert read_as("fee_due", ["0.995", "0", "007"]) == ([None, 0, 7], [True, False, False])


MARKED = {"marks": ["đ", "VNĐ", "VND", "€"], "zero": ["Miễn phí", "không thu"], "negative_in_brackets": True}
MARKS = [
    ("50.000đ", 50_000),
    ("50.000 Đ", 50_000),
    ("50.000 vnđ", 50_000),
    ("50.000\u00a0VND", 50_000),
    ("\u00a050.000\u00a0", 50_000),
    ("VNÐ 50.000", 50_000),
    ("€ 12", 12),
    ("-€12", -12),
    ("- 12", None),
    ("-12 €", -12),
    ("(1.234)", -1234),
    ("(1.234đ)", -1234),
    ("(1.234) đ", -1234),
    ("(-5)", None),
    ("Miễn  PHÍ", 0),
    ("Mie\u0302\u0303n phi\u0301", 0),
    ("không thu", 0),
    ("miễn", None),
    ("đ", None),
    ("50.000 USD", None),
    ("50.00đ", None),
]


@pytest.mark.parametrize(("written", "value"), MARKS)
def test_marks_words_and_brackets_are_read_as_declared(written, value):
    assert read_as("fee_due", [written], numbers=VIETNAMESE | MARKED) == ([value], [value is None])


@pytest.mark.parametrize("written", ["50.000đ", "Miễn phí", "(1.234)"])
def test_marks_words_and_brackets_are_not_guessed(written):
    assert read_as("fee_due", [written], numbers=VIETNAMESE) == ([None], [True])


@given(
    st.integers(-(10**15), 10**15),
    st.sampled_from([".", ",", " "]),
    st.sampled_from(["", "đ", " đ", " VNĐ", "\u00a0vnd"]),
    st.booleans(),
)
def test_numbers_written_with_the_declared_marks_read_back(value, thousands, mark, in_brackets):
    declared = MARKED | {"decimal": "," if thousands == "." else ".", "thousands": thousands}
    digits = f"{abs(value):,}".replace(",", thousands) + mark
    if value < 0:
        digits = f"({digits})" if in_brackets else f"-{digits}"
    assert read_as("fee_due", [digits], numbers=declared) == ([value], [False])


def test_french_programs_set_thin_spaces_between_groups():
    numbers = {"decimal": ",", "thousands": " "}
    assert read_as("fee_due", ["1 234", "1\u00a0234", "1\u202f234"], numbers=numbers)[0] == [1234] * 3


def styled(written, held=None, **declared):
    columns = {"X": {"column": "fee_due"} | declared.pop("field", {})}
    typed = {} if held is None else {"X": held}
    _, warnings = looked_at(source(columns=columns, **declared), [{"X": text} for text in written], typed=typed)
    return [(w.code, w.header, w.rows, w.row_count) for w in warnings]


def test_marks_that_contradict_the_declaration():
    """Texts that cannot be thousands show that the point is a decimal one: what was read as thousands is in doubt."""
    assert styled(["66.597", "210.75", "51.937", "63.2", "155"]) == [("number-style", "X", (2, 4), 2)]


@pytest.mark.parametrize(
    "written",
    [["66.597", "155.955"], ["66.597", "12,5"], ["210.75", "63.2"], ["66.597", "sáu"], ["66.597", "05/01/2023"], []],
)
def test_marks_that_contradict_nothing(written):
    assert styled(written) == []


def test_numbers_that_the_file_holds_contradict_no_marks():
    assert styled(["66.597", "210.75"], held=[False, True]) == []
