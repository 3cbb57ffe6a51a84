"""On every page, in both languages, a rate stands with what was counted for it, and a hidden figure with its rule."""

import csv
import io
import re
from datetime import date

import pytest
from nights import WABO, deliver, home_at, run
from rates_on_pages import PERCENT, bare_rates, outside, tables, unexplained
from small_city import SMALL_CITY, small_site
from wabo_cases import month_of_cases

from schemas.city import load_city
from schemas.register import CITY
from schemas.words.languages import LANGUAGES
from warehouse.publication.make import publication_of
from warehouse.ranking.rank_period import rank_period
from warehouse.site.build import site_files
from warehouse.site.words import Words

pytestmark = pytest.mark.long


def pages(lang: str) -> dict[str, str]:
    return {path: str(html) for path, html in small_site().items() if re.fullmatch(rf"{lang}/.*\.html", path)}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_no_rate_stands_without_its_counts(language):
    words = Words(language)
    assert [one for path, html in pages(words.lang).items() for one in bare_rates(SMALL_CITY, words, path, html)] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_search_finds_each_rate_whose_counts_a_template_drops(language):
    """A guard of the test above: without what the macro writes, rates of every page that has it are found."""
    words = Words(language)
    for path, html in pages(words.lang).items():
        dropped = re.sub(r'<small class="counts">.*?</small>', "", html)
        if dropped != html and any(
            PERCENT.search(cell.text) for t in tables(dropped) for row in t.rows for cell in row
        ):
            is_per_10_000 = path.endswith("/index.html") and path.count("/") == 1
            assert bool(list(bare_rates(SMALL_CITY, words, path, dropped))) or is_per_10_000, path
    page = pages(words.lang)[f"{words.lang}/indicators/online_share.html"]
    without = page.replace(words.say("indicators.excluded_count"), "")
    assert any(
        "nothing left out" in one for one in bare_rates(SMALL_CITY, words, "indicators/online_share.html", without)
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_hidden_says_by_which_rule(lang):
    assert [(path, one) for path, html in pages(lang).items() for one in unexplained(html)] == []
    page = pages(lang)[f"{lang}/units/huyen-tim.html"]
    assert list(unexplained(re.sub(r' title="[^"]*"', "", page)))


def test_the_data_of_charts_of_rates_have_their_counts():
    heads = {
        path: next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        for path, data in small_site().items()
        if re.fullmatch(r"charts/en/.*(values|funnel|online_share)\.csv", path)
    }
    assert len(heads) > 4
    for path, head in heads.items():
        assert {"Numerator", "Failures"} & set(head), path
        assert {"Denominator", "Left out"} <= set(head), path


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_no_page_states_an_overall_rate_outside_its_own_lowest_and_highest(language):
    words = Words(language)
    assert [(path, one) for path, html in pages(words.lang).items() for one in outside(html, words)] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_search_finds_an_overall_rate_that_is_of_other_units(language):
    """Such as 36.8 % between 100 % and 100 %, on each page that states all three."""
    words = Words(language)
    for path in ("indicators/online_share.html", "indicators/index.html", "units/quan-do.html"):
        html = pages(words.lang)[f"{words.lang}/{path}"]
        rate = words.percent(5_870 / 10_000)
        found = list(outside(html.replace(f">{rate}", f">{words.percent(0.368)}"), words))
        assert len(found) == 1, path


def test_a_city_of_small_counts_states_no_bare_rate_no_silent_gap_and_no_rate_of_others(tmp_path):
    """A night in which two of three units have few late dossiers, so that their rates are hidden."""
    home, city = home_at(tmp_path), load_city(WABO)
    units = {"General": 60, "Experts": 50, "Customer contact": 45}
    for month, late in ((1, (11, 2, 1)), (2, (12, 1, 2))):
        of_units = dict(zip(units, late, strict=True))
        deliver(home, CITY, f"{month}.csv", month_of_cases(units, 2023, month, of_units))
    snapshot = run(home, city, date(2023, 3, 1), is_ranked=True).snapshot
    made = publication_of(city, snapshot, rank_period(city, snapshot, "2023", "timeliness"))
    assert not made.tables["rankings"].filter(status="SUPPRESSED").is_empty()
    files = {path: str(html) for path, html in site_files(made).items() if path.endswith(".html")}
    for words in map(Words, LANGUAGES):
        for path, html in files.items():
            if path.startswith(f"{words.lang}/"):
                assert [*bare_rates(made, words, path, html), *unexplained(html), *outside(html, words)] == [], path
