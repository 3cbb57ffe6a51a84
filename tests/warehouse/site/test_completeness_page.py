"""Completeness stands beside each rank and on the unit's own page, with what it can and cannot mean."""

import pytest
from publication_cases import Reader, built, publication
from small_city import RANKED, SMALL_CITY, small_site

from warehouse.ranking.sentences.completeness import COMMON, LIMITS, points

FORM = {"has_form": True, "form_difference": 2}
WHOLE = {"without_due_share": 0.0, "code_gap_share": 0.0, "has_form": True, "form_difference": 0}
ROWS = [  # the median of the two shares that all may have is half of the first
    {"unit_id": "quan-a", "without_due_share": 0.0834, "code_gap_share": 0.031, "rejected_share": 0.0253, **FORM},
    {"unit_id": "quan-b", "rejected_share": 0.0, **WHOLE},
    {"unit_id": "huyen-c", "has_form": True, "is_suppressed": True},
]
SIGNAL = {"indicator": "without_due_share", "x": 834, "n": 10_000, "value": 0.0834, "status": "OK"}
SENT = {"table_name": "dossiers", "rows_in": 10_000, "rejected": 253, "accepted": 9_747, "duplicate": 0}
PAGE = publication(
    completeness=[{"is_suppressed": False} | row for row in ROWS],
    signals=[{"unit_id": "quan-a", **SIGNAL}],
    deliveries=[{"unit_id": "quan-a", "submissions": 1, "refused": 0, **SENT}],
)


def figures(path):
    [rows] = [rows for caption, rows in Reader(built(PAGE)[path]).tables.items() if "no part of the score" in caption]
    return {row[1]: row[2:] for row in rows[1:]}


def test_the_ranking_has_the_figures_of_every_unit():
    shown = figures("en/index.html")
    rounded = "rounded up, counts not stated"
    assert shown["District A"] == ["8.34%834 / 10,000", f"3.1%{rounded}", "+2", "2.53%253 / 10,000"]
    assert shown["District B"] == ["0.00%", f"0.0%{rounded}", "0", "0.00%"]
    why = "A small count, suppressed for confidentiality"
    assert shown["Rural C"] == [f"[c]{why}", "not known", f"[c]{why}", "–"]


def test_what_is_worth_a_look_is_bold_and_nothing_else():
    html = built(PAGE)["en/index.html"].partition('id="completeness"')[2].partition("</table>")[0]
    assert [figure in html for figure in ("<strong>8.34%", "<strong>3.1%", "<strong>+2", "<strong>2.53%")] == [True] * 4
    assert html.count("<strong>") == 4


def test_a_sentence_has_what_a_share_was_counted_from():
    text = Reader(built(PAGE)["en/units/quan-a.html"]).text
    assert "8.34% (834 / 10,000) of the resolved dossiers have no due date" in text
    assert "2.53% (253 / 10,000) of the rows of dossiers" in text


def test_a_unit_reads_what_its_figures_can_and_cannot_mean():
    text = Reader(built(PAGE)["vi/units/quan-a.html"]).text
    assert "Khuyết 3,1% số thứ tự trong mã hồ sơ" in text and "không chứng tỏ hồ sơ bị giấu" in text
    assert "Số thứ tự trong mã hồ sơ liền nhau" in Reader(built(PAGE)["vi/units/quan-b.html"]).text
    assert "Không rõ mã hồ sơ có khuyết số hay không" in Reader(built(PAGE)["vi/units/huyen-c.html"]).text


def test_a_share_at_its_limit_is_a_warning_and_one_below_is_none():
    empty = dict.fromkeys(("form_from", "form_to", "form_difference")) | {"has_form": False, "is_suppressed": False}
    for shares in (LIMITS, {name: limit * 0.999 for name, limit in LIMITS.items()}):
        warned = {point.column for point in points(empty | shares, dict.fromkeys(COMMON, 0.0), {}) if point.is_warning}
        assert warned == (set(LIMITS) if shares is LIMITS else set())


@pytest.mark.parametrize("column", COMMON)
def test_what_every_unit_has_some_of_is_a_warning_only_where_others_have_less(column):
    row = dict.fromkeys((*LIMITS, "form_difference")) | {"has_form": False, "is_suppressed": False, column: 0.2}
    medians = (dict.fromkeys(COMMON, 0.0) | {column: median} for median in (0.0, 0.1, 0.101))
    warned = [{point.column for point in points(row, of, {}) if point.is_warning} for of in medians]
    assert warned == [{column}, {column}, set()]


@pytest.mark.long
def test_beside_each_rank_stands_how_many_figures_are_worth_a_look():
    rows = small_site()["en/index.html"].partition("</table>")[0]
    assert rows.count('<a href="#completeness">to look at: 2</a>') == 1
    assert len(SMALL_CITY.tables["completeness"]) == len(RANKED) + 1
