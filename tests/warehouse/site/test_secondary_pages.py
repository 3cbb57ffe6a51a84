"""What holds for every page about the ranking as a whole: order of headings, captions, links, both languages."""

import posixpath
import re
from itertools import pairwise

import pytest
from publication_cases import Reader, built
from test_case_mix_page import PAGE as LIKE
from test_claims_page import P as FIGURES
from test_data_quality_page import CITY
from test_downloads_page import SIZES, SMALL
from test_method_page import FULL
from test_revisions_page import SECOND

from warehouse.site.build import site_files

PAGES = {
    "case-mix.html": LIKE,
    "data-quality.html": CITY,
    "method.html": FULL,
    "revisions.html": SECOND,
    "downloads.html": SMALL,
    "about.html": SMALL,
    "claims.html": FIGURES,
}


@pytest.fixture(params=[(lang, path) for path in PAGES for lang in ("vi", "en")], ids="/".join)
def shown(request):
    lang, path = request.param
    files = built(PAGES[path], SIZES if PAGES[path] is SMALL else None)
    return f"{lang}/{path}", files[f"{lang}/{path}"], files


def test_headings_go_down_step_by_step(shown):
    _, html, _ = shown
    levels = [level for level, _ in Reader(html).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_header_cells_scopes_and_regions_that_scroll(shown):
    _, html, _ = shown
    assert html.count("<table") == html.count("<caption")
    assert not re.findall(r"<th(?![^>]* scope=)[^>]*>", html.replace("<thead", "<head"))
    for before in html.split("<table")[:-1]:
        assert re.search(r'<div class="scroll" role="region" aria-label="[^"]+" tabindex="0">\s*$', before)


def test_ids_are_unique_and_links_within_the_page_have_their_place(shown):
    _, html, _ = shown
    page = Reader(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_every_other_link_leads_to_a_file_of_the_site_or_of_the_downloads(shown):
    path, html, files = shown
    known = set(files) | {f"data/{name}" for name in SIZES}
    for link in Reader(html).links:
        assert not re.match(r"[a-z]+:|//|/", link), link
        if not link.startswith("#"):
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.partition("#")[0]))
            assert place in known, link


def test_there_is_nothing_to_run(shown):
    _, html, _ = shown
    assert "<script" not in html
    assert not re.findall(r"\son\w+=", html)


def test_equal_publications_give_equal_pages():
    assert site_files(SMALL, SIZES) == built(SMALL, SIZES)
