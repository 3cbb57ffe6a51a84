"""A zero says what it can mean, what it cannot, and what the law makes of it; other cells are left alone."""

import pytest
from in_force import INDICATORS, method_of

from schemas.words.catalogue import said
from warehouse.ranking.sentences.zeros import of_zero

QD766, SURVEY = method_of("qd766"), method_of("council-survey")


def zero(method, code, status="NOT_APPLICABLE", x=0, n=0, low=None, high=None):
    cell = {"status": status, "x": x, "n": n, "ci_low": low, "ci_high": high}
    pairs = [said(sentence) for sentence in of_zero(method, INDICATORS[code], cell)]
    return [vi for vi, _ in pairs], [en for _, en in pairs]


def test_no_petition_earns_full_points_by_766_and_the_page_says_so():
    vi, en = zero(QD766, "petitions_satisfied_766")
    assert vi[0].startswith("Không có phản ánh, kiến nghị nào trong kỳ.")
    assert vi[1].startswith("Quyết định 766/QĐ-TTg, chỉ số 5.3 cho điểm tối đa khi không phát sinh")
    assert en[1].endswith("no evidence of good work.")


def test_where_the_law_rewards_nothing_nothing_is_said_of_a_reward():
    vi, _ = zero(QD766, "petitions_on_time")
    assert len(vi) == 1 and "không ai biết hay dùng" in vi[0]
    assert len(zero(SURVEY, "petitions_on_time")[0]) == 1


def test_where_no_dossier_earns_nothing_that_is_no_bad_work():
    assert len(zero(QD766, "satisfaction_766")[1]) == 1
    _, en = zero(QD766.model_copy(update={"on_not_applicable": "zero"}), "satisfaction_766")
    assert en[0].startswith("Nothing arose that could be counted (dossiers resolved that QĐ 766 can judge).")
    assert en[1].startswith("Quyết định 766/QĐ-TTg, chỉ số 5.4 gives 0 points where nothing arose")


def test_no_answers_do_not_say_that_people_are_satisfied():
    assert "does not say whether people are satisfied" in zero(SURVEY, "satisfaction")[1][0]


@pytest.mark.parametrize("status", ["OK", "SMALL_N"])
def test_nothing_late_is_said_of_what_was_sent_with_what_may_still_be(status):
    vi, en = zero(SURVEY, "on_time_over_resolved", status, 300, 300, 0.98736, 1.0)
    assert vi[0].startswith("Không có hồ sơ nào quá hạn trong 300 hồ sơ đã giải quyết: đúng với các hồ sơ đã gửi")
    assert "tới 1,26%" in vi[1] and "up to 1.26%" in en[1]


@pytest.mark.parametrize("code", ["late_without_timely_apology", "apology_coverage"])
def test_no_late_dossier_without_a_letter_is_not_called_no_late_dossier(code):
    """A unit with 4 late dossiers, each with its letter, read that none was late."""
    x, n = (0, 900) if INDICATORS[code].direction == -1 else (4, 4)
    vi, _ = zero(SURVEY, code, "OK", x, n)
    assert vi[0].startswith("Không có trường hợp nào không đạt trong")


def test_the_limit_of_what_may_be_is_that_of_the_failures():
    assert "up to 7.13%" in zero(SURVEY, "overdue_open_share", "OK", 0, 50, 0.0, 0.0713)[1][1]
    assert len(zero(SURVEY, "on_time_over_resolved", "OK", 300, 300)[0]) == 1, "no interval, no limit"


@pytest.mark.parametrize(
    "cell",
    [
        ("online_share", "OK", 299, 300),
        ("online_share", "OK", 0, 300),
        ("on_time_over_resolved", "SUPPRESSED", None, 300),
        ("on_time_over_resolved", "NOT_REPORTED", None, None),
        ("training_per_official", "OK", 0, 30),
    ],
)
def test_of_other_cells_nothing_is_said(cell):
    assert zero(SURVEY, *cell) == ([], [])


def test_what_is_not_about_time_is_not_called_late():
    assert zero(SURVEY, "online_share", "OK", 300, 300)[1][0].startswith("No unfavourable case among 300")
