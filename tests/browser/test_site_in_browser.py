"""Every page of a city with hostile names, in both languages, as a browser shows it: one visit serves many tests."""

import posixpath
from itertools import pairwise

import pytest
from hostile_city import LONG, UNITS
from looking import add_style, broken_links, open_details, opened, pages_of, seen, too_wide, violations, visit

from warehouse.site.build import SECTIONS

pytestmark = pytest.mark.long

# WCAG 1.4.12: what a reader may set without losing anything.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
KINDS = [*SECTIONS.values(), "indicators/on_time_over_resolved.html", "units/markup.html"]
HIDDEN_IN_PRINT = ".top nav, .language, .skip, .take"


@pytest.fixture(scope="module")
def paths(site):
    found = [path for path in pages_of(site) if path != "index.html"]
    assert {f"{lang}/{path}" for lang in ("vi", "en") for path in KINDS} < set(found)
    return found


@pytest.fixture(scope="module")
def visited(browser, site, paths):
    return seen(browser, site, paths)


def of(visited, what):
    """Return one fact of every page."""
    return {path: one.facts[what] for path, one in visited.items()}


def test_pages_load_without_message_error_dialog_or_request_to_elsewhere(visited):
    assert {path: one.faults for path, one in visited.items() if one.faults} == {}


def test_hostile_names_are_text(visited):
    assert {path for path, count in of(visited, "hostile").items() if count} == set()
    for lang, place in (("vi", 0), ("en", 1)):
        text = visited[f"{lang}/units/index.html"].facts["text"]
        assert [name for name in (names[place] for names in UNITS.values()) if name not in text] == []
        for unit, names in UNITS.items():
            assert visited[f"{lang}/units/{unit}.html"].facts["headings"][0] == [1, names[place]]
    assert LONG in visited["vi/index.html"].facts["text"]
    assert "Trước <b>quầy</b>" in visited["vi/index.html"].facts["text"]
    assert "Online <script>alert(5)</script>" in visited["en/method.html"].facts["text"]
    for path, written in (("claims", "<img src=x onerror=alert(7)>"), ("units/markup", "<script>alert(9)</script>")):
        assert written in visited[f"vi/{path}.html"].facts["text"], path


def test_every_link_leads_to_a_file_and_every_fragment_to_its_place(site, visited):
    assert sum(len(links) for links in of(visited, "links").values()) > 1_000
    assert broken_links(site, visited) == []


def test_pages_have_their_language_one_title_headings_in_order_and_landmarks(visited):
    assert {path for path, lang in of(visited, "lang").items() if lang != path[:2]} == set()
    assert len(set(of(visited, "title").values())) == len(visited)
    for path, headings in of(visited, "headings").items():
        levels = [level for level, _ in headings]
        assert (levels[0], levels.count(1)) == (1, 1), path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, headings)
    assert {path: found for path, found in of(visited, "landmarks").items() if found != [1, 1, 1, 1]} == {}
    assert {path for path, ids in of(visited, "ids").items() if len(ids) != len(set(ids))} == set()


def test_every_page_says_that_it_is_for_review_and_of_synthetic_data(visited):
    assert set(map(tuple, of(visited, "banners").values())) == {("synthetic", "banner review")}


def test_pictures_are_drawn_and_have_text_for_those_who_do_not_see_them(visited):
    pictures = [(path, *picture) for path, found in of(visited, "pictures").items() for picture in found]
    assert len(pictures) > 10
    assert [one for one in pictures if len(one[2]) < 20 or not one[3]] == []


def test_the_language_leads_to_the_same_page_in_the_other_one(visited):
    for path, links in of(visited, "language").items():
        lang, _, page = path.partition("/")
        other = {"vi": "en", "en": "vi"}[lang]
        assert [posixpath.normpath(f"{posixpath.dirname(path)}/{link}") for link in links] == [f"{other}/{page}"]


def test_the_language_switches_there_and_back(browser, site):
    with opened(browser) as (page, heard):
        visit(page, site, "vi/units/long.html")
        page.get_by_role("link", name="English").click()
        page.wait_for_url("**/en/units/long.html")
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("link", name="Tiếng Việt").click()
        page.wait_for_url("**/vi/units/long.html")
        assert heard.faults == []


def test_the_first_page_leads_to_vietnamese(browser, site):
    with opened(browser) as (page, heard):
        visit(page, site, "index.html")
        page.wait_for_url("**/vi/index.html")
        assert heard.faults == []


def test_what_can_be_pressed_is_24_pixels_and_what_scrolls_can_be_reached(visited):
    small = {(path, *one) for path, found in of(visited, "targets").items() for one in found if min(one[1:]) < 24}
    assert small == set()
    regions = [(path, *one) for path, found in of(visited, "regions").items() for one in found]
    assert [one for one in regions if one[1] != 0 or not one[2]] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_scrolled_sideways_also_with_the_spacing_of_a_reader(browser, site, paths, width):
    with opened(browser, width) as (page, _):
        assert too_wide(page, site, paths, SPACED) == []


def test_at_360_pixels_a_table_that_is_wider_scrolls_within_the_page(browser, site):
    """Each table with the counts below its rates: what does not fit is reached by scrolling, and nothing is cut."""
    measured = """() => [...document.querySelectorAll('table')].map((table) => {
        const region = table.closest('.scroll'), box = region.getBoundingClientRect();
        return [region.scrollWidth > region.clientWidth + 1, getComputedStyle(region).overflowX, box.right];
    })"""
    with opened(browser, 360) as (page, _):
        for path in ("index.html", "indicators/on_time_over_resolved.html", "units/markup.html", "data-quality.html"):
            visit(page, site, f"vi/{path}")
            open_details(page)
            tables = page.evaluate(measured)
            assert any(is_wider for is_wider, *_ in tables), path
            assert all(overflow == "auto" and right <= 360 for _, overflow, right in tables), path


def test_no_text_is_cut_with_the_spacing_of_a_reader(browser, site):
    cut = """() => [...document.querySelectorAll('body *')].filter((e) => {
        const style = getComputedStyle(e);
        return style.overflowY === 'hidden' && !e.matches('.hidden') && e.scrollHeight > e.clientHeight + 1;
    }).map((e) => e.outerHTML.slice(0, 120))"""
    with opened(browser, 320) as (page, _):
        for path in KINDS:
            visit(page, site, f"vi/{path}")
            add_style(page, SPACED)
            assert page.evaluate(cut) == [], path


def test_print_has_what_is_read_and_not_what_is_pressed(browser, site):
    with opened(browser) as (page, _):
        for path in KINDS:
            visit(page, site, f"vi/{path}")
            folded = page.locator("details:not([open]) > :not(summary)").all()
            assert not any(one.is_visible() for one in folded), path
            page.emulate_media(media="print")
            assert not any(one.is_visible() for one in page.locator(HIDDEN_IN_PRINT).all()), path
            unread = "(all) => all.filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).length"
            assert page.locator("main details :is(table, p, li)").evaluate_all(unread) == 0, path
            assert page.locator(".synthetic").is_visible(), path
            assert page.locator(".banner.review").is_visible(), path
            page.emulate_media(media="screen")


def test_tables_are_there_without_javascript(browser, site):
    with opened(browser, java_script_enabled=False) as (page, heard):
        for path in KINDS:
            visit(page, site, f"vi/{path}")
            assert page.locator("main h1").is_visible(), path
            assert page.locator("main :is(table, ul, dl, p)").first.is_visible(), path
        visit(page, site, "vi/index.html")
        assert page.locator("main table").first.locator("tbody tr").count() == 5
        visit(page, site, "vi/what-if.html")
        assert page.locator("noscript p").is_visible()
        assert page.locator("#what-if-ranked tr").count() == 5
        assert not page.locator("#what-if").is_visible()
        assert heard.faults == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_axe_finds_nothing(browser, site, lang):
    with opened(browser) as (page, _):
        assert violations(page, site, [f"{lang}/{path}" for path in KINDS]) == []


def test_axe_finds_nothing_on_a_narrow_screen(browser, site):
    with opened(browser, 320) as (page, _):
        assert violations(page, site, ["vi/index.html", "en/what-if.html", "vi/units/markup.html"]) == []


def test_axe_finds_what_is_planted(browser, site):
    with opened(browser) as (page, _):
        page.add_init_script("addEventListener('DOMContentLoaded', () => document.querySelector('h1').remove())")
        assert any("page-has-heading-one" in line for line in violations(page, site, ["vi/index.html"]))


def test_pages_open_details_to_look_into_them(browser, site):
    with opened(browser) as (page, _):
        visit(page, site, "vi/index.html")
        assert page.locator("details[open]").count() == 0
        open_details(page)
        assert page.locator("details[open]").count() == page.locator("details").count() > 2
