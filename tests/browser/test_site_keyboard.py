"""A site without a mouse: what Tab reaches and in which order, that one sees where one is, and what keys do."""

import pytest
from looking import opened, visit

from warehouse.site.build import SECTIONS

pytestmark = pytest.mark.long

NOW = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    tag: e.localName, id: e.id, kind: e.className, href: e.getAttribute('href'),
    seen: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
    place: [...document.querySelectorAll('*')].indexOf(e),
  };
}"""
PAGES = [("vi/index.html", "ranking"), ("en/units/long.html", "units"), ("vi/what-if.html", "what_if")]


@pytest.fixture
def page(browser):
    with opened(browser) as (page, heard):
        yield page
        assert heard.faults == []


def stops(page):
    """Press Tab from the top until nothing is left, and return what was reached."""
    found = []
    while True:
        page.keyboard.press("Tab")
        now = page.evaluate(NOW)
        if now["tag"] == "body" or (found and now["place"] == found[0]["place"]):
            return found
        found.append(now)
        assert len(found) < 500


@pytest.mark.parametrize(("path", "section"), PAGES)
def test_tab_goes_from_the_top_to_the_end_in_the_order_of_reading(page, site, path, section):
    visit(page, site, path)
    found = stops(page)
    up = "../" * (path.count("/") - 1)
    other = {"vi": "en", "en": "vi"}[path[:2]]
    first = ["#main", f"{up}index.html", f"../{up}{other}/{path[3:]}", *(up + place for place in SECTIONS.values())]
    assert [stop["href"] for stop in found[: len(first)]] == first
    places = [stop["place"] for stop in found]
    assert places == sorted(places)
    assert [stop for stop in found if not stop["seen"]] == []
    assert [stop for stop in found if not stop["inside"]] == []
    reachable = "main :is(a[href], summary, button, input, [tabindex='0'])"
    wanted = page.locator(reachable).evaluate_all("(all) => all.filter((e) => e.checkVisibility()).length")
    assert wanted == len(found) - len(first) - page.locator("footer a").count() > 2
    current = page.locator("nav [aria-current]").get_attribute("href")
    assert current == up + SECTIONS[section]


def test_the_skip_link_shows_itself_and_leads_past_the_navigation(page, site):
    visit(page, site, "vi/units/index.html")
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(NOW)["id"] == "main"
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_details_open_with_enter_and_close_with_space(page, site):
    visit(page, site, "vi/index.html")
    details = page.locator("main details").first
    details.locator("> summary").focus()
    for key, is_open in (("Enter", True), ("Space", False)):
        page.keyboard.press(key)
        assert details.evaluate("(e) => e.open") is is_open
        assert details.locator("table").first.is_visible() is is_open


def test_a_wide_table_scrolls_with_the_keys(browser, site):
    with opened(browser, 320) as (page, _):
        visit(page, site, "vi/index.html")
        region = page.locator("main .scroll").first
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(e) => e.scrollLeft > 0", arg=region.element_handle())


def test_weights_are_moved_with_the_keys(page, site):
    visit(page, site, "vi/what-if.html")
    slider = page.locator("#what-if input[type=range]").first
    before = page.locator("#what-if-ranked").inner_text()
    slider.focus()
    page.keyboard.press("Home")
    assert slider.input_value() == "0"
    page.wait_for_function("(before) => document.querySelector('#what-if-ranked').innerText !== before", arg=before)
