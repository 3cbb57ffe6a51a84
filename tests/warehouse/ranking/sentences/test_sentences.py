"""What a reader is told of a ranking in sentences: rank sets, tiers, weights, changes, other choices."""

from dataclasses import replace

import polars as pl
from draft_cases import CODES, EQUAL, NO_COUNTS, SPREAD, draft
from engine_cases import random_counts

from schemas.words.catalogue import said
from schemas.words.message import Declared
from warehouse.ranking.published import inner_schema
from warehouse.ranking.sentences.changes import of_changes
from warehouse.ranking.sentences.choices import gaps, of_choices, of_weights
from warehouse.ranking.sentences.reliability import of_retest
from warehouse.ranking.sentences.standing import MARK, marked, standings
from warehouse.ranking.sentences.words import findings, meanings, too_few


def names_of(d):
    return {u.unit_id: Declared(u.unit_id, u.unit_id) for u in d.units}


def in_vietnamese(*sentences):
    return " ".join(said(sentence)[0] for sentence in sentences)


def told(d, group="all"):
    return standings(d.assessment.rankings, d.ranking.table, names_of(d), group)


def test_a_change_is_told_with_its_certainty():
    rows = [
        ("u000", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 7, 2, True),
        ("u001", "score", 50.0, 50.4, 0.4, -1.0, 1.8, 0.6, False, 6, 3, False),
        ("u000", "on_time_over_resolved", 0.95, 0.97, 0.02, 0.01, 0.03, 0.001, True, None, None, None),
        ("u001", "on_time_over_resolved", 0.95, 0.94, -0.01, -0.03, 0.01, 0.5, False, None, None, None),
    ]
    rows = [(*row, *NO_COUNTS) for row in rows]
    changed = replace(SPREAD, changes=pl.DataFrame(rows, schema=inner_schema("ranking_changes"), orient="row"))
    told_vi = in_vietnamese(of_changes(changed))
    assert "01/01/2021 – 31/12/2021" in told_vi
    assert "điểm của 1 trong 2 đơn vị" in told_vi


def test_where_nothing_can_be_compared_with_the_period_before_the_reason_is_told():
    assert "không đơn vị nào được xếp hạng ở cả hai kỳ" in in_vietnamese(of_changes(EQUAL))
    plain = draft(random_counts(2, 6, CODES), uncertainty={"interval": "none"})
    assert "không tính khoảng tin cậy" in in_vietnamese(of_changes(plain))


def test_units_that_cannot_be_told_apart_are_not_ranked_and_it_is_said():
    found = told(EQUAL)
    assert found.is_withheld
    assert {line.tier for line in found.lines} == {1}
    told_vi = in_vietnamese(*findings(found, EQUAL.method))
    assert "Không công bố hạng" in told_vi
    assert "Không cặp nào trong 15 cặp" in told_vi
    always = draft(
        {f"u{i}": dict.fromkeys(CODES, (9_990, 10_000)) for i in range(6)}, rank_sets={"publish_ranks": "always"}
    )
    assert [line.label for line in told(always).lines] == ["=1"] * 6
    assert not told(always).is_withheld


def test_grades_are_told_with_what_they_are_worth():
    graded = draft(random_counts(2, 8, CODES, 5_000, 20_000), rank_sets={"least_rankability": 1})
    found = told(graded)
    worth = (round(100 * found.grades_ordered), round(100 * found.grade_error))
    assert found.grades == max(line.grade for line in found.lines) > 2
    told_vi = in_vietnamese(*findings(found, graded.method))
    assert f"chia thành {found.grades} mức, mức 1 là cao nhất: {worth[0]}% số cặp" in told_vi
    assert f"ước tính {worth[1]}% bị xếp ngược" in told_vi
    assert told(SPREAD).grades == told(EQUAL).grades == 0
    assert "Cũng không chia mức" in in_vietnamese(*findings(told(EQUAL), EQUAL.method))
    assert "chia mức" not in in_vietnamese(*findings(told(SPREAD), SPREAD.method))


def test_a_descriptive_ranking_says_that_it_is_one():
    plain = draft(random_counts(2, 6, CODES), uncertainty={"interval": "none"})
    found = told(plain)
    assert [(line.low, line.tier, line.interval) for line in found.lines] == [(None, None, None)] * 6
    assert "mô tả" in in_vietnamese(*findings(found, plain.method))
    assert meanings(found, plain.method) == []


def test_what_is_said_counts_what_is_there():
    found = told(SPREAD)
    told_vi = in_vietnamese(*findings(found, SPREAD.method))
    assert f"{found.decided}/28 cặp" in told_vi or "Cả 28 cặp" in told_vi
    beats = sum(line.low - 1 for line in found.lines)
    assert found.decided == beats == sum(8 - line.high for line in found.lines)
    assert too_few(told(SPREAD, "size:small"), SPREAD.method)
    assert too_few(told(SPREAD, "size:big"), SPREAD.method) is None


def test_the_retest_stands_beside_the_claim_of_the_model_and_it_is_said_which_to_believe():
    def told(*figures, **rules):
        row = ("score", 22, *figures)
        retested = pl.DataFrame([row], schema=inner_schema("ranking_reliability"), orient="row")
        return in_vietnamese(*of_retest(draft(random_counts(2, 6, CODES), halves=retested, **rules)))

    agreeing = told(0.91, 0.8, 0.889, 0.74, 0.95)
    assert "0,91 theo mô hình, 0,89 khi so hai nửa kỳ (từ 0,74 đến 0,95)" in agreeing
    assert "không mâu thuẫn" in agreeing
    assert "Nên tin con số thấp hơn" in told(0.96, 0.8, 0.889, 0.74, 0.95)
    assert "chỉ hỏi về riêng kỳ này" in told(0.96, 0.8, 0.889, 0.74, 0.95, uncertainty={"horizon": "period"})
    assert told(None, 0.8, 0.889, 0.74, 0.95) == ""
    assert of_retest(SPREAD) == []


def test_equal_figures_with_other_ranks_carry_a_mark():
    assert marked([1, 2, 3], ["9,99", "9,99", "9,98"]) == [MARK, MARK, ""]
    assert marked([1, 1, 3], ["9,99", "9,99", "9,98"]) == ["", "", ""]
    assert marked([None, None], ["9,99", "9,99"]) == ["", ""]


def test_weights_and_choices_in_words():
    first = gaps(SPREAD.assessment.weights)[0]
    gap = [abs(row["covariance_share"] - row["weight"]) for row in gaps(SPREAD.assessment.weights)]
    assert gap == sorted(gap, reverse=True)
    told_vi = in_vietnamese(*of_weights(SPREAD))
    shown = f"{100 * first['covariance_share']:.0f}".replace("-", "−")
    assert f"chiếm {shown}% chênh lệch điểm giữa các đơn vị; nếu bỏ" in told_vi
    assert "cộng lại đúng 100%" in told_vi
    assert of_weights(EQUAL) == []
    names = names_of(SPREAD)
    sentences = of_choices(SPREAD.assessment.robustness, names)
    assert f"Trong {SPREAD.assessment.robustness.runs} cách tính" in in_vietnamese(sentences[0]).replace(".", "")
    assert of_choices(EQUAL.assessment.robustness, names_of(EQUAL)) == []
