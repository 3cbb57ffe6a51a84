"""A site in a language of the city's own: a folder of words is all that it needs; and all languages say one thing."""

import html
import json
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest
from small_city import SMALL_CITY, small_site

from schemas.city import load_city
from schemas.translations import declared_texts
from schemas.words.languages import LANGUAGES
from tests.schemas.pseudo_language import TAG, latin_words, pseudo_language
from tests.warehouse.site.what_if_cases import ranked, trial
from warehouse.site.build import site_files

pytestmark = pytest.mark.long

# What no language translates: names of things, and what is read by programs.
PROPER = re.compile(
    r"motcua 0\.1\.0|WCAG 2\.2|EN 301 549|SHA-256|\b[ABC]\b|\b\d[ab]{1,2}\b|\[c\]|https?://\S+|Tiếng Việt|English"
    r"|\b(CSV|UTF|JSON|Excel|xlsx|CFF|YAML|[KM]B|Polars|pandas|DuckDB|R)\b|[\w.-]+\.(csv|parquet|json|cff|txt|xlsx)"
    r"|SHA256SUMS|\d{4}(-\d\d-\d\d)?-[a-z0-9-]+|\b[a-z]+_[a-z0-9_]+\b"
)
LAWS = {of.legal_basis.name for of in SMALL_CITY.definitions.values() if of.legal_basis} | {
    SMALL_CITY.method.legal_basis
}
HEADS = {"h1", "h2", "h3", "h4", "caption", "title", "figcaption", "summary"}
BLOCKS = HEADS | {"p", "td", "th", "li", "dt", "dd", "option"}
SPOKEN = ("alt", "title", "aria-label", "placeholder")
SILENT = {"script", "style", "code", "mi", "bdi"}  # programs, codes, letters of formulas, what others printed


class Spoken(HTMLParser):
    """What a page says, block by block: its texts, and those that are said in place of pictures."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.blocks.append("")
        elif tag in ("mn", "mo"):
            self.blocks[-1] += " "  # no comma of a formula stands within a number
        self.blocks += [
            value for name, value in attrs if name in SPOKEN or (name == "content" and ("name", "description") in attrs)
        ]

    def handle_endtag(self, tag):
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data):
        if not self._silent:
            self.blocks[-1] += data


LIVE = replace(trial(), reasons=ranked().reasons)


def names_of(p):
    """Return the English of what a publication of these tests calls by names of its own."""
    columns = [t.get_column(c) for t in p.tables.values() for c in t.columns if c.endswith("_en")]
    said = p.sentences
    sentences = [english for of in (said.findings, said.meanings, said.changes, said.choices) for _, english in of]
    in_rows = {str(value) for column in columns for value in column.drop_nulls()}
    return {*in_rows, *sentences, p.city.name_en, p.method.name_en}


@pytest.fixture(scope="module")
def language(tmp_path_factory):
    """A language that nobody speaks, from a folder of its own."""
    names = {*declared_texts(load_city()), *names_of(SMALL_CITY), *names_of(LIVE)} - {""}
    return pseudo_language(tmp_path_factory.mktemp("words"), sorted(names))


@pytest.fixture(scope="module")
def site(language):
    (rule, *_) = load_city().tables["dossiers"].rules
    whole = replace(SMALL_CITY, languages=(*LANGUAGES, language), rules={("dossiers", "due-missing"): rule})
    return site_files(whole, {"rankings.csv": 2_500, "units.csv": 900})


def bare(text: str) -> str:
    """Return a text without what is the same in every language, the names of laws among it."""
    for law in sorted(LAWS, key=len, reverse=True):
        text = text.replace(law, " ")
    return PROPER.sub(" ", text)


def untranslated(text: str) -> list[str]:
    return latin_words(bare(text))


def test_a_language_is_as_whole_as_those_that_we_ship(site):
    pages = {path.removeprefix("en/") for path in site if path.startswith("en/")}
    assert pages == {path.removeprefix(f"{TAG}/") for path in site if path.startswith(f"{TAG}/")}
    charts = {path.removeprefix("charts/en/") for path in site if path.startswith("charts/en/")}
    assert charts == {path.removeprefix(f"charts/{TAG}/") for path in site if path.startswith(f"charts/{TAG}/")}
    assert f'<a href="{TAG}/index.html" lang="{TAG}" hreflang="{TAG}">' in site["index.html"]
    assert f'hreflang="{TAG}"' in site["vi/method.html"]


def test_no_page_says_anything_that_is_not_translated(site):
    assert untranslated("Not translated, and a word of the Vietnamese: quý") != []
    found = {}
    for path, page in site.items():
        if path.startswith(f"{TAG}/") and (latin := [b for b in Spoken(page).blocks if untranslated(b)]):
            found[path] = latin
    assert found == {}


def test_no_chart_says_anything_that_is_not_translated(site):
    drawn = {path: svg for path, svg in site.items() if path.startswith(f"charts/{TAG}/") and path.endswith(".svg")}
    assert len(drawn) > 5
    for path, svg in drawn.items():
        said = [html.unescape(text) for text in re.findall(r"<(?:text|title|desc)[^>]*>([^<]*)<", svg)]
        assert [text for text in said if untranslated(text)] == [], path


def test_what_is_said_while_weights_are_moved_is_translated(language):
    page = site_files(replace(LIVE, languages=(language,)))[f"{TAG}/what-if.html"]
    data = json.loads(
        re.search(r'<script type="application/json" id="what-if-data">(.*?)</script>', page, re.DOTALL)[1]
    )
    for words in (data["words"], data["names"]):
        assert [text for text in words.values() if untranslated(re.sub(r"\{\w+\}", "", text))] == []


MONTHS = [datetime(2023, month, 1).strftime("%B") for month in range(1, 13)]
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def numbers(text: str, lang: str) -> list[str]:
    """Return the numbers of a text, sorted, its marks undone; a date is one, and a quarter."""
    decimal, group = (",", ".") if lang == "vi" else (".", ",")
    text = bare(text)
    text = re.sub(r"(\d{1,2})/(\d{1,2})/(\d{4})", lambda m: f" {m[3]}{int(m[2]):02}{int(m[1]):02} ", text)
    of_month = lambda m: f" {m[3]}{MONTHS.index(m[2]) + 1:02}{int(m[1]):02} "  # noqa: E731
    text = re.sub(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", of_month, text)
    text = re.sub(rf"({'|'.join(MONTHS)}) (\d{{4}})", lambda m: f"{MONTHS.index(m[1]) + 1} {m[2]}", text)
    text = re.sub(r"quý (I{1,3}|IV)/", lambda m: f"{ROMAN[m[1]]} ", text)
    found = re.findall(rf"\d+(?:\{group}\d{{3}})*(?:\{decimal}\d+)?", text)
    return sorted(number.replace(group, "").replace(decimal, ".") for number in found)


def test_both_languages_print_the_same_numbers():
    pages = [path.removeprefix("en/") for path in small_site() if path.startswith("en/")]
    assert len(pages) > 5
    for page in pages:
        vi, en = (Spoken(small_site()[f"{lang}/{page}"]).blocks for lang in ("vi", "en"))
        pairs = [
            (ours, theirs) for ours, theirs in zip(vi, en, strict=True) if numbers(ours, "vi") != numbers(theirs, "en")
        ]
        assert pairs == [], page


def test_other_numbers_would_be_seen():
    assert numbers("1.234,5 hồ sơ đến 29/12/2023, quý I/2022, tháng 4/2021", "vi") == numbers(
        "1,234.5 to 29 December 2023, Q1 2022, April 2021", "en"
    )
    assert numbers("1.234", "vi") != numbers("1.234", "en")


def test_vietnamese_writes_periods_dates_and_shares_in_its_own_way():
    pages = {path: Spoken(page) for path, page in small_site().items() if path.startswith("vi/")}
    assert len(pages) > 5
    for path, page in pages.items():
        for block in page.blocks:
            assert re.findall(r"\d{4}-Q\d|\d{4}-\d\d-\d\d|\d[ \u00a0]%|\d-\d", bare(block)) == [], (path, block)
