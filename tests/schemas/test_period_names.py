import pytest

from schemas.words.catalogue import said
from schemas.words.periods import period_name


@pytest.mark.parametrize(
    ("period_id", "vi", "en"),
    [
        ("2022", "năm 2022", "2022"),
        ("2022-03", "tháng 3/2022", "March 2022"),
        ("2022-12", "tháng 12/2022", "December 2022"),
        ("2022-Q1", "quý I/2022", "Q1 2022"),
        ("2022-Q4", "quý IV/2022", "Q4 2022"),
        ("2022-RQ2", "quý báo cáo II/2022", "reporting quarter 2 of 2022"),
        ("2022-RY", "năm báo cáo 2022", "reporting year 2022"),
        ("2022-01-15..2022-03-14", "15/01/2022 – 14/03/2022", "15 January 2022 – 14 March 2022"),
    ],
)
def test_a_period_is_called_as_people_call_it(period_id, vi, en):
    assert said(period_name(period_id)) == (vi, en)


def test_what_is_no_period_has_no_name():
    with pytest.raises(ValueError, match="some day"):
        period_name("some day")
