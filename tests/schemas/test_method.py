from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from in_force import INDICATORS

from schemas.city import DEFAULT_CITY, load_city
from schemas.errors import DeclarationError
from schemas.method import Method, load_method
from schemas.method_settings import Eligibility, RankSetRules, Sensitivity, Uncertainty
from schemas.sensitivity_levels import OWN, sensitivity_levels
from schemas.strict import load, read_toml

QD766 = DEFAULT_CITY / "methods" / "qd766.toml"
SMALL = """
id = "small"
name_vi = "Nhỏ"
name_en = "Small"
legal_basis = ""
total_points = 10
[[groups]]
id = "timeliness"
name_vi = "Đúng hạn"
name_en = "Timeliness"
max_points = 10
[[groups.indicators]]
code = "on_time_over_resolved"
max_points = 7.5
[[groups.indicators]]
code = "overdue_open_share"
max_points = 2.5
"""


@pytest.fixture
def write(tmp_path: Path):
    def _write(text: str) -> Path:
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def declared(path: Path) -> Method:
    return load(Method, path)


def test_the_methods_of_the_city_load_and_their_indicators_exist():
    city = load_city()
    for path in sorted((city.folder / "methods").glob("*.toml")):
        load_method(path, city.indicators)
    assert city.method_path(city.about.nightly_method).is_file()


def test_qd766_has_the_published_maxima_and_says_what_it_cannot_compute():
    method = declared(QD766)
    assert [int(g.max_points) for g in method.groups] == [18, 20, 12, 10, 22, 18]
    assert [int(b.min) for b in method.bands] == [90, 80, 70, 50, 0]
    assert method.computable_size == 82
    assert [r.code for r in method.rules if not r.computable] == ["766-1.1", "766-1.4", "766-3.2", "766-4.4", "766-4.5"]
    targets = {r.code: r.target for r in method.rules if r.target is not None}
    assert targets == {
        "procedures_online_share": Decimal("0.8"),
        "online_share": Decimal("0.5"),
        "payment_integration_share": Decimal("0.8"),
        "digitised_share": Decimal("0.8"),
        "reuse_share": Decimal("0.8"),
        "satisfaction_766": Decimal("0.9"),
    }


@pytest.mark.parametrize(("name", "seed"), [("qd766", 766), ("council-survey", 61)])
def test_the_shipped_methods_state_every_choice(name, seed):
    data = read_toml(DEFAULT_CITY / "methods" / f"{name}.toml")
    assert set(data) == set(Method.model_fields)
    settings = (("eligibility", Eligibility), ("uncertainty", Uncertainty), ("rank_sets", RankSetRules))
    for table, model in (*settings, ("sensitivity", Sensitivity)):
        assert set(data[table]) == set(model.model_fields), table
    assert data["uncertainty"]["seed"] == seed


@pytest.mark.parametrize("name", ["qd766", "council-survey"])
def test_every_setting_of_a_shipped_method_has_a_comment_beside_or_above_it(name):
    text = (DEFAULT_CITY / "methods" / f"{name}.toml").read_text(encoding="utf-8")
    settings = text[: text.index("cautions_vi")].partition("total_points")[2].splitlines()[1:]
    settings += text[text.index("[eligibility]") :].partition("[[bands]]")[0].splitlines()
    for above, line in pairwise(settings):
        assert " = " not in line or line.startswith("#") or "#" in line or above.startswith("#"), line


def test_points_are_exact_decimals(write):
    method = declared(write(SMALL))
    assert [r.max_points for r in method.rules] == [Decimal("7.5"), Decimal("2.5")]
    assert (method.min_n, method.on_not_reported, method.eligibility.overall) == (30, "ineligible", Decimal("0.80"))


@pytest.mark.parametrize(
    ("rank_on", "decimals"), [("unrounded", None), ("rounded(0)", 0), ("rounded(2)", 2), ("rounded( 3 )", 3)]
)
def test_scores_are_ranked_rounded_or_not(write, rank_on, decimals):
    text = WEIGHTS.replace(ROOT, f'{ROOT}\nrank_on = "{rank_on}"')
    assert declared(write(text)).rank_decimals == decimals


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("max_points = 7.5", "max_points = 7", r"group timeliness: .*sum to 9.5, declared are 10"),
        ("total_points = 10", "total_points = 90", r"the method: .*sum to 10, declared are 90"),
        ("overdue_open_share", "on_time_over_resolved", "indicator used twice: on_time_over_resolved"),
        ('id = "small"', 'id = "other"', "must be the file's name"),
        ("max_points = 7.5", "max_points = 7.5\ncomputable = false", "give name_vi"),
        ("max_points = 7.5", "max_points = 7.5\nmin_cases = 5", "unknown key 'min_cases'"),
        ("total_points = 10", 'total_points = 10\nties = "random"', "ties"),
    ],
)
def test_a_method_that_does_not_add_up_is_refused(write, old, new, message):
    with pytest.raises(DeclarationError, match=message):
        load_method(write(SMALL.replace(old, new, 1)), INDICATORS)


WEIGHTS = """
id = "small"
name_vi = "Nhỏ"
name_en = "Small"
legal_basis = ""
[[groups]]
id = "work"
name_vi = "Công việc"
name_en = "Work"
weight = 2
[[groups.groups]]
id = "speed"
name_vi = "Tốc độ"
name_en = "Speed"
weight = 3
[[groups.groups.groups]]
id = "lateness"
name_vi = "Trễ hạn"
name_en = "Lateness"
weight = 1
[[groups.groups.groups.indicators]]
code = "on_time_over_resolved"
weight = 1
[[groups.groups.groups.indicators]]
code = "overdue_open_share"
weight = 3
[[groups]]
id = "people"
name_vi = "Người dân"
name_en = "People"
weight = 2
[[groups.indicators]]
code = "satisfaction"
weight = 1
"""
FIRST = 'code = "on_time_over_resolved"\nweight = 1'
ABSENT = 'computable = false\nname_vi = "a"\nname_en = "a"\nreason_vi = "a"\nreason_en = "a"'


def test_groups_nest_on_any_number_of_levels(write):
    method = declared(write(WEIGHTS))
    assert [g.id for g in method.all_groups] == ["work", "speed", "lateness", "people"]
    assert [r.code for r in method.rules] == ["on_time_over_resolved", "overdue_open_share", "satisfaction"]


def test_a_fault_is_told_with_its_place_and_the_nearest_key(write):
    nested = WEIGHTS.replace(FIRST, FIRST + "\ntagret = 1", 1).replace(
        'name_en = "Small"', 'name_en = "Small"\nmin_m = 1'
    )
    nested += "[uncertainty]\nlevels = 0.9\n[sensitivity]\nmissing = ['skip']\n"
    with pytest.raises(DeclarationError) as caught:
        declared(write(nested))
    told = str(caught.value)
    assert "small.toml: 4 fault(s)" in told
    assert "groups.0.groups.0.groups.0.indicators.0.tagret: unknown key 'tagret'; did you mean target" in told
    assert "min_m: unknown key 'min_m'; did you mean min_n" in told
    assert "uncertainty.levels: unknown key 'levels'; did you mean level" in told
    assert "sensitivity.missing.0: Input should be 'renormalise' or 'zero'" in told


def scaled(scale: str) -> str:
    return WEIGHTS.replace("code =", f"normalisation = {scale}\ncode =")


ZSCORE = '{ kind = "zscore", mean = 0.9, sd = 0.05 }'
ROOT = 'name_en = "Small"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            WEIGHTS.replace(FIRST, FIRST.replace("weight", "max_points"), 1),
            "indicator on_time_over_resolved: .*`weight`",
        ),
        (WEIGHTS.replace("weight = 3", "max_points = 3", 1), "group speed: this is a method of weights"),
        (
            SMALL.replace("max_points = 7.5", "max_points = 7.5\nweight = 1"),
            "on_time_over_resolved: .*method of points",
        ),
        (
            WEIGHTS.replace('code = "satisfaction"\nweight = 1', 'code = "satisfaction"\nweight = 0'),
            "group people weighs",
        ),
        (WEIGHTS.replace("weight = 2", "weight = 0"), "nothing to rank by"),
        (WEIGHTS.replace("code =", f"{ABSENT}\ncode ="), "nothing to rank by"),
        (WEIGHTS.replace("weight = 2", "weight = -1", 1), "groups.0.weight: .*greater than or equal to 0"),
        (WEIGHTS.replace("weight = 2", "weight = nan", 1), "groups.0.weight: .*finite"),
        (WEIGHTS.replace(FIRST, f"{FIRST}\nrequired = true\n{ABSENT}", 1), "required and not computable"),
        (WEIGHTS.replace(FIRST, f"{FIRST}\ntarget = 0.9\nnormalisation = {ZSCORE}", 1), "`target` belongs to points"),
        (WEIGHTS.replace(FIRST, f"{FIRST}\nnormalisation = {ZSCORE}", 1), "different scales cannot be averaged"),
        (SMALL.replace("code =", f"normalisation = {ZSCORE}\ncode ="), "points needs indicators scored from 0 to 100"),
        (scaled('{ kind = "goalposts", worst = 0.5 }'), "goalposts takes best, worst; given: worst"),
        (scaled('{ kind = "goalposts", worst = 0.5, best = 0.5 }'), "worst and best are the same"),
        (scaled('{ kind = "dist_target", worst = 0.5, target = 0.5 }'), "worst and target are the same"),
        (scaled('{ kind = "prank", from = 1 }'), "prank has no `from` and `to`"),
        (scaled('{ kind = "minmax", worst = 0, best = 1, from = 9, to = 1 }'), "`from` is less than `to`"),
        (scaled('{ kind = "zscore", mean = 0.9, sd = 0 }'), "greater than 0"),
        (scaled('{ kind = "points", best = 1 }'), "points takes no parameter"),
        (WEIGHTS.replace(ROOT, f'{ROOT}\naggregation = "geometric"'), "need scores above 0"),
        (WEIGHTS.replace('name_en = "Speed"', 'name_en = "Speed"\naggregation = "harmonic"'), "need scores above 0"),
        (WEIGHTS.replace('name_en = "Speed"', 'name_en = "Speed"\naggregation = "mpi"'), "mpi needs every indicator"),
        (WEIGHTS.replace(ROOT, f'{ROOT}\naggregation = "ampi"'), "ampi needs every indicator"),
        (scaled(ZSCORE).replace(ROOT, f'{ROOT}\non_not_reported = "zero"'), "no best and worst score, which `zero`"),
        (
            scaled(ZSCORE).replace(FIRST, f'{FIRST}\non_not_applicable = "full"'),
            "no best and worst score, which `full`",
        ),
        (WEIGHTS.replace(ROOT, f"{ROOT}\ncopeland_ignores_noise = true"), "needs aggregation = copeland"),
        (SMALL.replace("total_points", 'aggregation = "copeland"\ntotal_points', 1), "not points"),
        (
            WEIGHTS.replace('name_en = "Speed"', 'name_en = "Speed"\naggregation = "copeland"'),
            "group speed: copeland counts pairs",
        ),
        (scaled('{ kind = "minmax", worst = 0, best = 1, form = 9 }'), "unknown key 'form'; did you mean from?"),
        (WEIGHTS.replace(ROOT, f'{ROOT}\ntie_break = ["satisfactions"]'), "does not have: satisfactions"),
        (WEIGHTS.replace(ROOT, f'{ROOT}\ntie_break = ["satisfaction", "satisfaction"]'), "twice: satisfaction"),
        (
            WEIGHTS.replace(FIRST, f"{FIRST}\n{ABSENT}").replace(
                ROOT, f'{ROOT}\ntie_break = ["on_time_over_resolved"]'
            ),
            "not comp",
        ),
        (WEIGHTS.replace('id = "people"', 'id = "speed"'), "group used twice: speed"),
        (WEIGHTS + "[[groups]]\nid = 'x'\nname_vi = 'x'\nname_en = 'x'\nweight = 1", "either indicators or groups"),
        *(
            (WEIGHTS.replace(ROOT, f'{ROOT}\nrank_on = "{other}"'), "rank_on")
            for other in ("rounded", "rounded(-1)", "rounded(x)", "exact", "rounded(10)")
        ),
        (WEIGHTS + '[rank_sets]\nratios = "fisher_holm"', "fisher_holm holds for independent cases"),
        (WEIGHTS + "[uncertainty]\ndesign_effect = 0.5", "at least 1, not 0.5"),
        (WEIGHTS + "[uncertainty]\nlevel = 1.0", "uncertainty.level: .*less than 1"),
        (WEIGHTS + "[uncertainty]\ndraws = 10", "uncertainty.draws"),
        (WEIGHTS + "[eligibility]\noverall = 80", "eligibility.overall: .*less than or equal to 1"),
        (WEIGHTS + '[sensitivity]\nmissing = ["zero", "zero"]', "missing names a level twice"),
        (WEIGHTS + "[sensitivity]\nweight_change = 0", "weight_sets = 10 needs weight_change above 0"),
        (
            WEIGHTS + "[[bands]]\nname_vi='a'\nname_en='a'\nmin=1\n[[bands]]\nname_vi='b'\nname_en='b'\nmin=1.0",
            "begin at the same",
        ),
        (
            WEIGHTS + "[[bands]]\nname_vi='a'\nname_en='a'\nmin=1\n[[bands]]\nname_vi='a'\nname_en='b'\nmin=2",
            "share a name: a",
        ),
        (SMALL + "[[bands]]\nname_vi='a'\nname_en='a'\nmin=11", "band a begins at 11, above the 10"),
    ],
)
def test_choices_that_do_not_go_together_are_refused(write, text, message):
    with pytest.raises(DeclarationError, match=message):
        declared(write(text))


@pytest.mark.parametrize(
    "text",
    [
        scaled('{ kind = "minmax", worst = 0.5, best = 1, from = 1, to = 100 }').replace(
            ROOT, f'{ROOT}\naggregation = "geometric"'
        ),
        scaled('{ kind = "zscore", mean = 0.9, sd = 0.1, from = 100, to = 10 }').replace(
            ROOT, f'{ROOT}\naggregation = "mpi"'
        ),
        scaled('{ kind = "minmax", worst = 0.5, best = 1, from = 70, to = 130 }').replace(
            ROOT, f'{ROOT}\naggregation = "ampi"'
        ),
        WEIGHTS.replace(ROOT, f'{ROOT}\naggregation = "copeland"\ncopeland_ignores_noise = true'),
        WEIGHTS + '[rank_sets]\nratios = "fisher_holm"\n[uncertainty]\ndesign_effect = 1',
        SMALL.replace("code =", 'normalisation = { kind = "goalposts", worst = 0.5, best = 1 }\ncode =', 1),
        # 100 and 100.0 are one scale
        scaled('{ kind = "minmax", worst = 0, best = 1, from = 1, to = 100 }').replace("to = 100 }", "to = 100.0 }", 1),
    ],
)
def test_choices_that_go_together_are_accepted(write, text):
    declared(write(text))


def test_a_default_that_is_written_out_leaves_the_fingerprint_as_it_is(write):
    silent = declared(write(WEIGHTS))
    told = (
        "[eligibility]\noverall = 0.80\neach_group = 0.50\n[sensitivity]\ntarget_change = 0.10\nweight_change = 0.25\n"
    )
    told += "[uncertainty]\nlevel = 0.95\n[rank_sets]\nleast_rankability = 0.5\n# a comment\n"
    assert declared(write(WEIGHTS + told)).fingerprint == silent.fingerprint
    assert declared(write(WEIGHTS + told.replace("0.95", "0.9"))).fingerprint != silent.fingerprint


def test_a_level_that_the_method_has_anyway_makes_no_further_run(write):
    levels = sensitivity_levels(declared(write(WEIGHTS)))
    assert list(map(len, levels.values())) == [3, 2, 2, 3, 2, 11, 4, 2]
    assert {tried[0] for tried in levels.values()} == {OWN}
    shown = WEIGHTS.replace(FIRST, FIRST.replace("weight = 1", "weight = 0"))
    assert sensitivity_levels(declared(write(shown)))["leave_one_out"] == (OWN, "overdue_open_share", "satisfaction")
    scale = '{ kind = "minmax", worst = 0.5, best = 1, from = 1, to = 100 }'
    same = scaled(scale).replace(ROOT, f'{ROOT}\naggregation = "geometric"\nimputation = "group_median"')
    same += "[sensitivity]\nleave_one_out = false\nreporting = false\nweight_sets = 0\n"
    assert list(map(len, sensitivity_levels(declared(write(same))).values())) == [2, 2, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("overdue_open_share", "overdue_open_shares", "no such indicator; did you mean overdue_open_share"),
        ("overdue_open_share", "moved_due_share", "signal of integrity"),
        ("overdue_open_share", "training_per_official", "only against a target"),
        ("max_points = 2.5", "max_points = 2.5\ntarget = 1", "target 1"),
        ("max_points = 7.5", "max_points = 7.5\ntarget = 0", "target 0"),
        ("max_points = 7.5", "max_points = 7.5\ntarget = 95", "target 95"),
    ],
)
def test_rules_that_no_indicator_can_serve_are_refused(write, old, new, message):
    with pytest.raises(DeclarationError, match=message):
        load_method(write(SMALL.replace(old, new, 1)), INDICATORS)


CONDITIONAL = 'code = "overdue_open_share"\n'


@pytest.mark.parametrize(
    ("root", "own", "refused"),
    [
        ("", "min_n = 1", "on_not_applicable and on_small_n"),
        ("min_n = 10", "", "min_n = 10 and on_not_applicable and on_small_n"),
        ("min_n = 10", "min_n = 30", ""),
        ("", "min_n = 29", "min_n = 29"),
        ("", "", ""),
        ('on_small_n = "city_rate"', "min_n = 1", "on_not_applicable = "),
        ("", 'min_n = 1\non_not_applicable = "full"', "on_small_n = "),
        ("", 'min_n = 1\non_not_applicable = "city_rate"\non_small_n = "city_rate"', ""),
    ],
)
def test_a_conditional_rate_of_few_cases_whose_weight_would_move_is_refused(write, root, own, refused):
    path = write(SMALL.replace(ROOT, f"{ROOT}\n{root}").replace(CONDITIONAL, f"{CONDITIONAL}{own}\n"))
    if not refused:
        assert load_method(path, INDICATORS)
        return
    with pytest.raises(
        DeclarationError, match=f'it is conditional .*{refused}.*write "city_rate" there, or min_n = 30'
    ):
        load_method(path, INDICATORS)


def test_a_rate_that_the_unit_does_not_make_or_that_earns_nothing_may_be_of_few_cases(write):
    few = 'code = "overdue_open_share"\nmin_n = 1\n'
    load_method(write(SMALL.replace(CONDITIONAL, few.replace("overdue_open_share", "satisfaction"))), INDICATORS)
    weightless = SMALL.replace(CONDITIONAL, few).replace("max_points = 7.5", "max_points = 10")
    load_method(write(weightless.replace("max_points = 2.5", "max_points = 0")), INDICATORS)


def test_indicators_that_are_declared_otherwise_are_another_version_of_the_same_method(write):
    path, late = write(SMALL), INDICATORS["overdue_open_share"]
    changed = late.model_copy(update={"denominator": late.numerator})
    of_others = {"supplement_share": INDICATORS["supplement_share"].model_copy(update={"name_en": "Other"})}
    method, other, unconcerned = (
        load_method(path, INDICATORS | more) for more in ({}, {late.code: changed}, of_others)
    )
    assert other.fingerprint == unconcerned.fingerprint == method.fingerprint
    assert other.indicators_version != method.indicators_version == unconcerned.indicators_version
