import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import numpy as np
import pytest
from in_force import INDICATORS, method_of

from schemas.method import Method
from schemas.method_settings import Aggregation, Imputation, OnNotApplicable, OnNotReported, OnSmallN, Scale
from schemas.strict import parse
from schemas.words.catalogue import said
from schemas.words.languages import ENGLISH, VIETNAMESE, Language
from schemas.words.message import message
from warehouse.ranking.explanation.blocks import markdown
from warehouse.ranking.explanation.expression import as_text
from warehouse.ranking.explanation.formula import AGGREGATION_FORMULAS, formula
from warehouse.ranking.explanation.method import explain, sections
from warehouse.ranking.index.scale import normalised

QD766 = method_of("qd766")
SURVEY = method_of("council-survey")


def group(name, weight=1, indicators=(), groups=(), **more):
    named = {"id": name, "name_vi": f"Nhóm {name}", "name_en": name, "weight": weight}
    return named | {"indicators": list(indicators), "groups": list(groups)} | more


def rule(code, weight=1, **more):
    return {"code": code, "weight": weight} | more


def method(*groups, **more) -> Method:
    named = {"id": "m", "name_vi": "Thử", "name_en": "Trial", "legal_basis": "Nghị quyết 1"}
    return parse(Method, named | {"groups": list(groups)} | more, "m").with_indicators(INDICATORS)


NESTED = method(
    group("work", 3, groups=[group("speed", 1, [rule("on_time_766", 1), rule("overdue_open_share", 3)])]),
    group("people", 1, [rule("satisfaction", required=True)]),
)


SCALED = method(
    group("g", 1, [rule("satisfaction", normalisation={"kind": "zscore", "mean": "0.955", "sd": "0.0125"})]),
    uncertainty={"design_effect": "2.5", "draws": 20_000, "level": "0.998"},
    sensitivity={"weight_sets": 1_500, "weight_change": "0.125"},
    rank_on="rounded(2)",
    ties="mid",
    min_n=1_200,
)
EVERY = pytest.mark.parametrize("of", [QD766, SURVEY, NESTED, SCALED], ids=["qd766", "survey", "nested", "scaled"])


def bilingual(of: Method):
    """Yield the lines of each section in Vietnamese and in English."""
    for told in sections(of):
        yield markdown(told.blocks, VIETNAMESE), markdown(told.blocks, ENGLISH)


def section(page: str, title: str) -> str:
    """Return the text of one section."""
    (found,) = re.findall(rf"^## \d+\. {title}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found


@EVERY
@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_every_section_is_told(of, language):
    page = explain(of, language)
    told = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    assert [s.split(".")[0] for s in told] == [str(i) for i in range(1, 13)]
    assert min(len(s.strip()) for s in told) > 20
    assert "None" not in page
    assert "Decimal" not in page


@EVERY
def test_both_languages_are_whole_and_have_the_same_lines_with_the_same_numbers(of):
    assert all(title for told in sections(of) for title in said(told.title))
    for vi, en in bilingual(of):
        assert len(vi) == len(en)
        for ours, theirs in zip(vi, en, strict=True):
            assert bool(ours.strip()) == bool(theirs.strip())
            assert re.match(r" *(- |### |)", ours)[0] == re.match(r" *(- |### |)", theirs)[0]
            # The marks of thousands and decimals differ; the digits between them do not.
            assert sorted(re.findall(r"\d+", ours)) == sorted(re.findall(r"\d+", theirs)), (ours, theirs)
            assert sorted(re.findall(r"`[a-z0-9_-]+`", ours)) == sorted(re.findall(r"`[a-z0-9_-]+`", theirs))


@EVERY
def test_no_vietnamese_is_left_in_the_english(of):
    """Only names have Vietnamese letters in English: of laws, and the abbreviation QĐ in names of indicators."""
    for _, en in bilingual(of):
        for line in en:
            if not line.startswith(("- Legal basis:", "Legal basis:")):
                marks = [c for c in unicodedata.normalize("NFD", line.replace("QĐ", "")) if unicodedata.combining(c)]
                assert not marks, line
                assert "đ" not in line


def test_a_caution_in_one_language_only_is_shown_in_both():
    of = method(group("g", 1, [rule("satisfaction")]), cautions_vi=["Một.", "Hai."], cautions_en=["One."])
    (vi, en), *_ = bilingual(of)
    assert vi[-2:] == ["- Một.", "- Hai."]
    assert en[-2:] == ["- One.", "- Hai."]


def test_all_that_the_method_declares_is_on_the_page():
    page, english = explain(QD766), explain(QD766, ENGLISH)
    tree = section(page, "Nhóm và chỉ số")
    for of in QD766.groups:
        assert f"- **{of.name_vi}**: {of.max_points} điểm, {of.max_points}%" in tree
        assert f"- **{of.name_en}**: {of.max_points} points, {of.max_points}%" in english
    for r in QD766.rules:
        assert f"(`{r.code}`): {r.max_points} điểm, {r.max_points}%" in tree
        assert ("không tính được" in next(x for x in tree.splitlines() if f"`{r.code}`" in x)) is not r.computable
        assert (f"### {INDICATORS[r.code].name_vi} (`{r.code}`)" in page) if r.computable else (r.reason_vi in page)
        assert (f"### {INDICATORS[r.code].name_en} (`{r.code}`)" if r.computable else r.reason_en) in english
    assert "100 điểm; tính được từ số liệu của các đơn vị: 82 điểm" in page
    assert "100 points; computed from the units' data: 82 points" in english
    for text in (*QD766.cautions_vi, QD766.legal_basis, QD766.fingerprint, "mô phỏng: 766"):
        assert text in page
    for text in (*QD766.cautions_en, QD766.legal_basis, QD766.fingerprint, "simulations: 766"):
        assert text in english
    assert "Xuất sắc từ 90, Tốt từ 80, Khá từ 70, Trung bình từ 50, Yếu từ 0" in section(page, "Nhóm thứ hạng và loại")


def test_points_are_explained_with_their_own_numbers():
    page = explain(SURVEY)
    assert "`điểm = 10 × min(1, tỷ lệ / 50%)`" in page
    assert "`điểm = 20 × min(1, tỷ lệ / 95%)`" in page
    assert "`điểm = 5 × min(1, (100% − tỷ lệ) / (100% − 0%))`" in page
    assert "`điểm = 10 × min(1, giá trị / 2)`" in page
    workload = page.split("(`workload_per_official`)\n")[1].split("###")[0]
    assert "không chấm điểm" in workload
    assert "Công thức" not in workload


def test_what_is_counted_is_told():
    block = explain(QD766).split("(`petitions_on_time`)\n")[1].split("###")[0]
    assert "phản ánh, kiến nghị đã trả lời hoặc quá hạn chưa trả lời" in block
    assert "`petitions_on_time / (petitions_resolved + petitions_overdue (cuối kỳ))`" in block
    assert "Quyết định 766/QĐ-TTg, chỉ số 5.2" in block
    block = explain(QD766).split("(`on_time_766`)\n")[1].split("###")[0]
    assert "received + open (đầu kỳ) − resolved_unknown_766 − open_unknown_766 (cuối kỳ)" in block


def test_shares_multiply_down_the_levels():
    tree = section(explain(NESTED), "Nhóm và chỉ số").splitlines()
    assert "- **Nhóm work**: trọng số 3, 75%" in tree
    assert "  - **Nhóm speed**: trọng số 1, 75%" in tree
    assert any(line.startswith("    - ") and line.endswith("(`on_time_766`): trọng số 1, 18,75%") for line in tree)
    assert any(line.endswith("(`overdue_open_share`): trọng số 3, 56,25%") for line in tree)
    assert "tính được từ số liệu của các đơn vị: 100% của toàn bộ" in explain(NESTED)


def on_scale(code, weight=1, **normalisation):
    return method(group("g", 1, [rule(code, weight, normalisation=normalisation)]))


SCALES = [
    ("satisfaction", {"kind": "points"}),
    ("overdue_open_share", {"kind": "points"}),
    ("satisfaction", {"kind": "goalposts", "worst": 0.2, "best": 0.7}),
    ("overdue_open_share", {"kind": "goalposts", "worst": 0.7, "best": 0.2}),
    ("satisfaction", {"kind": "log_goalposts", "worst": 0.2, "best": 0.7}),
    ("satisfaction", {"kind": "minmax", "worst": 0.2, "best": 0.7, "from": 1, "to": 100}),
    ("overdue_open_share", {"kind": "minmax", "worst": 0.7, "best": 0.2}),
    ("satisfaction", {"kind": "dist_max", "worst": 0.2, "best": 0.7}),
    ("overdue_open_share", {"kind": "dist_target", "worst": 0.7, "target": 0.25}),
    ("satisfaction", {"kind": "frac_max", "best": 0.7}),
    ("satisfaction", {"kind": "zscore", "mean": 0.5, "sd": 0.125, "from": 100, "to": 10}),
    ("overdue_open_share", {"kind": "zscore", "mean": 0.5, "sd": 0.125}),
    ("workload_per_official", {"kind": "goalposts", "worst": 100, "best": 1200.5}),
]


def calculated(text: str, value: float, language: Language) -> float:
    """Return what the formula on the page gives, its signs and numbers taken as a reader takes them."""
    sums = re.sub(r"ln (tỷ lệ|giá trị|ratio|value|\S+ ?%|[^\s)]+)", r"log(\1)", re.sub("^(điểm|points) = ", "", text))
    marks, grouped = (".,", r"\d[\d.]*(,\d+)?") if language == VIETNAMESE else (",.", r"\d+(,\d{3})*(\.\d+)?")
    sums = re.sub(grouped, lambda m: m[0].replace(marks[0], "").replace(marks[1], "."), sums)
    sums = re.sub(r"([\d.]+) ?%", r"(\1 / 100)", sums).replace("×", "*").replace("−", "-")
    return float(eval(re.sub("tỷ lệ|giá trị|ratio|value", f"({value})", sums), {"log": math.log}))


@pytest.mark.parametrize(("code", "scale"), SCALES)
@pytest.mark.parametrize("value", [0.125, 0.25, 0.5, 0.75, 0.875])
@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_the_formula_on_the_page_is_the_one_that_is_computed(code, scale, value, language):
    (own,) = on_scale(code, **scale).rules
    value = value * 1500 if INDICATORS[code].kind == "rate" else value
    (expected,) = normalised(own, INDICATORS[code], np.array([value]), Fraction(1))
    shown = as_text(formula(own, INDICATORS[code]), language)
    assert calculated(shown, value, language) == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize("kind", ["rank", "borda", "prank"])
def test_scales_that_compare_units_say_so(kind):
    (own,) = on_scale("satisfaction", kind=kind).rules
    earned = formula(own, INDICATORS["satisfaction"])
    assert "số đơn vị kém hơn" in as_text(earned, VIETNAMESE)
    assert "number of units that are worse" in as_text(earned, ENGLISH)


def test_points_on_another_scale_keep_the_points():
    scale = {"kind": "goalposts", "worst": Decimal("0.5"), "best": 1}
    changed = {"code": "satisfaction", "max_points": Decimal("7.5"), "normalisation": scale}
    whole = {"id": "g", "name_vi": "G", "name_en": "G", "max_points": Decimal("7.5"), "indicators": [changed]}
    (own,) = method(whole, total_points=Decimal("7.5")).rules
    shown = as_text(formula(own, INDICATORS["satisfaction"]), VIETNAMESE)
    assert shown == "điểm = 7,5 × max(0, min(1, (tỷ lệ − 50%) / (100% − 50%)))"


def test_what_happens_to_missing_cells():
    own = [rule("satisfaction", on_not_reported="zero", on_small_n="pool_previous_period", min_n=1200)]
    told = section(explain(method(group("g", 1, own), on_not_applicable="zero", min_n=50)), "Khi thiếu số liệu")
    assert "Không phát sinh (không có trường hợp nào để đếm): nhận điểm thấp nhất" in told
    assert "dưới 50 trường hợp" in told
    assert "Riêng `satisfaction`: tối thiểu 1.200 trường hợp" in told
    assert "Riêng `satisfaction`, khi không gửi số liệu: nhận điểm thấp nhất" in told
    assert "Riêng `satisfaction`, khi quá ít trường hợp: gộp với kỳ trước" in told
    own = section(explain(QD766), "Khi thiếu số liệu")
    assert "Riêng `petitions_satisfied_766`, khi không phát sinh: được điểm cao nhất" in own
    assert "Riêng `satisfaction_766`" not in own  # one that resolved nothing is completed as for any other indicator


def test_how_scores_are_put_together():
    told = section(explain(QD766), "Cộng điểm và thứ hạng")
    assert "Σ(w × v) / Σw" in told
    assert "điểm chưa làm tròn" in told
    assert "1, 2, 2, 4" in told
    assert "quy về thang 100 điểm" in told
    assert "quy về thang" not in section(explain(SURVEY), "Cộng điểm và thứ hạng")
    positive = {"normalisation": {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}}
    parts = [rule("satisfaction", **positive), rule("on_time_766", **positive)]
    other = method(
        group("g", 1, parts, aggregation="harmonic"), ties="mid", rank_on="rounded(3)", tie_break=["on_time_766"]
    )
    told = section(explain(other), "Cộng điểm và thứ hạng")
    assert "Riêng bên trong nhóm Nhóm g: trung bình điều hòa" in told
    assert "làm tròn đến 3 chữ số" in told
    assert "1; 2,5; 2,5; 4" in told
    assert "lần lượt theo `on_time_766`" in told


def test_chance_and_sets_of_ranks():
    page = explain(QD766)
    told = section(page, "Sai số ngẫu nhiên")
    assert "khoảng tin cậy 95% theo Wilson" in told
    assert "ít nhất 20 tuần" in told
    assert "10.000 lần mô phỏng" in told
    told = section(page, "Khoảng thứ hạng")
    assert "hạng 3–9" in told
    assert "Tukey-Kramer" in told
    assert "dưới 0,5" in told
    fixed = {"design_effect": 3, "interval": "jeffreys", "level": Decimal("0.998")}
    always = {"publish_ranks": "always", "ratios": "kww", "composite": "mc_stepdown", "top": 10}
    page = explain(method(group("g", 1, [rule("satisfaction")]), uncertainty=fixed, rank_sets=always))
    assert "99,8% theo Jeffreys" in page
    assert "định trước là 3" in page
    assert "Hạng luôn được công bố" in page
    assert "10 đơn vị tốt nhất" in page
    assert "từng bước" in page


def test_without_intervals_nothing_is_said_about_performance():
    plain = method(group("g", 1, [rule("satisfaction")]), uncertainty={"interval": "none"})
    page = explain(plain)
    assert "chỉ mô tả, không nói lên chất lượng" in section(page, "Sai số ngẫu nhiên")
    assert "a descriptive ranking, no statement about performance" in section(explain(plain, ENGLISH), "Chance")
    assert "Không có" in section(page, "Khoảng thứ hạng")
    assert "hạng 3–9" not in page
    assert "nhóm mới" not in page


def test_who_is_ranked():
    told = section(explain(NESTED), "Đơn vị nào được xếp hạng")
    assert "Ít nhất 80% tổng trọng số chấm được bằng đủ số trường hợp của chính đơn vị" in told
    assert "ít nhất 50% trong mỗi nhóm" in told
    assert "Bắt buộc có: `satisfaction`" in told
    assert "dưới 5 đơn vị" in told
    assert "Bắt buộc: thiếu chỉ số này" in section(explain(NESTED), "Từ giá trị đến điểm")


def test_the_runs_of_the_sensitivity_analysis_are_counted():
    told = section(explain(QD766), "Nếu chọn cách tính khác")
    assert "3 × 2 × 2 × 2 × 11 × 3 × 14 × 2 = 22.176 lần tính" in told
    assert "±25%" in told
    none = {"normalisations": [], "aggregations": [], "missing": [], "imputations": []}
    none |= {"weight_sets": 0, "target_change": 0, "leave_one_out": False, "reporting": False}
    still = method(group("g", 1, [rule("satisfaction")]), sensitivity=none)
    assert "Không thử" in section(explain(still), "Nếu chọn cách tính khác")


CHOICES = {
    "aggregation": Aggregation,
    "imputation": Imputation,
    "not_applicable": OnNotApplicable,
    "not_reported": OnNotReported,
    "small_n": OnSmallN,
}


def test_every_choice_has_its_words():
    for setting, choices in CHOICES.items():
        for choice in get_args(choices):
            assert all(said(message(f"method_settings.{setting}-{choice}")))
    assert set(AGGREGATION_FORMULAS) == set(get_args(Aggregation))
    assert {scale["kind"] for _, scale in SCALES} | {"rank", "borda", "prank"} == set(get_args(Scale))
