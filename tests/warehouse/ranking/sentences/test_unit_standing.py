"""What a unit is told would earn the missing points is exactly what does, and is said only where it can be."""

import math
import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from in_force import INDICATORS, TABLES, method_of

from schemas.method_parts import default_target
from schemas.words.catalogue import said
from warehouse.ranking.sentences.unit_indicators import improvements, indicator_rows
from warehouse.ranking.sentences.unit_standing import UnitRows, moved

METHOD = method_of("council-survey")
RULES = [r for r in METHOD.rules if r.size and INDICATORS[r.code].kind == "proportion"]
NOTHING = ("value", "ci_low", "ci_high", "excluded")


def earned(rule, x, n):
    """The share of an indicator's points by the rule of points or between two goalposts, exactly."""
    if rule.normalisation.kind == "goalposts":
        worst, best = Fraction(rule.normalisation.worst), Fraction(rule.normalisation.best)
        return min(Fraction(1), max(Fraction(0), (Fraction(x, n) - worst) / (best - worst)))
    target, direction = default_target(rule, INDICATORS[rule.code]), INDICATORS[rule.code].direction
    good, aim = (Fraction(x, n), target) if direction == 1 else (1 - Fraction(x, n), 1 - target)
    return min(Fraction(1), good / aim)


def cell(rule, x=None, n=None, status="OK"):
    share = earned(rule, x, n) if n else 0
    points = float(Fraction(rule.size) * share) if status == "OK" else None
    group = next(g.id for g in METHOD.all_groups if rule in g.indicators)
    about = {"indicator": rule.code, "group": group, "max_points": float(rule.size), "points": points}
    return dict.fromkeys(NOTHING) | about | {"x": x, "n": n, "status": status, "added": None}


@given(st.sampled_from(RULES), st.integers(1, 600_000), st.data())
def test_what_is_said_to_be_needed_earns_all_points_and_one_less_does_not(rule, n, data):
    x = data.draw(st.integers(0, n))
    found = improvements(METHOD, UnitRows({}, [cell(rule, x, n)]), TABLES)
    if not found:
        assert (1 - earned(rule, x, n)) * Fraction(rule.size) < Fraction(1, 200) + Fraction(1, 10**9)
        return
    (row,) = found
    advice, _ = said(row.advice)
    (needed,) = (int(m.replace(".", "")) for m in re.findall(r"cần (?:thêm|bớt) ([\d.]+) trường hợp", advice))
    step = INDICATORS[rule.code].direction
    assert earned(rule, x + step * needed, n) == 1
    assert earned(rule, x + step * (needed - 1), n) < 1
    assert math.isclose(row.lost, float((1 - earned(rule, x, n)) * Fraction(rule.size)), abs_tol=1e-9)


def test_the_greatest_loss_comes_first():
    rows = improvements(METHOD, UnitRows({}, [cell(rule, 50, 100) for rule in RULES]), TABLES)
    assert [r.lost for r in rows] == sorted((r.lost for r in rows), reverse=True)
    assert len(rows) > 1


def test_a_unit_is_not_blamed_for_what_did_not_arise():
    for status in ("NOT_APPLICABLE", "SMALL_N"):
        assert improvements(METHOD, UnitRows({}, [cell(RULES[0], 0, 0, status)]), TABLES) == []


def test_figures_that_were_not_sent_are_asked_for():
    (row,) = improvements(METHOD, UnitRows({}, [cell(RULES[0], status="NOT_REPORTED")]), TABLES)
    assert said(row.advice)[0].startswith("Chưa có số liệu để chấm. Gửi đủ dữ liệu")
    assert row.lost == float(RULES[0].size)


def test_every_indicator_of_the_method_has_a_row_in_its_order():
    rows = indicator_rows(METHOD, UnitRows({}, [cell(rule, 40, 100) for rule in RULES]))
    assert [r["name"].vi for r in rows] == [INDICATORS[r.code].name_vi for r in RULES]
    assert {said(r["status"])[0] for r in rows} == {"đã chấm"}


def test_an_indicator_that_is_only_shown_has_no_points_of_0():
    shown = next(rule for rule in METHOD.rules if rule.computable and not rule.size)
    (row,) = indicator_rows(METHOD, UnitRows({}, [cell(shown) | {"x": 900, "n": 30, "points": 0.0, "max_points": 0.0}]))
    assert (row["points"], row["max_points"], row["x"], row["n"]) == (None, None, 900, 30)
    assert said(row["status"])[1] == "not scored, shown beside the score alone"


def test_a_cell_that_was_completed_says_with_how_many_cases_of_the_city_and_at_what_rate():
    small = cell(RULES[0], 2, 10, "SMALL_N") | {"added": 20, "added_rate": 0.75}
    (row,) = indicator_rows(METHOD, UnitRows({}, [small]))
    assert said(row["status"]) == (
        "quá ít trường hợp để chấm riêng; chấm sau khi cộng thêm 20 trường hợp theo tỷ lệ chung 75,00% của thành phố",
        "too few cases to be scored by themselves; scored with 20 cases added at 75.00%, the city's rate",
    )


def test_a_change_is_called_better_by_the_direction_of_the_indicator():
    more = {"is_significant": True, "change": 0.1}
    assert said(moved(more, 1)) == ("tốt lên có ý nghĩa thống kê", "is better")
    assert said(moved(more, -1)) == ("kém đi có ý nghĩa thống kê", "is worse")
    unsure = said(moved(more | {"is_significant": False}, -1))
    assert unsure == ("chưa đủ căn cứ để nói là khác", "has not changed significantly")
