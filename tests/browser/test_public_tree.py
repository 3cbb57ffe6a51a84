"""What the public sees of two editions of a ranking, and of one that was withdrawn; and what its approver sees."""

import shutil

import pytest
from chromium import needed
from hostile_city import SERIES, HostileCity
from looking import broken_links, opened, pages_of, seen, too_wide, violations, visit

from warehouse.editions.content import keep_differences
from warehouse.editions.log import read_book

pytestmark = pytest.mark.long

REASON = '<img src=x onerror=alert(6)> nộp lại "hồ sơ"'
PLACES = (SERIES, f"{SERIES}/v1", f"{SERIES}/v2")
PAGES = ("index.html", "revisions.html", "units/reversed.html")
# Of the site, of the list, of a notice, of what the approver sees: the tree, and a page in it.
ALL_KINDS = (
    ("two", f"{SERIES}/vi/revisions.html"),
    ("two", "index.html"),
    ("withdrawn", f"{SERIES}/v2/vi/index.html"),
    ("approver", "differences.html"),
)
LOOK = """() => {
  const look = (what, ...names) => {
    const style = getComputedStyle(document.querySelector(what));
    return names.map((name) => style[name]);
  };
  return [
    look('body', 'fontFamily', 'color', 'backgroundColor'), look('aside.synthetic', 'backgroundColor', 'textAlign'),
    look('header.top', 'backgroundColor', 'color'), look('header .mark', 'width', 'borderTopColor'),
    look('main', 'maxWidth', 'paddingLeft'), look('h1', 'fontSize', 'lineHeight', 'marginTop'),
  ];
}"""


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    """The public tree with two editions, and after the second was withdrawn; the page for who approves that one."""
    needed()
    root = tmp_path_factory.mktemp("public")
    city = HostileCity(root)
    city.night()
    city.published(city.draft())
    city.night(late=20)
    second = city.published(city.draft(), REASON)
    shutil.copytree(city.home.public.resolve(), root / "two")
    _, differences = keep_differences(city.act("binh"), read_book(city.home), second)
    (root / "approver").mkdir()
    shutil.copy(differences, root / "approver" / "differences.html")
    city.withdrawn(second, REASON)
    shutil.copytree(city.home.public.resolve(), root / "withdrawn")
    return root


@pytest.fixture(scope="module")
def two(trees, browser):
    """What is on the pages of the tree with two editions: the list, and some pages of each edition."""
    some = [f"{place}/{lang}/{page}" for place in PLACES for lang in ("vi", "en") for page in PAGES]
    return seen(browser, trees / "two", ["index.html", *some])


def test_pages_load_without_message_error_dialog_or_request_to_elsewhere(two):
    assert {path: one.faults for path, one in two.items() if one.faults} == {}
    assert {path for path, one in two.items() if one.facts["hostile"]} == set()
    assert REASON in two["index.html"].facts["text"]


def test_every_link_leads_to_a_file_of_the_tree(trees, two):
    assert broken_links(trees / "two", two) == []


def test_banners_say_what_is_in_force_and_what_was_superseded(two):
    for path, one in two.items():
        if path != "index.html":
            state = "superseded" if "/v1/" in path else "published"
            assert one.facts["banners"] == ["synthetic", f"banner {state}"], path
    assert two["index.html"].facts["banners"] == ["synthetic"]
    assert REASON in two[f"{SERIES}/vi/index.html"].facts["text"]


def test_from_the_list_to_the_ranking_and_from_the_old_edition_to_the_new(browser, trees):
    with opened(browser) as (page, heard):
        visit(page, trees / "two", "index.html")
        page.locator("h2 a").click()
        page.wait_for_url(f"**/{SERIES}/vi/index.html")
        assert page.locator(".banner.published").is_visible()
        visit(page, trees / "two", f"{SERIES}/v1/en/units/reversed.html")
        page.locator(".banner.superseded strong a").click()
        page.wait_for_url(f"**/{SERIES}/en/units/reversed.html")
        assert page.locator(".banner.published").is_visible()
        assert heard.faults == []


def test_the_second_edition_tells_what_it_changed(two):
    for lang in ("vi", "en"):
        text = two[f"{SERIES}/{lang}/revisions.html"].facts["text"]
        assert REASON in text
        assert "<script>alert(" in text  # the unit of that name stands among those that changed


def test_a_withdrawn_edition_is_a_notice_and_the_one_before_stays(browser, trees):
    site = trees / "withdrawn"
    for path, one in seen(browser, site, [f"{SERIES}/index.html", f"{SERIES}/v2/vi/index.html"]).items():
        assert one.faults == (), path
        assert one.facts["hostile"] == 0, path
        assert REASON in one.facts["text"], path
    assert f"{SERIES}/v1/vi/index.html" in pages_of(site)


def test_the_approver_reads_names_and_reasons_as_text(browser, trees):
    (one,) = seen(browser, trees / "approver", ["differences.html"]).values()
    assert (one.faults, one.facts["hostile"]) == ((), 0)
    assert REASON in one.facts["text"]
    assert "<script>alert(1)</script>" in one.facts["text"]


def test_axe_finds_nothing_in_what_is_public_and_in_what_the_approver_sees(browser, trees):
    with opened(browser) as (page, _):
        some = ["index.html", f"{SERIES}/vi/index.html", f"{SERIES}/v1/en/index.html", f"{SERIES}/en/revisions.html"]
        assert violations(page, trees / "two", some) == []
        assert violations(page, trees / "withdrawn", ["index.html", f"{SERIES}/v2/vi/index.html"]) == []
        assert violations(page, trees / "approver", ["differences.html"]) == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_scrolled_sideways(browser, trees, width):
    with opened(browser, width) as (page, _):
        assert too_wide(page, trees / "two", ["index.html", f"{SERIES}/v1/vi/index.html"], "") == []
        assert too_wide(page, trees / "withdrawn", ["index.html", f"{SERIES}/v2/vi/index.html"], "") == []
        assert too_wide(page, trees / "approver", ["differences.html"], "") == []


def test_the_list_and_notices_look_as_the_pages_of_the_site_do(browser, trees):
    looks = {}
    for tree, path in ALL_KINDS:
        with opened(browser) as (page, heard):
            visit(page, trees / tree, path)
            looks[path] = page.evaluate(LOOK)
            assert heard.faults == [], path
    of_site, *others = looks.values()
    assert others == [of_site] * 3


def test_a_page_beside_the_site_says_in_both_languages_that_its_figures_are_synthetic(browser, trees):
    for tree, path in ALL_KINDS[1:]:
        with opened(browser) as (page, _):
            visit(page, trees / tree, path)
            said = page.locator("aside.synthetic")
            assert "SỐ LIỆU TỔNG HỢP" in said.inner_text(), path
            assert "SYNTHETIC" in said.locator("[lang=en]").inner_text(), path


def test_without_a_mouse_one_gets_from_the_list_to_an_edition_and_back_from_a_notice(browser, trees):
    with opened(browser, 360) as (page, heard):
        visit(page, trees / "two", "index.html")
        page.keyboard.press("Tab")
        assert page.locator(".skip").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/two/{SERIES}/vi/index.html")
        visit(page, trees / "withdrawn", f"{SERIES}/v2/vi/index.html")
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/withdrawn/index.html")
        assert heard.faults == []
