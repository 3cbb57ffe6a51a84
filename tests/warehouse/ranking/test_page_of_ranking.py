"""What a reader is told of a ranking: rank sets, tiers, weights, other choices; by page and in sentences."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from engine_cases import YEAR, evidence, method, random_counts, weighted

from schemas.city import load_city
from schemas.register import Unit
from warehouse.ranking.assessment import assess
from warehouse.ranking.changes import CHANGES
from warehouse.ranking.draft import Draft
from warehouse.ranking.form_ii06a import FORM
from warehouse.ranking.page.changes import of_changes
from warehouse.ranking.page.choices import gap, gaps, of_choices
from warehouse.ranking.page.render import ranking_page
from warehouse.ranking.page.standing import MARK, marked, standings
from warehouse.ranking.page.words import findings, meanings, too_few
from warehouse.ranking.periods import previous
from warehouse.ranking.robustness import LEFT_OUT
from warehouse.ranking.statistics.dispersion import Dispersion

CODES = ["online_share", "digitised_share", "on_time_over_resolved"]
VARIED = {"normalisations": ["minmax"], "weight_sets": 2, "leave_one_out": True}
CITY = load_city().about
EFFECT = Dispersion(1.5, 1.5, 8, 400, True)


def draft(found, changes=None, groupings=None, **rules):
    own = method({"a": dict.fromkeys(CODES[:2], 30), "b": {CODES[2]: 40}}, sensitivity=VARIED, **rules)
    units = tuple(
        Unit(unit_id=u, code=u, name_vi=f"Quận <b>{u}</b>", name_en=u, level="district", kind="urban")
        for u in sorted(found)
    )
    assessment = assess(evidence(found), own, sorted(found), None, groupings)
    table = CHANGES.to_frame() if changes is None else pl.DataFrame(changes, schema=CHANGES, orient="row")
    signals = pl.DataFrame(schema={"unit_id": pl.String, "indicator": pl.String})
    about = ("2022-12-31-0123456789abcdef", date(2022, 12, 31), True)
    effects = dict.fromkeys(CODES, EFFECT)
    return Draft(
        assessment, table, previous(YEAR), effects, groupings or {}, signals, FORM.to_frame(), own, YEAR, units, *about
    )


def told(d, group="all"):
    return standings(d.assessment.league, d.ranking.table, {u.unit_id: u.unit_id for u in d.units}, group)


SPREAD = draft(
    random_counts(2, 8, CODES, 5_000, 20_000),
    changes=[
        ("u000", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 4, 2, False),
        ("u001", "score", 50.0, 50.4, 0.4, -1.0, 1.8, 0.6, False, 4, 4, False),
    ],
    groupings={"kind": {f"u{i:03}": "big" if i < 6 else "small" for i in range(8)}},
)
EQUAL = draft({f"u{i}": dict.fromkeys(CODES, (9_990, 10_000)) for i in range(6)})


def test_the_page_shows_sets_tiers_changes_weights_and_choices():
    html = ranking_page(CITY, SPREAD, {"kind:big": "Lớn", "kind:small": "Nhỏ"})
    found = told(SPREAD)
    for line in found.lines:
        assert f'aria-label="hạng thật {line.ranks} trong 8"' in html
    assert html.count('class="set"') == 8 + 6  # of all, and of the group that is large enough
    assert "+5,00" in html
    assert "không rõ rệt" in html
    assert "Không xếp hạng trong nhóm: chỉ 2 đơn vị" in html
    assert set(re.findall(r'href="#(\w+)"', html)) <= set(re.findall(r'<h2 id="(\w+)">', html))
    for section in ("ranking", "peers", "changes", "weights", "choices", "indicators"):
        assert f'<h2 id="{section}">' in html
    assert "hệ số thiết kế 1,50" in html
    assert SPREAD.method.fingerprint in html
    assert "<b>u000" not in html and "&lt;b&gt;u000" in html
    assert not re.search(r'src=|href=(?!"#)|https?://|<script', html)


def test_peer_groups_of_one_name_are_each_shown():
    html = ranking_page(CITY, SPREAD, {"kind:big": "Nhóm", "kind:small": "Nhóm"})
    assert html.count("<strong>Nhóm</strong>") == 2


def test_a_change_is_told_with_its_certainty():
    rows = [
        ("u000", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 7, 2, True),
        ("u001", "score", 50.0, 50.4, 0.4, -1.0, 1.8, 0.6, False, 6, 3, False),
        ("u000", "on_time_over_resolved", 0.95, 0.97, 0.02, 0.01, 0.03, 0.001, True, None, None, None),
        ("u001", "on_time_over_resolved", 0.95, 0.94, -0.01, -0.03, 0.01, 0.5, False, None, None, None),
    ]
    changed = replace(SPREAD, changes=pl.DataFrame(rows, schema=CHANGES, orient="row"))
    told_vi = of_changes(changed)[0][0]
    assert "01/01/2021 – 31/12/2021" in told_vi
    assert "điểm của 1 trong 2 đơn vị" in told_vi
    html = ranking_page(CITY, changed, {})
    assert "hạng 7 → 2" in html
    assert html.count("không có thay đổi đáng tin cậy") == 1
    assert "95,00 % → 97,00 %" in html
    assert "94,00 %" not in html.split('id="changes"')[1].split('id="weights"')[0]


def test_where_nothing_can_be_compared_with_the_period_before_the_reason_is_told():
    assert "không đơn vị nào được xếp hạng ở cả hai kỳ" in of_changes(EQUAL)[0][0]
    plain = draft(random_counts(2, 6, CODES), uncertainty={"interval": "none"})
    assert "không tính khoảng tin cậy" in of_changes(plain)[0][0]


def test_ranks_that_are_withheld_are_not_told_as_changes():
    rows = [("u0", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 4, 1, True)]
    html = ranking_page(CITY, replace(EQUAL, changes=pl.DataFrame(rows, schema=CHANGES, orient="row")), {})
    assert "thay đổi đáng tin cậy" in html
    assert "4 → 1" not in html


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (None, "không làm các đơn vị khác nhau"),
        (0.0, "hầu như không quyết định gì"),
        (0.5, "bằng 50 % khai báo"),
        (1.0, "gần như khai báo"),
        (12.35, "gấp 12,3 lần khai báo"),
    ],
)
def test_the_gap_of_a_weight_in_words(ratio, words):
    assert gap({"ratio": ratio}) == words


def test_what_a_design_effect_rests_on():
    assert "hệ số thiết kế 1,50 (ước lượng từ 400 tuần của 8 đơn vị)" in ranking_page(CITY, SPREAD, {})
    unknown = replace(SPREAD, effects=dict.fromkeys(CODES, Dispersion(1.0, None, 0, 0, False)))
    assert "không ước lượng được, lấy mặc định" in ranking_page(CITY, unknown, {})
    chance = SPREAD.method.uncertainty.model_copy(update={"design_effect": Decimal(1)})
    fixed = replace(unknown, method=SPREAD.method.model_copy(update={"uncertainty": chance}))
    assert "hệ số thiết kế 1,00 (định trước)" in ranking_page(CITY, fixed, {})


def test_a_method_of_weights_has_no_points():
    counts = random_counts(2, 5, CODES)
    own = weighted({"a": dict.fromkeys(CODES[:2], "0.25"), "b": {CODES[2]: "0.5"}})
    shown = replace(SPREAD, method=own, assessment=assess(evidence(counts), own, sorted(counts)))
    html = ranking_page(CITY, shown, {})
    assert html.count("0,25 phần tỷ trọng") == 2
    assert "None" not in html


def test_units_that_cannot_be_told_apart_are_not_ranked_and_the_page_says_so():
    found = told(EQUAL)
    assert found.is_withheld
    assert {line.tier for line in found.lines} == {1}
    html = ranking_page(CITY, EQUAL, {})
    assert "Không công bố hạng" in html
    assert "Không phân biệt được cặp nào trong 15 cặp" in html
    always = draft(
        {f"u{i}": dict.fromkeys(CODES, (9_990, 10_000)) for i in range(6)}, rank_sets={"publish_ranks": "always"}
    )
    assert [line.label for line in told(always).lines] == ["=1"] * 6
    assert not told(always).is_withheld


def test_a_descriptive_ranking_says_that_it_is_one():
    plain = draft(random_counts(2, 6, CODES), uncertainty={"interval": "none"})
    found = told(plain)
    assert [(line.ranks, line.tier, line.interval) for line in found.lines] == [("", None, "")] * 6
    assert "mô tả" in findings(found, plain.method)[0][0]
    assert meanings(found, plain.method) == []
    html = ranking_page(CITY, plain, {})
    assert "Xếp hạng mô tả" in html
    assert "Hạng thật" not in html.split('id="indicators"')[0]


def test_what_is_said_counts_what_is_there():
    found = told(SPREAD)
    said = " ".join(vi for vi, _ in findings(found, SPREAD.method))
    assert f"{found.decided} trong 28 cặp" in said or "cả 28 cặp" in said
    beats = sum(line.low - 1 for line in found.lines)
    assert found.decided == beats == sum(8 - line.high for line in found.lines)
    assert too_few(told(SPREAD, "kind:small"), SPREAD.method)
    assert too_few(told(SPREAD, "kind:big"), SPREAD.method) is None


def test_equal_figures_with_other_ranks_carry_a_mark():
    assert marked([1, 2, 3], ["9,99", "9,99", "9,98"]) == [MARK, MARK, ""]
    assert marked([1, 1, 3], ["9,99", "9,99", "9,98"]) == ["", "", ""]
    assert marked([None, None], ["9,99", "9,99"]) == ["", ""]


def test_weights_and_choices_in_words():
    first = gaps(SPREAD.assessment.weights)[0]
    others = [abs(one["effective_linear"] - one["weight"]) for one in gaps(SPREAD.assessment.weights)]
    assert abs(first["effective_linear"] - first["weight"]) == max(others)
    names = {u.unit_id: u.unit_id for u in SPREAD.units}
    said = of_choices(SPREAD.assessment.robustness, names)
    assert f"Trong {SPREAD.assessment.robustness.runs} cách tính" in said[0][0].replace(".", "")
    assert of_choices(EQUAL.assessment.robustness, {u.unit_id: u.unit_id for u in EQUAL.units}) == []


def test_an_indicator_without_which_there_is_no_ranking_moves_nobody():
    null = pl.DataFrame([(CODES[0], None, None, [])], schema=LEFT_OUT, orient="row")
    of_all = SPREAD.assessment.robustness
    factors = of_all.factors.with_columns(total_order=pl.lit(None, dtype=pl.Float64))
    found = replace(of_all, left_out=pl.concat([null, of_all.left_out.filter(pl.col("indicator") != CODES[0])]))
    shown = replace(SPREAD, assessment=replace(SPREAD.assessment, robustness=replace(found, factors=factors)))
    html = ranking_page(CITY, shown, {})
    assert "None" not in html


def test_nobody_ranked_is_a_page_too():
    nobody = draft({u: dict.fromkeys(CODES, "NOT_REPORTED") for u in ("a", "b")})
    html = ranking_page(CITY, nobody, {})
    assert "Không đơn vị nào được xếp hạng" in html
    assert "không gửi số liệu" in html
