"""The page on which weights are moved, as a person uses it: opened from a folder, by keyboard and mouse."""

import re
import tomllib
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from schemas.method import Method
from tests.browser.chromium import chromium
from tests.warehouse.ranking.engine_cases import weighted
from tests.warehouse.site.what_if_cases import FOUND, NAMES, RULES, A, B, C, D, ranked, trial
from warehouse.site.build import site_files

pytestmark = pytest.mark.long

browser = pytest.fixture(scope="module")(chromium)
WEIGHTS = weighted({"so": {A: 0.5, B: 0.25, "weight": 1}, "dan": {C: 1, D: 1, "weight": 2}}, eligibility={"overall": 0})
SITES = {
    "points": trial(),
    "weights": trial(WEIGHTS),
    "hidden": trial(hidden={("nam", C), ("bac", A), ("bac", B)}),
    "withheld": trial(is_withheld=True),
    "copeland": trial(weighted({"g": {A: 1, B: 1, C: 1, D: 1}}, aggregation="copeland")),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    home = tmp_path_factory.mktemp("sites")
    for site, publication in SITES.items():
        for path, content in site_files(publication).items():
            file = home / site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return home


@pytest.fixture
def visit(browser, sites):
    """Open the page of a site; whatever its console says is a failure of the test."""
    heard, contexts = [], []

    def opened(site="points", lang="vi", link="", width=1280, **options) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(f"{(sites / site / lang / 'what-if.html').as_uri()}{link}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == []


def part(page: Page, name: str):
    return page.locator(f'[data-part="{name}"]')


def slider(page: Page, name: str):
    return part(page, name).locator("input[type=range]").first


def number(page: Page, name: str):
    return part(page, name).locator("input[type=number]").first


def press(page: Page, name: str, key: str, times: int):
    slider(page, name).focus()
    for _ in range(times):
        page.keyboard.press(key)


def table(page: Page, lang=0):
    """Return (unit, rank, score) of the units that are ranked, in the order in which they stand."""
    units = {names[lang]: unit for unit, names in NAMES.items()}
    read = "(row) => ['th a', '[data-is=rank]', '[data-is=score]'].map((cell) => row.querySelector(cell).textContent)"
    rows = page.locator("#what-if-ranked tr").evaluate_all(f"rows => rows.map({read})")
    return [(units[name], rank, score) for name, rank, score in rows]


def engine(rules: Method):
    rows = ranked(FOUND, rules).table.filter("eligible").select("unit_id", "rank_label", "score").iter_rows()
    return [(unit, label, f"{score:.2f}".replace(".", ",")) for unit, label, score in rows]


def downloaded(page: Page, rules: Method) -> Method:
    """Return the method with the weights that the page lets one take away, checked as a method's file is."""
    with page.expect_download() as download:
        page.locator("#what-if-file").click()
    given = tomllib.loads(download.value.path().read_text(encoding="utf-8"), parse_float=Decimal)
    raw, size = rules.model_dump(by_alias=True), "weight" if rules.total_points is None else "max_points"
    for group, own in zip(raw["groups"], given["groups"], strict=True):
        group[size] = own[size]
        for rule, inner in zip(group["indicators"], own["indicators"], strict=True):
            rule[size] = inner[size]
    return Method.model_validate(raw).with_indicators(rules.indicators)


def violations(page: Page):
    # Without preload: the page may load nothing by script, and axe needs no stylesheets for these rules.
    return Axe().run(page, options={"preload": False}).response["violations"]


def test_at_first_it_is_the_published_ranking(visit):
    page = visit()
    assert table(page) == engine(RULES)
    expect(page.locator("#what-if-summary")).to_have_text("Đang theo trọng số công bố; đứng đầu: Quận Bac.")
    assert page.locator("tr.moved").count() == 0


def test_keys_move_a_slider_and_the_table_is_what_the_engine_makes_of_the_weights(visit):
    page = visit()
    press(page, "group:dan", "ArrowRight", 40)  # 50 points become 70, in steps of half a point
    expect(number(page, "group:dan")).to_have_value("70")
    expect(part(page, "group:dan").locator("[data-is=share]").first).to_have_text("58,3%")
    expect(slider(page, "group:dan")).to_have_attribute("aria-valuetext", "70 điểm, chiếm 58,3% của điểm chung")
    expect(page.locator("#what-if-sum")).to_have_text("Tổng đang đặt: 120, được quy về 100 điểm.")
    rules = downloaded(page, RULES)
    assert rules.groups != RULES.groups
    assert table(page) == engine(rules)
    assert [row[0] for row in table(page)] != [row[0] for row in engine(RULES)]
    expect(page.locator('[data-unit="nam"] [data-is=change]')).to_have_text("↑ tăng 1 bậc")
    expect(page.locator('[data-unit="bac"] [data-is=change]')).to_have_text("↓ giảm 1 bậc")
    expect(page.locator('[data-unit="dong"] [data-is=change]')).to_have_text("giữ hạng")
    expect(page.locator("#what-if-live")).to_have_text("2 đơn vị đổi hạng; đứng đầu: Quận Nam.")


def test_a_slider_is_dragged_with_the_mouse(visit):
    page = visit()
    box = slider(page, "group:so").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(number(page, "group:so")).to_have_value("0")
    assert table(page) == engine(downloaded(page, RULES))
    assert table(page)[0][0] == "nam"


def test_numbers_are_typed_and_an_indicator_moves_its_group(visit):
    page = visit()
    part(page, "group:so").locator("summary").click()
    number(page, A).fill("12.25")
    expect(number(page, "group:so")).to_have_value("32.25")
    assert table(page) == engine(downloaded(page, RULES))
    number(page, A).fill("")
    number(page, A).blur()
    expect(number(page, A)).to_have_value("12.25")  # nothing is no number


def test_weights_on_two_levels_are_what_the_engine_makes_of_them(visit):
    page = visit("weights")
    part(page, "group:dan").locator("summary").click()
    number(page, D).fill("0.25")
    number(page, "group:dan").fill("7")
    assert table(page) == engine(downloaded(page, WEIGHTS))


def test_a_unit_is_ranked_once_what_it_did_not_send_weighs_nothing(visit):
    page = visit()
    expect(page.locator("#what-if-unranked")).to_contain_text("không gửi số liệu")
    part(page, "group:so").locator("summary").click()
    number(page, A).fill("0")
    expect(page.locator('#what-if-ranked [data-unit="tay"] [data-is=change]')).to_have_text("↑ được xếp hạng")
    expect(page.locator(".apart")).to_be_hidden()
    assert table(page) == engine(downloaded(page, RULES))
    page.locator("#what-if-reset").click()
    expect(page.locator('#what-if-unranked [data-unit="tay"] .why')).to_be_visible()
    expect(page.locator(".apart")).to_be_visible()


def test_all_at_zero_ranks_nobody_and_says_so(visit):
    page = visit()
    for name in ("group:so", "group:dan"):
        number(page, name).fill("0")
    assert table(page) == []
    expect(page.locator("#what-if-live")).to_contain_text("Không đơn vị nào được xếp hạng: mọi trọng số bằng 0")


def test_reset_and_equal_weights(visit):
    page = visit()
    page.locator("#what-if-equal").click()
    assert [number(page, name).input_value() for name in ("group:so", "group:dan")] == ["50", "50"]
    assert [number(page, name).input_value() for name in (A, B, C, D)] == ["25"] * 4
    assert table(page) == engine(downloaded(page, RULES))
    page.locator("#what-if-reset").click()
    assert table(page) == engine(RULES)
    expect(page).to_have_url(re.compile(r"html$"))


def test_a_link_shows_the_same_to_somebody_else(visit):
    page = visit()
    press(page, "group:so", "ArrowLeft", 30)
    expect(page).to_have_url(re.compile(r"#w="))
    link = page.evaluate("location.hash")
    assert page.locator("#what-if-link").input_value() == page.url
    other = visit(lang="en", link=link)
    assert table(other, lang=1) == [(u, rank, score.replace(",", ".")) for u, rank, score in table(page)]
    expect(other.locator("#what-if-summary")).to_have_text("2 units change rank; first: District Nam.")
    other.evaluate("location.hash = '#w=00000000.1_2_3_4'")
    expect(other.locator("#what-if-summary")).to_contain_text("belongs to another method")
    assert [row[1] for row in table(other, lang=1)] == [row[1] for row in engine(RULES)]


def test_the_link_is_copied(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    number(page, "group:so").fill("10")
    page.locator("#what-if-copy").click()
    expect(page.locator("#what-if-live")).to_have_text("Đã chép đường dẫn.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#what-if-link").input_value()


def test_units_with_hidden_cells_have_their_published_standing_until_weights_move(visit):
    page = visit("hidden")
    assert table(page) == engine(RULES)
    assert page.locator(".approximate").count() == 2
    press(page, "group:dan", "ArrowRight", 1)
    press(page, "group:dan", "ArrowLeft", 1)
    assert table(page) == engine(RULES)


def test_where_ranks_are_withheld_scores_alone_are_shown(visit):
    page = visit("withheld")
    press(page, "group:dan", "ArrowRight", 40)
    expect(page.locator("#what-if-live")).to_have_text("Điểm cao nhất: Quận Nam.")
    assert page.locator("[data-is=rank], [data-is=change]").count() == 0
    assert page.locator("#what-if-ranked tr").first.get_attribute("data-unit") == "nam"


def test_without_javascript_the_published_table_stands_there(visit):
    page = visit(java_script_enabled=False)
    assert table(page) == engine(RULES)
    expect(page.locator("#what-if")).to_be_hidden()
    expect(page.locator("noscript")).to_contain_text("không chạy JavaScript", use_inner_text=True)
    expect(page.locator(".live").first).to_be_hidden()  # no column of changes, where nothing changes


@pytest.mark.parametrize(
    ("site", "lang"), [("points", "vi"), ("points", "en"), ("weights", "vi"), ("withheld", "en"), ("copeland", "vi")]
)
def test_nothing_stands_in_the_way_of_anybody(visit, site, lang):
    page = visit(site, lang)
    if site != "copeland":
        press(page, "group:dan", "ArrowRight", 40)
        for summary in page.locator("#what-if summary").all():
            summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_at_320_pixels_nothing_but_tables_scrolls_sideways(visit, lang):
    page = visit(lang=lang, width=320)
    page.locator("#what-if summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(
        "[...document.querySelectorAll('#what-if *')].every(e => e.getBoundingClientRect().right <= 320)"
    )
    assert violations(page) == []


def test_every_control_is_reached_by_the_keyboard_in_the_order_of_the_page(visit):
    page = visit()
    controls = ", ".join(f"#what-if-{name}" for name in ("reset", "equal", "link", "copy", "file"))
    controls += ", #what-if input, #what-if summary"
    name = "(e) => e.id || `${e.closest('[data-part]').dataset.part} ${e.type ?? e.tagName}`"
    wanted = page.locator(controls).evaluate_all(f"all => all.filter((e) => e.checkVisibility()).map({name})")
    found = []
    page.locator("#main").focus()
    while "what-if-file" not in found and len(found) < 60:
        page.keyboard.press("Tab")
        found.append(
            page.evaluate(f"() => document.activeElement.matches('{controls}') && ({name})(document.activeElement)")
        )
    assert [one for one in found if one] == wanted
