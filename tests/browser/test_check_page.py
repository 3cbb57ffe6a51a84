"""The page of a check, looked at in the browser: what it says, that it holds alone, on a telephone and on paper."""

import re
from pathlib import Path

import pytest
from looking import add_style, opened, violations, visit
from nights import DAY, PERSON, csv_text, dossier, hcmc, home_at

from warehouse import store
from warehouse.night.trial import try_file
from warehouse.preview.page import report_page
from warehouse.preview.report import report_of
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run

pytestmark = pytest.mark.long

HOSTILE = "<b>Hồ sơ_202302282000.csv"
_BAD = [dossier(n, Kênh_nộp=PERSON) for n in range(2, 30)]
FILES = {
    "good": [dossier(1), dossier(2)],
    "mixed": [*(dossier(n) for n in range(100, 190)), *_BAD[:3], dossier(31, Ngày_tiếp_nhận="31/02/2023 08:00:00")],
    "rejected": [dossier(1), *_BAD],
    "unknown": [{"<i>cột</i>": "1", "khác": "2"}],
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    """A folder of pages, one for each file."""
    folder = tmp_path_factory.mktemp("pages")
    home = home_at(folder / "home")
    store.empty_work(home)
    run = Run(home, hcmc(), DAY)
    for name, rows in FILES.items():
        file = folder / name / HOSTILE
        file.parent.mkdir()
        file.write_text(csv_text(rows), encoding="utf-8")
        report = report_of(run, try_file(run, file, "quan-12", read_delivery), str(file))
        (folder / f"{name}.html").write_text(report_page(report, run.city, file.name), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("good", "Không cần làm gì.", "Nothing is to be done."),
        ("mixed", "trừ 4 dòng bị loại", "but for 4 rejected rows"),
        ("rejected", "Tệp không được nhận.", "The file is not accepted."),
        ("unknown", "Không nhận ra", "not recognised"),
    ],
)
def test_what_is_to_be_done_is_said_first_in_both_languages(pages, name, vi, en):
    text = re.sub(r"<style>.*</style>", "", (pages / f"{name}.html").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert vi in text and en in text
    assert PERSON not in text
    assert "<b>" not in text and "<i>" not in text
    assert "<script" not in text and not re.search(r"(src|href)=", text)


def test_rows_columns_and_advice_are_named_as_the_file_calls_them(pages):
    text = (pages / "mixed.html").read_text(encoding="utf-8")
    assert "dòng 92 / row 92: Kênh nộp = <code>Aaaaaa" in text
    assert "dd/dd/dddd" in text or "31/02/2023" in text
    assert "Việc cần làm" in text


@pytest.mark.parametrize("name", FILES)
def test_the_page_holds_alone(browser, pages, name):
    with opened(browser, width=390) as (page, heard):
        visit(page, pages, f"{name}.html")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
        add_style(page, "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 }")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
        assert heard.faults == []
        assert violations(page, pages, [f"{name}.html"]) == []


def test_the_page_prints_on_paper(browser, pages):
    with opened(browser) as (page, heard):
        visit(page, pages, "mixed.html")
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 700, "height": 990})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 700
        assert heard.faults == []
