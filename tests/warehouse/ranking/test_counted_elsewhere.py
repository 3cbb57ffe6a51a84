"""Where the ranked period holds nothing that the method counts, pages and workbooks say in which years it lies."""

import io

import pytest
from nights import DAY, WABO, deliver, home_at, run
from openpyxl import load_workbook
from wabo_cases import HEADER, month_of_cases

from schemas.city import load_city
from schemas.words.catalogue import said
from warehouse.outbox.workbook import unit_workbook
from warehouse.outbox.write import accounts
from warehouse.publication.make import publication_of
from warehouse.ranking.request import ranking_of
from warehouse.release.workbook import workbook_bytes
from warehouse.run import Run
from warehouse.site.build import site_files

CITY = load_city(WABO)
NO_LATE = {"General": 0, "Experts": 0}
VI = "Kỳ 01/01/2023 – 01/03/2023 không có số liệu nào để tính điểm. Số liệu nằm ngoài kỳ, trong "


def cases(unit, year, month):
    """Three dossiers of a unit, which ended on the 10th of a month."""
    return month_of_cases({unit: 3}, year, month, NO_LATE).removeprefix(HEADER)


def night_of(folder, *months):
    """Return the ranking of 2023 up to 1 March, after a night that brought dossiers of these months."""
    home = home_at(folder)
    deliver(home, "_city", "cases.csv", HEADER + "".join(months))
    report = run(home, CITY)
    return ranking_of(Run(home, CITY, DAY), report.snapshot)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Every dossier ended before the year that is ranked."""
    return night_of(tmp_path_factory.mktemp("elsewhere"), cases("General", 2021, 11), cases("Experts", 2022, 12))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Those of one unit ended before the year, those of another within it."""
    return night_of(tmp_path_factory.mktemp("mixed"), cases("General", 2021, 11), cases("Experts", 2023, 2))


def published(ranking):
    return publication_of(CITY, ranking.snapshot, ranking.draft)


def texts(workbook):
    pages = load_workbook(io.BytesIO(workbook))
    return "\n".join(str(c.value) for page in pages for line in page.iter_rows() for c in line if c.value is not None)


def workbooks(ranking):
    """Return all texts of the workbook of each unit that sent something, by unit."""
    found = accounts(ranking.run, ranking.snapshot, ranking.draft, ())
    return {unit_id: texts(unit_workbook(account)) for unit_id, account in found}


def test_pages_and_downloads_name_the_years_and_no_day(elsewhere):
    publication = published(elsewhere)
    first, *_ = publication.sentences.findings
    vi, en = said(first)
    assert (vi, en) == (
        f"{VI}các năm từ 2021 đến 2022.",
        "Nothing that the method counts lies in the period 1 January 2023 – 1 March 2023. What it counts lies outside, "
        "in the years 2021 to 2022.",
    )
    pages = {path: text for path, text in site_files(publication).items() if path.endswith(".html")}
    assert vi in pages["vi/index.html"]
    assert en in pages["en/index.html"]
    downloaded = texts(workbook_bytes(publication))
    assert f"{vi} / {en}" in downloaded
    for text in (*pages.values(), downloaded):
        for day in ("10/11/2021", "2021-11-10", "10 November 2021", "10/12/2022", "2022-12-10", "10 December 2022"):
            assert day not in text


def test_a_units_workbook_says_where_its_own_figures_lie(elsewhere, mixed):
    books = workbooks(elsewhere)
    assert f"{VI}năm 2021." in books["general"]
    assert f"{VI}năm 2022." in books["experts"]
    books = workbooks(mixed)
    assert f"{VI}năm 2021." in books["general"]
    assert "nằm ngoài kỳ" not in books["experts"]


def test_where_any_unit_has_figures_the_page_says_nothing(mixed):
    assert not [s for s in published(mixed).sentences.findings if s.key == "findings.elsewhere"]
