import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import warehouse.site
from schemas.method import Method
from tests.browser.chromium import chromium
from tests.warehouse.ranking.engine_cases import NOT_COMPUTABLE, method, weighted
from tests.warehouse.site.what_if_cases import A, B, C, D, ranked
from warehouse.publication.what_if import what_if
from warehouse.site.what_if_data import as_data

browser = pytest.fixture(scope="module")(chromium)
SCRIPT = Path(warehouse.site.__file__).parent / "assets" / "what-if-weights.js"
POINTS = method({"so": {A: 30, B: 12.5, "x": {"max_points": 7.5} | NOT_COMPUTABLE}, "dan": {C: 20, D: 30}})
WEIGHTS = weighted({"so": {A: 3, B: 2, "weight": 1}, "dan": {C: 0.25, D: 0.75, "weight": 3}})
MOVES = st.lists(st.tuples(st.sampled_from(["group:so", "group:dan", A, B, C, D]), st.integers(0, 10_000)), max_size=6)
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
RUN = """([text, moves]) => {
  const data = JSON.parse(text), w = whatIfWeights;
  const state = moves.reduce((now, [id, value]) => w.move(data, now, id, value), w.declared(data));
  const link = w.toLink(data, state);
  const back = w.fromLink(data, link);
  const value = (id) => w.valueOf(data, state, id);
  const groups = data.groups.map((g) => [g.id, value(g.id), g.parts.map((p) => [p.id, value(p.id)])]);
  const sizes = w.sizes(data, state);
  const toml = w.toml(data, sizes, ["chú thích"]);
  return {state, link, back, groups, sizes, toml, declared: w.isDeclared(data, state)};
}"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    return page


def data(rules):
    found = {u: dict.fromkeys([A, B, C, D], (x, 500)) for u, x in {"bac": 300, "nam": 400}.items()}
    return json.dumps(as_data(what_if(ranked(found, rules))))


POINTS_DATA, WEIGHTS_DATA = data(POINTS), data(WEIGHTS)


def moved(page, text, *moves):
    return page.evaluate(RUN, [text, [list(move) for move in moves]])


def with_toml(rules: Method, text: str) -> Method:
    """Return the method as the office would have it with the numbers of the file, checked as a file is."""
    given, size = tomllib.loads(text, parse_float=Decimal), "weight" if rules.total_points is None else "max_points"
    raw = rules.model_dump(by_alias=True)
    for group, own in zip(raw["groups"], given["groups"], strict=True):
        assert group["id"] == own["id"]
        group[size] = own[size]
        for rule, part in zip(group["indicators"], own["indicators"], strict=True):
            assert rule["code"] == part["code"]
            rule[size] = part[size]
    return Method.model_validate(raw).with_indicators(rules.indicators)


@pytest.mark.parametrize(("rules", "text"), [(POINTS, POINTS_DATA), (WEIGHTS, WEIGHTS_DATA)])
def test_what_is_not_moved_is_the_method_itself(page, rules, text):
    found = moved(page, text)
    assert found["declared"]
    assert with_toml(rules, found["toml"]).groups == rules.groups


@SETTINGS
@given(MOVES)
def test_points_add_up_exactly_whatever_is_moved(page, moves):
    found = moved(page, POINTS_DATA, *moves)
    sizes = {k: Decimal(v) for k, v in found["sizes"].items()}
    assert sizes["group:so"] == sizes[A] + sizes[B] + sizes["x"]
    assert sizes["group:dan"] == sizes[C] + sizes[D]
    assert sizes["group:so"] + sizes["group:dan"] in (100, 0)
    assert min(sizes.values()) >= 0
    if sizes["group:so"] + sizes["group:dan"] and sizes[A] + sizes[B] + sizes["group:dan"]:
        with_toml(POINTS, found["toml"])  # a file that a method accepts
    # No size is further than one hundredth from its exact share of what stands on the controls.
    values = {k: v for _, _, own in found["groups"] for k, v in own}
    total = sum(values.values())
    assert not total or all(abs(sizes[k] - Decimal(100 * v) / total) < Decimal("0.01") for k, v in values.items())


@SETTINGS
@given(MOVES, st.booleans())
def test_a_link_brings_back_what_it_was_made_of(page, moves, is_points):
    found = moved(page, POINTS_DATA if is_points else WEIGHTS_DATA, *moves)
    assert found["back"]["values"] == found["state"]["values"]


def test_a_group_of_points_keeps_the_proportion_of_its_parts(page):
    found = moved(page, POINTS_DATA, ("group:so", 1), ("group:so", 0), ("group:so", 10_000))
    assert dict(found["groups"][0][2]) == {A: 6_000, B: 2_500, "x": 1_500}
    again = moved(page, POINTS_DATA, (A, 1_250), ("group:so", 3_250))
    assert dict(again["groups"][0][2]) == {A: 1_250, B: 1_250, "x": 750}
    assert moved(page, POINTS_DATA, (C, 0), (D, 0), ("group:dan", 800))["groups"][1][2] == [[C, 0], [D, 800]]


def test_moving_an_indicator_moves_the_sum_of_its_group(page):
    assert moved(page, POINTS_DATA, (C, 5_000))["groups"][1][:2] == ["group:dan", 8_000]


def test_a_group_of_which_nothing_weighs_weighs_nothing_in_the_file(page):
    found = moved(page, WEIGHTS_DATA, (A, 0), (B, 0))
    assert found["sizes"]["group:so"] == "0"
    with_toml(WEIGHTS, found["toml"])


@pytest.mark.parametrize("text", [POINTS_DATA, WEIGHTS_DATA])
def test_equal_weights_are_equal_on_every_level(page, text):
    run = "(text) => { const d = JSON.parse(text), w = whatIfWeights; return w.sizes(d, w.equal(d)) }"
    sizes = {k: float(v) for k, v in page.evaluate(run, text).items()}
    for level in (["group:so", "group:dan"], [A, B], [C, D]):
        assert sizes[level[0]] == pytest.approx(sizes[level[1]], abs=0.011)


@pytest.mark.parametrize(
    "link", ["", "#w=", "#w=00000000.1_2_3_4_5", "#w={m}.1_2", "#w={m}.1_2_3_4_x", "#w={m}.1_2_3_4_-5"]
)
def test_a_link_of_another_method_or_of_none_is_refused(page, link):
    run = "([text, link]) => whatIfWeights.fromLink(JSON.parse(text), link)"
    assert page.evaluate(run, [POINTS_DATA, link.format(m=POINTS.fingerprint[:8])]) is None


def test_groups_within_groups_stand_in_the_file_as_in_a_method(page):
    rules = method({"so": {"giay": {A: 10, B: 30}, "dien": {C: 20}}, "dan": {D: 40}})
    given = tomllib.loads(moved(page, data(rules), ("group:giay", 8_000))["toml"])
    outer = given["groups"][0]
    assert [(g["id"], [r["code"] for r in g["indicators"]]) for g in outer["groups"]] == [
        ("giay", [A, B]),
        ("dien", [C]),
    ]
    assert outer["max_points"] == pytest.approx(100 * 100 / 140, abs=0.01)
    assert outer["groups"][0]["max_points"] == pytest.approx(100 * 80 / 140, abs=0.01)
