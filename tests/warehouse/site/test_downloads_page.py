from dataclasses import replace

import duckdb
import pandas as pd
import polars as pl
import pytest
from publication_cases import Reader, built, publication

from schemas.city import Licence
from warehouse.release.files import release_files
from warehouse.site.build import site_files
from warehouse.site.downloads import recipes

SIZES = {
    "rankings.csv": 2_500,
    "rankings.parquet": 1_500,
    "units.csv": 900,
    "rankings.sdmx.csv": 3_000,
    "2023-qd766.xlsx": 3_600_000,
    "flat/2023.csv": 12_000,
    "datapackage.json": 40_000,
    "SHA256SUMS": 800,
    "CITATION.cff": 500,
}
RANKINGS = pl.DataFrame(
    {
        "unit_id": ["quan-a", "quan-b", "quan-a"],
        "measure": ["score", "score", "online_share"],
        "peer_group": ["all"] * 3,
        "rank": [2, 1, 1],
        "value": [88.5, 91.25, 0.5],
    }
)


SMALL = publication()


@pytest.fixture(scope="module")
def pages():
    files = built(SMALL, SIZES)
    return {lang: Reader(files[f"{lang}/downloads.html"]) for lang in ("vi", "en")}


def table(page: Reader, words: str) -> list[list[str]]:
    (found,) = [rows for caption, rows in page.tables.items() if words in caption]
    return found


def test_every_file_is_listed_with_what_it_is_and_linked(pages):
    files = {row[0]: row[1:] for row in table(pages["vi"], "Các tệp tải về") if len(row) > 1}
    assert files["2023-qd766.xlsx"][2] == "3,4 MB"
    assert files["flat/2023.csv"][1:] == ["CSV (UTF-8)", "12 KB", "Excel, Power BI"]
    assert files["SHA256SUMS"][0] == "Mã băm SHA-256 của mọi tệp"
    assert {f"../data/{path}" for path in SIZES} <= set(pages["vi"].links)
    english = {row[0]: row[1:] for row in table(pages["en"], "Files to download") if len(row) > 1}
    assert english["datapackage.json"][0] == "Describes every table and column, by Data Package v2"
    assert english["rankings.sdmx.csv"][0] == "The ranking as SDMX-CSV"


def test_each_table_has_its_rows_and_its_files(pages):
    (_, *rows) = table(pages["vi"], "Các bảng số liệu")
    assert [row[0] for row in rows] == ["Xếp hạng rankings", "Danh bạ đơn vị units"]
    assert rows[0][1].startswith("Mỗi dòng là một đơn vị, một đại lượng")
    assert rows[0][2:] == ["0", "rankings.csv 2 KB rankings.parquet 1 KB"]
    assert rows[1][2:] == ["3", "units.csv 900 byte"]


def test_kinds_come_in_the_order_in_which_they_are_wanted(pages):
    kinds = [row[0] for row in table(pages["en"], "Files to download") if len(row) == 1]
    assert kinds == ["Everything in one file", "Description, checks, citation"]


def test_every_file_of_a_release_has_its_own_words():
    p = publication()
    page = Reader(site_files(p, {path: len(data) for path, data in release_files(p).items()})["en/downloads.html"])
    assert "Accompanying file" not in page.text
    assert len(table(page, "The tables of data")) == 1 + len(p.tables)


def test_names_of_files_are_quoted_in_links():
    html = site_files(publication(), {'a b"><script>.csv': 1})["vi/downloads.html"]
    assert "../data/a%20b%22%3E%3Cscript%3E.csv" in html
    assert "<script>.csv" not in html


def test_without_files_the_page_says_so_and_promises_nothing():
    page = Reader(site_files(publication())["en/downloads.html"])
    assert "This preview comes without data files." in page.text
    assert not any("data/" in link for link in page.links)
    assert "SHA256SUMS" not in page.text


def test_how_to_cite_names_what_is_needed_to_find_it_again(pages):
    p = publication()
    for part in ("Trial City", "from 1 January 2023 to 31 December 2023", p.snapshot, "motcua 0.1.0"):
        assert part in pages["en"].text


def test_the_licence_is_the_citys_to_name(pages):
    assert "The city has not named a licence" in pages["en"].text
    p = publication()
    licence = Licence(id="CC-BY-4.0", name="Ghi công 4.0", url="https://example.invalid/by/4.0/")
    named = replace(p, city=p.city.model_copy(update={"licence": licence}))
    text = Reader(site_files(named)["vi/downloads.html"]).text
    assert "giấy phép Ghi công 4.0 (CC-BY-4.0): https://example.invalid/by/4.0/" in text


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_the_recipes_read_the_ranking(tmp_path, monkeypatch, suffix):
    monkeypatch.chdir(tmp_path)
    write = RANKINGS.write_csv if suffix == "csv" else RANKINGS.write_parquet
    write(tmp_path / f"rankings.{suffix}")
    lines = dict(recipes({f"rankings.{suffix}": 1, "units.csv": 1}))
    for tool in ("Polars", "pandas"):
        found: dict = {}
        exec(lines[tool], found)
        assert found["rankings"].shape == (3, 5)
        assert isinstance(found["rankings"], pl.DataFrame | pd.DataFrame)
    assert duckdb.sql(lines["DuckDB"]).fetchall()[0][0] == "quan-b"
    assert f'"rankings.{suffix}"' in lines["R"]


def test_there_are_no_recipes_without_the_ranking():
    assert recipes({"units.csv": 1}) == []
