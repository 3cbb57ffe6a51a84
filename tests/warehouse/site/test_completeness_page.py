"""Completeness stands beside each rank and on the unit's own page, with what it can and cannot mean."""

from publication_cases import Reader, built, publication
from small_city import RANKED, SMALL_CITY, small_site

from warehouse.ranking.sentences.completeness import LIMITS, points

FORM = {"has_form": True, "form_difference": 2}
WHOLE = {"without_due_share": 0.0, "code_gap_share": 0.0, "has_form": True, "form_difference": 0}
ROWS = [  # the median of the two shares without a due date is half of the first
    {"unit_id": "quan-a", "without_due_share": 0.0834, "code_gap_share": 0.031, "rejected_share": 0.0243, **FORM},
    {"unit_id": "quan-b", "rejected_share": 0.0004, **WHOLE},
    {"unit_id": "huyen-c", "has_form": True, "is_suppressed": True},
]
PAGE = publication(completeness=[{"is_suppressed": False} | row for row in ROWS])


def figures(path):
    [rows] = [rows for caption, rows in Reader(built(PAGE)[path]).tables.items() if "no part of the score" in caption]
    return {row[1]: row[2:] for row in rows[1:]}


def test_the_ranking_has_the_figures_of_every_unit():
    shown = figures("en/index.html")
    assert shown["District A"] == ["8.34%", "3.1%", "+2", "2.43%"]
    assert shown["District B"] == ["0.00%", "0.0%", "0", "0.04%"]
    assert shown["Rural C"] == ["[c]", "not known", "[c]", "–"]


def test_what_is_worth_a_look_is_bold_and_nothing_else():
    html = built(PAGE)["en/index.html"].partition('id="completeness"')[2].partition("</table>")[0]
    assert [figure in html for figure in ("<strong>8.34%", "<strong>3.1%", "<strong>+2", "<strong>2.43%")] == [True] * 4
    assert html.count("<strong>") == 4


def test_a_unit_reads_what_its_figures_can_and_cannot_mean():
    text = Reader(built(PAGE)["vi/units/quan-a.html"]).text
    assert "Khuyết 3,1% số thứ tự trong mã hồ sơ" in text and "không chứng tỏ hồ sơ bị giấu" in text
    assert "Số thứ tự trong mã hồ sơ liền nhau" in Reader(built(PAGE)["vi/units/quan-b.html"]).text
    assert "Không rõ mã hồ sơ có khuyết số hay không" in Reader(built(PAGE)["vi/units/huyen-c.html"]).text


def test_a_share_at_its_limit_is_a_warning_and_one_below_is_none():
    empty = dict.fromkeys(("form_from", "form_to", "form_difference")) | {"has_form": False, "is_suppressed": False}
    for shares in (LIMITS, {name: limit * 0.999 for name, limit in LIMITS.items()}):
        warned = {point.column for point in points(empty | shares, 0.02) if point.is_warning}
        assert warned == (set(LIMITS) if shares is LIMITS else set())


def test_dossiers_without_a_due_date_are_a_warning_only_where_others_have_fewer():
    row = dict.fromkeys(("code_gap_share", "rejected_share", "form_difference")) | {"has_form": False}
    row |= {"without_due_share": 0.2}
    assert [points(row, median)[0].is_warning for median in (0.0, 0.1, 0.101)] == [True, True, False]


def test_beside_each_rank_stands_how_many_figures_are_worth_a_look():
    rows = small_site()["en/index.html"].partition("</table>")[0]
    assert rows.count('<a href="#completeness">to look at: 2</a>') == 1
    assert len(SMALL_CITY.tables["completeness"]) == len(RANKED) + 1
