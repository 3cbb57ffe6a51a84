"""Two true figures that seem to contradict each other are joined by a sentence: exactly then, for the right reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_force import INDICATORS

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, LANGUAGES, VIETNAMESE
from warehouse.ranking.sentences.two_figures import joined, of_form, of_indicator, of_score, of_unranked

YEAR = (date(2022, 1, 1), date(2022, 12, 31))
MONTHS = (date(2022, 1, 1), date(2022, 11, 30))
CODES = (
    "on_time_over_resolved",
    "on_time_over_dated",
    "on_time_over_due",
    "on_time_over_received",
    "on_time_over_resolved_current",
    "on_time_766",
)


def counted(code, late, n, days=YEAR, origin="counted"):
    indicator = INDICATORS[code]
    x = late if indicator.direction == -1 else n - late
    return of_indicator(indicator, {"x": x, "n": n, "origin": origin}, days)


def form(late, n, days=YEAR, source="dossiers"):
    return of_form({"resolved_late": late, "resolved_total": n}, days, source)


def said(*readings, language=ENGLISH):
    return [text(pair.words, language) for pair in joined([one for some in readings for one in some])]


def test_late_by_the_first_due_date_and_none_late_on_the_form():
    """The figures of the seed: 18 late by the first due date, (10) late 0, of 510 307."""
    readings = counted("on_time_over_resolved", 18, 510_307), form(0, 510_307)
    (vi,) = said(*readings, language=VIETNAMESE)
    assert "18 không đúng hạn trong 510.307." in vi
    assert "Biểu II.06a tính từ hồ sơ (01/01/2022 – 31/12/2022): 0 không đúng hạn trong 510.307." in vi
    assert "số thứ nhất so với ngày hẹn trả lần đầu, số thứ hai so với ngày hẹn trả hiện tại (đã dời" in vi
    assert [
        reason in vi for reason in ("của các ngày", "số thứ nhất đếm", "không có ngày hẹn trả: số", "tự báo cáo")
    ] == [False] * 4
    (pair,) = joined([one for some in readings for one in some])
    assert pair.is_form


def test_figures_that_are_the_same_need_no_sentence():
    assert said(counted("on_time_over_resolved", 18, 1_000), form(18, 1_000)) == []
    assert said(counted("on_time_over_resolved", 18, 1_000)) == []
    assert said() == []


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (
            counted(CODES[0], 18, 900),
            counted(CODES[1], 18, 800),
            {"dossiers without a due date: the first counts them"},
        ),
        (counted(CODES[0], 18, 900), counted(CODES[3], 40, 950), {"the first counts dossiers resolved"}),
        (
            counted(CODES[0], 18, 900),
            counted(CODES[2], 25, 850),
            {"the first counts dossiers resolved", "dossiers without a due date: the first counts them"},
        ),
        (counted(CODES[0], 18, 900), counted(CODES[4], 5, 900), {"held against the first due date"}),
        (
            counted(CODES[5], 30, 990),
            form(5, 900),
            {"held against the limit of QĐ 766", "resolved and those still", "the first leaves them out"},
        ),
        (counted(CODES[4], 5, 900), form(5, 700, MONTHS), {"the first is of 1 January 2022 – 31 December 2022"}),
        (counted(CODES[4], 5, 900), form(4, 900, YEAR, "unit"), {"the second reported by the unit itself"}),
        (
            counted(CODES[0], 18, 900),
            counted("late_without_timely_apology", 12, 900),
            {"with a letter of apology before the due date: the first counts them, the second does not"},
        ),
    ],
)
def test_each_pair_is_joined_by_its_own_reasons_and_no_other(one, other, reasons):
    every = {
        "held against",
        "the first counts dossiers",
        "dossiers without a due date: the first",
        "letter of apology before",
        "the first was counted",
        "the first is of",
    }
    (sentence,) = said(one, other)
    why = sentence.partition("Both are right:")[2]
    assert all(reason in why for reason in reasons), why
    assert sum(reason in why for reason in every) == len(reasons), why


def test_what_is_open_is_joined_with_the_open_columns_of_the_form_alone():
    of_form_ = of_form({"resolved_late": 0, "resolved_total": 900, "open_overdue": 3, "open_total": 60}, YEAR)
    sentences = said(counted(CODES[0], 18, 900), counted("overdue_open_share", 3, 55), of_form_)
    assert len(sentences) == 2
    assert "3 not on time of 55" in sentences[1] and "3 not on time of 60" in sentences[1]
    assert "without those stated to be closed" in sentences[1]


def test_what_is_not_published_or_not_counted_in_the_period_contradicts_nothing():
    hidden = {"x": None, "n": 900, "origin": "counted"}
    assert of_indicator(INDICATORS[CODES[0]], hidden, YEAR) == []
    assert counted(CODES[0], 18, 900, origin="pooled") == []
    assert form(None, 900) == []
    assert of_indicator(INDICATORS["satisfaction"], {"x": 5, "n": 9, "origin": "counted"}, YEAR) == []


@given(st.sampled_from(CODES), st.sampled_from(CODES), st.integers(0, 9), st.integers(0, 9), st.sampled_from([20, 30]))
def test_a_sentence_stands_exactly_where_figures_differ(one, other, late, late_other, n):
    is_same_count = one == other
    sentences = said(counted(one, late, 20), counted(other, late_other, n))
    assert bool(sentences) == ((late, 20) != (late_other, n) and not is_same_count)
    assert all(f"{late_other} not on time of {n}" in sentence for sentence in sentences)


def score(before, now, rank_before, rank, is_changed):
    return {"before": before, "value": now, "rank_before": rank_before, "rank": rank, "is_rank_changed": is_changed}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (score(80.0, 82.0, 4, 6, False), "rank-against-score"),
        (score(82.0, 80.0, 6, 4, None), "rank-against-score"),
        (score(80.0, 82.0, 6, 4, False), "rank-by-chance"),
        (score(80.0, 82.0, 6, 4, True), None),
        (score(80.0, 82.0, 6, 4, None), None),
        (score(80.0, 82.0, 4, 4, False), None),
        (score(None, 82.0, None, 4, None), None),
    ],
)
def test_a_rank_that_moves_otherwise_than_its_score_is_explained(change, key):
    assert [sentence.key for sentence in of_score(change)] == ([f"two_figures.{key}"] if key else [])
    for sentence in of_score(change):
        for language in LANGUAGES:
            assert all(figure in text(sentence, language) for figure in ("80", "82", "4", "6"))


def test_a_score_without_a_rank_is_explained_where_ranked_units_have_less():
    (sentence,) = of_unranked(85.0, [90.0, 84.0, 70.0])
    assert "cao hơn điểm của 2 đơn vị được xếp hạng mà đơn vị không có hạng" in text(sentence, VIETNAMESE)
    assert of_unranked(69.0, [90.0, 70.0]) == of_unranked(None, [90.0]) == of_unranked(85.0, []) == []


def test_every_on_time_rate_says_how_it_counts():
    """A new one that is not known here would stand beside the others without a word."""
    rates = [code for code, one in INDICATORS.items() if code.startswith("on_time_")]
    assert sorted(rates) == sorted(CODES)
    assert all(counted(code, 1, 10) for code in rates)
