import json
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import pytest
from engine_cases import NOT_COMPUTABLE, YEAR, cells, evidence, method, random_counts, weighted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

import warehouse.site
from schemas.method import Method
from schemas.method_parts import Group
from schemas.words.catalogue import said
from schemas.words.message import Declared
from tests.browser.chromium import chromium
from warehouse.publication.what_if import what_if
from warehouse.publication.what_if_data import Unsupported
from warehouse.ranking.assessment import completed
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.score import rank
from warehouse.site.what_if_data import as_data

pytestmark = pytest.mark.long

browser = pytest.fixture(scope="module")(chromium)
SCRIPT = Path(warehouse.site.__file__).parent / "assets" / "what-if.js"
A, B, C, D, E = "online_share", "digitised_share", "satisfaction", "on_time_over_resolved", "supplement_share"
CODES = (A, B, C, D, E)
LENIENT = {"eligibility": {"overall": 0, "each_group": 0}}
POSITIVE = {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}
WORST_IS_MORE = POSITIVE | {"worst": 1, "best": 0}
NEW = Reason("NEW_UNIT", Declared("mới", "new"))
ROUNDINGS = ["unrounded", "rounded(1)", "rounded(0)"]


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    return page


def page_data(ranking, hidden=MappingProxyType({})):
    """What a page is given of a ranking."""
    return as_data(what_if(ranking, hidden))


def in_browser(page: Page, data, sizes):
    # As a page would have them: written as JSON, and read from it.
    return page.evaluate("([data, sizes]) => whatIf.compute(JSON.parse(data), sizes)", [json.dumps(data), sizes])


def parts(groups):
    return chain.from_iterable((g, *parts(g.groups), *g.indicators) for g in groups)


def name(part):
    return f"group:{part.id}" if isinstance(part, Group) else part.code


def declared(rules: Method):
    return {name(part): str(part.size) for part in parts(rules.groups)}


def amended(rules: Method, sizes) -> Method:
    """Return the method with other sizes, whether or not they make a valid file."""
    size = "weight" if rules.total_points is None else "max_points"

    def changed(part):
        own = {size: Decimal(sizes[name(part)])}
        if isinstance(part, Group):
            inner = {k: tuple(map(changed, getattr(part, k))) for k in ("groups", "indicators")}
            return part.model_copy(update=own | inner)
        return part.model_copy(update=own)

    return rules.model_copy(update={"groups": tuple(map(changed, rules.groups))})


def engine(found, rules, sizes=None, **others):
    """Return the ranking by the rules with other sizes; which cells are completed is for the rules as declared."""
    weighed = rules if sizes is None else amended(rules, sizes)
    return rank(completed(evidence(found), rules, "none"), weighed, sorted(found), YEAR, **others)


def check(page, found, rules, *moved, **others):
    """Compare the browser with the engine under each of some sizes, on the same cells."""
    data = page_data(engine(found, rules, **others))
    for sizes in moved:
        shown = in_browser(page, data, sizes)["units"]
        wanted = engine(found, rules, sizes, **others).table
        assert [u["id"] for u in shown] == wanted["unit_id"].to_list()
        assert [u["rank"] for u in shown] == wanted["rank"].to_list()
        assert [u["label"] for u in shown] == wanted["rank_label"].to_list()
        for unit, row in zip(shown, wanted.iter_rows(named=True), strict=True):
            if row["eligible"]:
                assert unit["score"] == pytest.approx(row["score"], abs=1e-9)
            else:
                codes = {"NOT_REPORTED": "NOT_REPORTED_REQUIRED", "EXCUSED": row["reason"]}
                assert codes.get(unit["reason"]["code"], unit["reason"]["code"]) == row["reason"]


# ---- Any method, any cells, any weights ----
COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CELL = st.one_of(
    COUNTS, COUNTS, COUNTS, st.sampled_from(["NOT_APPLICABLE", "NOT_REPORTED", "INVALID", (2, 5, "SMALL_N")])
)
CITY = st.dictionaries(st.sampled_from("abcdef"), st.fixed_dictionaries(dict.fromkeys(CODES, CELL)), min_size=1)
SIZE = st.sampled_from(["0", "0.5", "1", "1", "2.25", "3", "10", "33.33"])
MEAN = st.sampled_from(["arithmetic", "geometric", "harmonic"])
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def a_method(draw):
    """Weights on three levels, one indicator of them not computable, on an exact scale or on one above 0."""
    is_exact = draw(st.booleans())
    size = st.sampled_from(["0.5", "1", "2", "3"])

    def rule(code):
        own = {"weight": draw(size), "required": draw(st.booleans())}
        if not is_exact:
            return own | {"normalisation": WORST_IS_MORE if code == E else POSITIVE}
        return own | {"normalisation": {"kind": "goalposts", "worst": 1, "best": 0}} if code == E else own

    def mean():
        return {} if is_exact else {"aggregation": draw(MEAN)}

    north = {
        "deep": {A: rule(A), B: rule(B), "weight": draw(size)} | mean(),
        "flat": {C: rule(C), "weight": draw(size)},
    }
    return weighted(
        {
            "north": north | {"weight": draw(size)} | mean(),
            "south": {D: rule(D), "x": {"weight": draw(size)} | NOT_COMPUTABLE, "weight": draw(size)} | mean(),
            "west": {E: rule(E), "weight": draw(size)},
        },
        ties=draw(st.sampled_from(["competition", "dense", "mid"])),
        rank_on=draw(st.sampled_from(ROUNDINGS)),
        tie_break=draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2)),
        on_not_reported=draw(st.sampled_from(["ineligible", "renormalise", "zero"])),
        on_not_applicable=draw(st.sampled_from(["renormalise", "city_rate", "full", "zero"])),
        on_small_n=draw(st.sampled_from(["renormalise", "city_rate", "ineligible"])),
        eligibility={
            "overall": draw(st.sampled_from(["0", "0.5", "0.8"])),
            "each_group": draw(st.sampled_from([0, 0.5])),
        },
        **({} if is_exact else mean()),
    )


@SETTINGS
@given(st.data())
def test_the_browser_scores_and_ranks_as_the_engine_does(page, data):
    rules, found = data.draw(a_method()), data.draw(CITY)
    moved = data.draw(st.fixed_dictionaries(dict.fromkeys(declared(rules), SIZE)))
    unranked = {"a": NEW} if data.draw(st.booleans()) else {}
    check(page, found, rules, declared(rules), moved, unranked={u: why for u, why in unranked.items() if u in found})


def test_points_of_another_total_than_a_hundred(page):
    rules = method({"north": {A: 40, B: 7.5}, "south": {C: 12.5}})
    check(page, random_counts(2, 5, CODES[:3]), rules, declared(rules), dict.fromkeys(declared(rules), "30"))


def test_points_of_two_hundred_units_are_ranked_alike(page):
    rules = method({"north": {A: 40, B: 7.5, "x": {"max_points": 2.5} | NOT_COMPUTABLE}, "south": {C: 20, D: 30}})
    found = random_counts(1, 200, CODES[:4], 1_000, 500_000)
    other = {"group:north": "25", A: "5", B: "20", "x": "0", "group:south": "75", C: "74.5", D: "0.5"}
    check(page, found, rules, declared(rules), other)


# ---- Corners ----
def test_equal_performance_is_a_tie_and_less_than_a_rounding_error_is_none(page):
    rules = method({"g": {A: {"max_points": 60, "target": 1}, B: 40}})
    near = (10**13 - 1, 10**13)
    found = {
        "a": {A: (9_999, 10_000), B: (1, 3)},
        "b": {A: (99_990, 100_000), B: (10**7, 3 * 10**7)},
        "c": {A: near, B: near},
        "d": {A: (near[0] - 1, near[1]), B: (near[0] + 1, near[1])},  # 2e-12 of a point below
    }
    check(page, found, rules, declared(rules), declared(rules) | {A: "40", B: "60"})
    shown = in_browser(page, page_data(engine(found, rules)), declared(rules))["units"]
    assert [(u["id"], u["label"]) for u in shown] == [("c", "1"), ("d", "2"), ("a", "=3"), ("b", "=3")]


def test_half_way_between_two_rounded_scores_goes_to_the_even_one(page):
    rules = weighted({"g": {A: 1, B: 1}}, rank_on="rounded(0)")
    found = {u: {A: (x, 200), B: (x, 200)} for u, x in {"a": 1, "b": 3, "c": 0, "d": 4, "e": 5}.items()}
    check(page, found, rules, declared(rules))  # 0.5 is 0, 1.5 and 2.5 are 2
    check(page, found, weighted({"g": {A: 1, B: 1}}, rank_on="rounded(1)"), declared(rules))


def test_doubles_that_agree_to_ten_decimals_are_a_tie(page):
    rules = weighted(
        {"g": {c: {"weight": 1, "normalisation": POSITIVE} for c in (A, B)} | {"aggregation": "geometric"}}
    )
    found = {"a": {A: (30, 100), B: (70, 100)}, "b": {A: (70, 100), B: (30, 100)}, "c": {A: (50, 100), B: (42, 100)}}
    check(page, found, rules, declared(rules))


def test_a_group_without_weight_is_left_out_and_all_without_weight_rank_nobody(page):
    rules = method({"north": {A: 40, B: 10}, "south": {C: 50}}, **LENIENT)
    found = {"a": {A: (1, 2), B: (1, 2), C: "NOT_APPLICABLE"}, "b": {A: (1, 4), B: (1, 2), C: (9, 10)}}
    south = dict.fromkeys(["group:north", A, B], "0") | {"group:south": "50", C: "50"}
    nothing = dict.fromkeys(declared(rules), "0")
    check(page, found, rules, south, nothing)
    assert in_browser(page, page_data(engine(found, rules)), south)["shares"]["group:south"] == 1
    assert {u["rank"] for u in in_browser(page, page_data(engine(found, rules)), nothing)["units"]} == {None}


def test_one_unit_is_first(page):
    rules = method({"g": {A: 100}})
    check(page, {"a": {A: (50, 100)}}, rules, declared(rules))


def test_a_unit_is_ranked_once_what_it_did_not_report_weighs_nothing(page):
    rules = weighted({"g": {A: 1, B: 1}, "h": {C: 1}}, **LENIENT)
    found = {"a": {A: (1, 2), B: "NOT_REPORTED", C: (1, 2)}, "b": {A: (1, 4), B: (1, 2), C: (1, 2)}}
    data = page_data(engine(found, rules))
    ranks = [
        [u["rank"] for u in in_browser(page, data, s)["units"]] for s in (declared(rules), declared(rules) | {B: "0"})
    ]
    assert ranks == [[1, None], [1, 2]]
    check(page, found, rules, declared(rules), declared(rules) | {B: "0"})


def test_an_indicator_that_weighs_nothing_breaks_ties_by_its_value(page):
    rules = weighted({"g": {A: {"weight": 1}, B: {"weight": 1, "target": 0.5}}}, tie_break=[B])
    found = {u: {A: (1, 2), B: (x, 10**6)} for u, x in {"a": 600_001, "b": 600_002, "c": 500_000}.items()}
    check(
        page, found, rules, declared(rules), declared(rules) | {B: "0"}
    )  # capped, a, b and c tie; in value they do not


# ---- What a page cannot compute ----
@pytest.mark.parametrize(
    "rules",
    [
        weighted({"g": {A: 1}}, aggregation="copeland"),
        weighted({"g": {A: {"weight": 1, "normalisation": {"kind": "prank"}}}}),
        weighted(
            {"g": {A: {"weight": 1, "normalisation": {"kind": "zscore", "mean": 0.5, "sd": 1, "from": 100, "to": 10}}}},
            aggregation="mpi",
        ),
    ],
)
def test_what_a_page_cannot_compute_is_said_in_both_languages(rules):
    found = what_if(engine(random_counts(1, 4, [A]), rules))
    assert isinstance(found, Unsupported) and all(said(found.why))


# ---- Hidden cells ----
def hidden_case(seed=3):
    rules = method({"north": {A: 40, B: 10}, "south": {C: 20, D: 30}})
    return rules, random_counts(seed, 8, CODES[:4])


HIDDEN = dict.fromkeys([("u000", A), ("u000", C), ("u003", D), ("u005", B)])


def test_what_stands_in_hidden_cells_gives_the_published_scores(page):
    rules, found = hidden_case()
    ranking = engine(found, rules)
    shown = {u["id"]: u["score"] for u in in_browser(page, page_data(ranking, HIDDEN), declared(rules))["units"]}
    for unit, score in ranking.table.select("unit_id", "score").iter_rows():
        assert round(shown[unit], 2) == round(score, 2)
    assert {u["id"] for u in page_data(ranking, HIDDEN)["units"] if u["approximate"]} == {"u000", "u003", "u005"}


def test_nothing_that_hidden_cells_hold_is_in_the_data():
    rules, found = hidden_case()
    scores = dict(engine(found, rules).table.select("unit_id", "score").iter_rows())
    data = page_data(engine(found, rules), HIDDEN)
    exact = {(u, code): Fraction(x, n) * 100 for u, own in found.items() for code, (x, n) in own.items()}
    for unit in data["units"]:
        for code, value in zip(data["codes"], unit["scores"], strict=True):
            assert (Fraction(value) == exact[unit["id"], code]) == ((unit["id"], code) not in HIDDEN)
    # Whatever else hidden cells may hold that gives the same published score: the data are the same.
    moved = dict(found["u000"])
    moved[A], moved[C] = (moved[A][0] * 100 + 5 * 20, moved[A][1] * 100), (moved[C][0] * 100, moved[C][1] * 100)
    x, n = moved[C]
    lost = Fraction(40) * Fraction(100, moved[A][1])
    moved[C] = (x * 10**6 - round(lost / 20 * n * 10**6), n * 10**6)
    again = engine(found | {"u000": moved}, rules)
    assert round(dict(again.table.select("unit_id", "score").iter_rows())["u000"], 2) == round(scores["u000"], 2)
    assert page_data(again, HIDDEN) == data


@pytest.mark.parametrize("status", [(2, 5, "SMALL_N"), "NOT_APPLICABLE"])
def test_a_hidden_cell_looks_the_same_whether_or_not_it_is_scored(page, status):
    rules, found = hidden_case()
    found["u003"][D] = status
    ranking = engine(found, rules)
    unit = page_data(ranking, HIDDEN)["units"][3]
    assert unit["missing"] == {} and None not in unit["scores"]
    shown = {u["id"]: u["score"] for u in in_browser(page, page_data(ranking, HIDDEN), declared(rules))["units"]}
    assert shown["u003"] == pytest.approx(ranking.table.filter(unit_id="u003")["score"][0], abs=0.006)


@pytest.mark.parametrize("mean", ["geometric", "harmonic"])
def test_stand_ins_are_found_under_other_means(page, mean):
    scaled = {code: {"weight": i + 1, "normalisation": POSITIVE} for i, code in enumerate((A, B, C))}
    rules = weighted({"g": scaled}, aggregation=mean)
    ranking = engine(random_counts(5, 6, [A, B, C]), rules)
    data = page_data(ranking, dict.fromkeys([("u001", A), ("u001", C), ("u002", B)]))
    shown = {u["id"]: u["score"] for u in in_browser(page, data, declared(rules))["units"]}
    for unit, score in ranking.table.select("unit_id", "score").iter_rows():
        assert shown[unit] == pytest.approx(score, abs=0.006)


def test_a_hidden_cell_of_a_unit_without_a_published_score_leaves_the_unit_out():
    rules = weighted({"g": {A: 1, B: 1}})
    found = {"a": {A: "NOT_REPORTED", B: "NOT_REPORTED"}, "b": {A: (1, 2), B: (1, 2)}}
    assert page_data(engine(found, rules), {("a", A): None})["units"][0] == {"id": "a", "excused": True}


def test_hidden_cells_of_no_weight_hold_the_median_of_the_others_or_what_is_told():
    rules = weighted({"g": {A: 1, "weight": 1}, "h": {B: 1, "weight": 0}}, **LENIENT)
    found = {u: {A: (1, 2), B: (x, 10)} for u, x in {"a": 9, "b": 2, "c": 3, "d": 8}.items()}
    for told, wanted in ((None, 30.0), (0.85, 85.0)):
        units = page_data(engine(found, rules), {("a", B): told})["units"]
        assert [float(Fraction(unit["scores"][1])) for unit in units] == [wanted, 20, 30, 80]


def test_what_is_told_of_a_hidden_cell_leaves_what_is_missing_to_the_others():
    rules = method({"g": {A: 50, B: 50}})
    found = {"a": {A: (991, 1_000), B: (40, 100)}, "b": {A: (900, 1_000), B: (90, 100)}}
    cells_of_a = {("a", A): 0.995, ("a", B): None}
    (unit, _) = page_data(engine(found, rules), cells_of_a)["units"]
    shown = [float(Fraction(score)) for score in unit["scores"]]
    assert shown == pytest.approx([99.5, 99.1 + 40 - 99.5], abs=0.011)
    # Where the others cannot make up for it, what is told gives way, so that the score is right.
    (unit, _) = page_data(engine(found, rules), {("a", A): 0.2, ("a", B): None})["units"]
    shown = [float(Fraction(score)) for score in unit["scores"]]
    assert shown == pytest.approx([99.1 + 40 - 100, 100], abs=0.011)


def test_equal_input_gives_equal_data_in_whatever_order_it_stands():
    rules, found = hidden_case()
    turned = {u: dict(reversed(own.items())) for u, own in reversed(found.items())}
    frame = cells(turned).sample(fraction=1, shuffle=True, seed=1)
    again = rank(frame, rules, sorted(found, reverse=True), YEAR)
    assert json.dumps(page_data(again, HIDDEN)) == json.dumps(page_data(engine(found, rules), HIDDEN))
