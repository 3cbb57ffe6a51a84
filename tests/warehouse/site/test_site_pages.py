"""Every page of the site: what a browser, a screen reader and a hostile district find on it."""

import csv
import io
import posixpath
import re
import xml.etree.ElementTree as ElementTree
from html import unescape
from itertools import pairwise

import pytest
from publication_cases import Reader
from small_city import FORMULA, NAMES, QUOTES, SCRIPT, SIZES, SMALL_CITY, small_site

from warehouse.site.build import SECTIONS, site_files

DATA_BLOCK = r'<script type="application/json"[^>]*>.*?</script>'


@pytest.fixture(scope="module")
def files():
    return small_site()


@pytest.fixture(scope="module")
def pages(files):
    """Path and text of every page of both languages."""
    return [(path, str(text)) for path, text in files.items() if re.fullmatch(r"(vi|en)/.*\.html", path)]


def attributes(html: str, tag: str) -> list[dict[str, str]]:
    found = re.findall(rf"<{tag}\b([^>]*)>", html)
    return [{name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', one)} for one in found]


def place(path: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link.partition("#")[0]))


def test_both_languages_have_the_same_pages_and_all_that_the_navigation_names(files, pages):
    vi, en = ({path.partition("/")[2] for path, _ in pages if path.startswith(lang)} for lang in ("vi/", "en/"))
    assert vi == en
    assert set(SECTIONS.values()) <= vi
    assert {f"units/{unit_id}.html" for unit_id in NAMES} <= vi
    assert "url=vi/index.html" in str(files["index.html"])


def test_a_page_says_its_language_and_leads_to_itself_in_the_other(pages):
    for path, html in pages:
        lang, other = (path[:2], "en" if path.startswith("vi") else "vi")
        assert html.startswith(f'<!doctype html>\n<html lang="{lang}">')
        (switch,) = [a for a in attributes(html, "a") if a.get("hreflang")]
        assert (switch["hreflang"], switch["lang"]) == (other, other)
        assert place(path, switch["href"]) == f"{other}/{path.partition('/')[2]}"


def test_a_page_has_its_landmarks_and_one_place_for_its_status(pages):
    for path, html in pages:
        for tag in ("header", "main", "footer"):
            assert len(attributes(html, tag)) == 1, path
        names = [one["aria-label"] for one in attributes(html, "nav")]
        assert len(names) == len(set(names)) >= 1, path
        first_link = attributes(html, "a")[0]
        assert first_link["href"] == "#main"
        (status,) = re.findall(r"<!--status-->(.*?)<!--/status-->", html, re.DOTALL)
        assert 'class="banner review"' in status
        (synthetic,) = re.findall(r'<aside class="synthetic"[^>]*>(.*?)</aside>', html)
        assert ("SỐ LIỆU TỔNG HỢP" if path.startswith("vi") else "SYNTHETIC") in synthetic
        current = [a for a in attributes(html, "a") if "aria-current" in a]
        assert len(current) == 1
        assert (current[0]["aria-current"] == "page") == (place(path, current[0]["href"]) == path)


def test_headings_begin_with_one_and_go_down_step_by_step(pages):
    for path, html in pages:
        levels = [level for level, _ in Reader(html).headings]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_tables_have_captions_scopes_and_a_region_that_scrolls(pages):
    for path, html in pages:
        assert html.count("<table") == html.count("<caption"), path
        assert all("scope" in one for one in attributes(html, "th")), path
        for before in html.split("<table")[:-1]:
            assert re.search(r'<div class="scroll" role="region" aria-label="[^"]+" tabindex="0">\s*$', before), path


def test_links_lead_to_files_of_the_site_and_nowhere_else(files, pages):
    for path, html in pages:
        known = set(files) | {f"data/{name}" for name in SIZES}
        reader = Reader(html)
        assert len(reader.ids) == len(set(reader.ids))
        for link in reader.links:
            assert not re.match(r"[a-z+.-]+:|/", link, re.IGNORECASE), link
            if link.startswith("#"):
                assert link[1:] in reader.ids, link
            else:
                assert place(path, link) in known, link
                anchor = link.partition("#")[2]
                assert not anchor or f'id="{anchor}"' in str(files[place(path, link)]), link


def test_nothing_is_fetched_from_elsewhere(files):
    namespaces = re.compile(r"http://www\.w3\.org/[\w/]+")
    for path, text in files.items():
        if isinstance(text, str):
            assert not re.findall(r"""(?:src|href|action|url\(|@import)\W{0,3}(?:https?:)?//""", text), path
            if path.endswith((".svg", ".css", ".js")):
                assert "://" not in namespaces.sub("", text), path


def test_nothing_runs_that_stands_in_a_page(pages):
    for path, html in pages:
        (policy,) = [m["content"] for m in attributes(html, "meta") if m.get("http-equiv") == "Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        for script in attributes(re.sub(DATA_BLOCK, "", html, flags=re.DOTALL), "script"):
            assert place(path, script["src"]).startswith("assets/")
        assert not re.findall(r"<style|\sstyle=|<[^>]*\son[a-z]+=|javascript:", html)


def test_hostile_names_are_text(pages):
    for path, html in pages:
        assert "<script>alert" not in html
        assert html.count("</title>") == html.count("<title>"), path
        assert "49" not in Reader(html).text.partition("Huyện Tím")[2][:8]  # not computed by a template
        if path.endswith("/index.html") and path.count("/") == 1:
            assert all(name in Reader(html).text for name in (SCRIPT, FORMULA, "Huyện Tím {{ 7 * 7 }}", QUOTES))


def test_pictures_are_well_formed_and_hold_nothing_that_runs(files):
    for path in (path for path in files if path.endswith(".svg")):
        root = ElementTree.fromstring(files[path])
        tags = {element.tag.partition("}")[2] for element in root.iter()}
        assert not tags & {"script", "foreignObject", "iframe", "image", "use"}, path
        assert not [name for element in root.iter() for name in element.attrib if name.lower().startswith("on")], path
        assert root[0].tag.endswith("title"), path
        assert root[0].text, path


def test_files_of_figures_run_nothing_in_a_spreadsheet(files):
    rows = [
        row
        for path, data in files.items()
        if path.endswith(".csv")
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig") if isinstance(data, bytes) else data))
    ]
    assert any(cell == f"'{FORMULA}" for row in rows for cell in row)
    numbers = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
    assert [c for row in rows for c in row if c[:1] in tuple("=+-@\t\r") and c and not numbers.fullmatch(c)] == []


def test_every_figure_has_a_text_a_caption_its_data_and_both_to_take_away(files, pages):
    for path, html in pages:
        images = attributes(html, "img")
        figures = re.findall(r"<figure\b.*?</figure>", html, re.DOTALL)
        assert len(images) == len(figures)
        for image, figure in zip(images, figures, strict=True):
            assert len(image["alt"]) > 20
            assert re.search(r"<figcaption>\s*\S", figure)
            taken = {place(path, a["href"]) for a in attributes(figure, "a") if " download" in figure}
            stem = place(path, image["src"]).removesuffix(".svg")
            assert taken >= {f"{stem}.svg", f"{stem}.csv"}
            (shown,) = Reader(figure).tables.values()
            data = list(csv.reader(io.StringIO(files[f"{stem}.csv"].decode("utf-8-sig"))))
            assert shown[0] == data[0]
            assert [row[0] for row in shown[1:]] == [" ".join(row[0].removeprefix("'").split()) for row in data[1:]]


@pytest.mark.long
def test_equal_publications_give_equal_files(files):
    assert site_files(SMALL_CITY, SIZES) == files
