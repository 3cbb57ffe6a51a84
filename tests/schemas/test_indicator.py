import re
from pathlib import Path

import pytest

from schemas.errors import DeclarationError
from schemas.indicator import LAST, Part
from schemas.indicator_files import load_indicators
from schemas.measure import shared_measures
from schemas.terms import Term, negated, terms_in, terms_text

EARLY = """
code = "early_share"
name_vi = "Tỷ lệ giải quyết sớm"
name_en = "Resolved early"
numerator = "resolved_before_due"
denominator = "resolved - resolved_without_due"
denominator_id = "resolved_with_current_due"
denominator_vi = "hồ sơ đã giải quyết có ngày hẹn trả hiện tại"
denominator_en = "dossiers resolved that have a current due date"

[legal_basis]
name = "Thông tư"
valid_from = 2020-10-21
"""
PARTS = """
[[parts]]
events = "resolved_late"
cases = "resolved - resolved_without_due"

[[parts]]
events = "resolved_on_due_day"
cases = "resolved - resolved_without_due"
"""
OF_ALL = EARLY.replace("resolved - resolved_without_due", "resolved").replace("resolved_with_current_due", "resolved")
CENSUS = EARLY.replace("numerator", "is_census = true\nnumerator", 1)
PROCEDURES = re.sub('^(numerator|denominator) = ".*"$', r'\1 = "procedures@end"', CENSUS, flags=re.MULTILINE)
ITS_PARTS = """
[[parts]]
events = "procedures@end - procedures@end"
cases = "procedures@end"
"""
NOT_EARLY = "resolved - resolved_without_due - resolved_late - resolved_on_due_day"
RATE = EARLY.replace("numerator", 'kind = "rate"\nunit_vi = "hồ sơ"\nunit_en = "dossiers"\nnumerator', 1)


def indicators_of(folder: Path, text: str = EARLY, name: str = "early_share") -> list[str]:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return list(load_indicators(folder, shared_measures()))


@pytest.mark.parametrize("text", ["a", "a + b@start - c@end", "- a + b@mean", "a_1 - b - a_1"])
def test_terms_are_read_as_they_are_written(text: str) -> None:
    assert terms_text(terms_in(text)) == text
    assert terms_text(negated(*negated(*terms_in(text)))) == text


def test_a_term_says_measure_time_and_sign() -> None:
    assert terms_in("received+open@start -  late@end") == (
        Term("received"),
        Term("open", "start"),
        Term("late", "end", -1),
    )


@pytest.mark.parametrize("text", ["a b", "a +", "a@middle", "a * b", "a - - b", "Ab", "a, b"])
def test_what_is_no_sum_of_measures_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"cannot read .+: write measures with"):
        terms_in(text)


def test_an_indicator_of_a_city_has_its_place_among_those_of_every_city(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    shared = list(load_indicators(tmp_path / "none", shared_measures()))
    assert indicators_of(tmp_path) == [*shared, "early_share"]
    early = indicators_of(tmp_path, EARLY.replace("name_vi", "position = 25\nname_vi", 1))
    assert early[early.index("early_share") - 1 :][:3:2] == ["on_time_over_resolved_current", "on_time_over_received"]


def test_what_a_denominator_takes_away_is_what_is_left_out(tmp_path: Path) -> None:
    indicators_of(tmp_path)
    indicators = load_indicators(tmp_path, shared_measures())
    assert terms_text(indicators["early_share"].excluded) == "resolved_without_due"
    assert terms_text(indicators["on_time_766"].excluded) == "resolved_unknown_766 + open_unknown_766@end"
    assert indicators["on_time_over_resolved"].excluded == ()


def test_parts_make_up_the_failures(tmp_path: Path) -> None:
    indicators_of(tmp_path, with_parts(counting(NOT_EARLY)))
    one = load_indicators(tmp_path, shared_measures())["early_share"]
    late = Part(events=terms_in("resolved_late"), cases=terms_in("resolved - resolved_without_due"))
    assert one.parts[0] == late
    assert one.tables == ("dossiers",)
    assert one.legal_basis is not None
    assert (one.legal_basis.valid_to, one.position) == (None, LAST)


def with_parts(text: str) -> str:
    return text.replace("[legal_basis]", f"{PARTS}\n[legal_basis]")


def counting(numerator: str) -> str:
    return EARLY.replace("resolved_before_due", numerator)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (counting("resolved_early"), r"numerator: there is no measure 'resolved_early'; nearest: .*resolved"),
        (counting("open"), r"numerator: open is a stock: after its name stands @start, @end, not nothing"),
        (counting("resolved@end"), r"numerator: resolved is a flow: after its name stands nothing, not @end"),
        (counting("officials"), r"numerator: officials is a level: after its name stands @mean, not nothing"),
        (counting(""), r"numerator: .*at least 1 item"),
        (counting("resolved_before_due resolved"), r"numerator: .*cannot read 'resolved'"),
        (EARLY.replace("name_en", "#", 1), "name_en: missing"),
        (EARLY.replace("denominator_vi", "#"), "denominator_vi: missing; the cases that are divided by"),
        (OF_ALL, "'resolved' stands for other terms or other words"),
        (EARLY.replace("resolved_with_current_due", "resolved"), "stands for other terms"),
        (EARLY.replace("numerator", 'excluded = "resolved_late"\nnumerator', 1), "unknown key 'excluded'"),
        (EARLY.replace("numerator", "numerater", 1), "unknown key 'numerater'; did you mean numerator"),
        (EARLY.replace("early_share", "late_share"), "has code 'late_share'; it must be the file's name"),
        (EARLY.replace("numerator", 'kind = "rate"\nnumerator', 1), "a rate has `unit_vi` and `unit_en`"),
        (RATE.replace('kind = "rate"', 'kind = "proportion"'), "a proportion is a share and has neither"),
        (with_parts(RATE), "a rate has no failures"),
        (CENSUS, "is_census: resolved_before_due counts people's business, which nobody decides on"),
        (PROCEDURES + ITS_PARTS, "a census .* has no error of chance: it has neither `parts`"),
        (with_parts(EARLY), "must add up to its failures, resolved - resolved_without_due - resolved_before_due"),
        (EARLY + "valid_to = 2019-01-01", "legal_basis: .*it ends on 2019-01-01, before it begins"),
        (EARLY.replace('name = "Thông tư"', ""), r"legal_basis\.name: missing; write the document"),
    ],
)
def test_an_indicator_that_is_not_whole_is_refused_with_its_file_and_place(
    tmp_path: Path, text: str, fault: str
) -> None:
    indicators_of(tmp_path)
    with pytest.raises(DeclarationError, match=fault) as refused:
        indicators_of(tmp_path, text)
    assert "early_share.toml" in str(refused.value)


def test_a_list_that_was_fixed_by_decision_is_a_census(tmp_path: Path) -> None:
    (tmp_path / "early_share.toml").write_text(
        PROCEDURES.replace("resolved_with_current_due", "early_procedures"), encoding="utf-8"
    )
    declared = load_indicators(tmp_path, shared_measures())
    censuses = [code for code, one in declared.items() if one.is_census]
    assert sorted(censuses) == [
        "early_share",
        "payment_integration_share",
        "procedures_online_share",
        "publication_complete",
        "publication_on_time",
        "publication_within_limit",
    ]


def test_a_city_cannot_say_otherwise_what_every_city_means_by_a_code(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"online_share\.toml: every city has an indicator of this code"):
        indicators_of(tmp_path, EARLY.replace("early_share", "online_share"), "online_share")


MIXED = """
[case_mix]
standardise = "indirect"
strata = ["procedure_code", "field"]
"""
STOCK = OTHERS = EARLY.replace('denominator_id = "resolved', 'denominator_id = "early_')
STOCK = re.sub('^denominator = ".*"$', 'denominator = "open@end"', STOCK, flags=re.MULTILINE)
OTHERS = re.sub('^denominator = ".*"$', 'denominator = "petitions_resolved"', OTHERS, flags=re.MULTILINE)


def test_an_indicator_of_flows_can_be_compared_by_kinds_of_cases(tmp_path: Path) -> None:
    (tmp_path / "early_share.toml").write_text(EARLY + MIXED, encoding="utf-8")
    mix = load_indicators(tmp_path, shared_measures())["early_share"].case_mix
    assert mix is not None
    assert (mix.standardise, mix.strata, mix.least_cases) == ("indirect", ("procedure_code", "field"), 200)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EARLY + MIXED.replace('"field"', '"channel"'), "'channel' does not say what kind of case a dossier is"),
        (EARLY + MIXED.replace('"field"', '"fielt"'), "strata can be procedure_code, field, applicant_type"),
        (EARLY + MIXED.replace('"field"', '"procedure_code"'), "two strata are the same"),
        (EARLY + MIXED.replace("indirect", "roughly"), "standardise"),
        (RATE + MIXED, "a rate has no failures"),
        (STOCK + MIXED, "open@end is no sum over the days of a period"),
        (OTHERS + MIXED, "petitions_resolved counts rows of petitions"),
    ],
)
def test_what_cannot_be_compared_by_kinds_is_refused_before_a_night(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)):
        indicators_of(tmp_path, text)
