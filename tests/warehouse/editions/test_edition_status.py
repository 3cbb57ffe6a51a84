from datetime import UTC, datetime

import pytest
from edition_cases import page

from schemas.edition import Edition
from schemas.words.catalogue import said
from schemas.words.languages import LANGUAGES
from tests.schemas.pseudo_language import pseudo_language, wide
from warehouse.editions.status import Links, language_of, status_fault, with_status

ZONE = "Asia/Ho_Chi_Minh"
LINKS = Links("../v1/vi/index.html", "../vi/index.html")
EDITION = Edition(
    series="2022-qd766",
    version=1,
    state="published",
    content_hash="h",
    period="2022",
    title_vi="Chỉ số",
    title_en="Index",
    snapshot="s",
    method_version="m",
    synthetic=True,
    reason="",
    submitted_by="an",
    submitted_at=datetime(2024, 1, 4, tzinfo=UTC),
    published_at=datetime(2024, 1, 4, 20, tzinfo=UTC),  # the 5th in Ho Chi Minh City
)


def test_the_banner_for_review_gives_way_and_nothing_else_changes():
    before = page("số liệu")
    after = with_status(before, EDITION, ZONE, LINKS)
    assert "để xem xét" not in after
    outside = [text.split("<!--status-->")[0] + text.split("<!--/status-->")[1] for text in (before, after)]
    assert outside[0] == outside[1]


def test_each_language_says_it_in_its_words():
    vi = with_status(page("x", "vi"), EDITION, ZONE, LINKS)
    assert 'Đã công bố ngày 05/01/2024, <a href="../v1/vi/index.html">bản công bố lần 1</a>.' in vi
    en = with_status(page("x", "en"), EDITION, ZONE, LINKS)
    assert 'Published on 5 January 2024, <a href="../v1/vi/index.html">version 1</a>.' in en


def test_a_superseded_edition_leads_to_what_took_its_place():
    old = EDITION.model_copy(update={"state": "superseded", "superseded_by": 2})
    assert 'Bản này đã được thay bằng <a href="../vi/index.html">bản công bố lần 2</a>.' in with_status(
        page("x"), old, ZONE, LINKS
    )
    en = with_status(page("x", "en"), old, ZONE, LINKS)
    assert 'superseded by <a href="../vi/index.html">version 2</a>.' in en
    assert 'class="banner superseded"' in en


def test_a_reason_is_shown_as_text_whatever_it_holds():
    hostile = r"<script>alert(1)</script> \1 \g<0> <!--/status-->"
    again = EDITION.model_copy(update={"version": 2, "reason": hostile})
    for lang in ("vi", "en"):
        text = with_status(page("x", lang), again, ZONE, LINKS)
        assert "<script>" not in text
        assert r"\1 \g&lt;0&gt;" in text
        assert with_status(text, EDITION, ZONE, LINKS) == with_status(page("x", lang), EDITION, ZONE, LINKS)


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ('<html lang="vi">', "vi"),
        ("<html class=x lang='vi-VN'>", "vi"),
        ("<HTML LANG=en>", "en"),
        ("<html>", "en"),
        ('<html data-lang="vi" lang="en">', "en"),
    ],
)
def test_the_language_is_the_one_that_the_page_declares(html, lang):
    assert language_of(f"<!doctype html>\n{html}<body>").tag == lang


def test_a_language_of_the_citys_own_has_its_banner(tmp_path):
    language = pseudo_language(tmp_path, [])
    shown = with_status(page("x", language.tag), EDITION, ZONE, LINKS, (*LANGUAGES, language))
    assert wide("Published on") in shown
    assert "Published on" in with_status(page("x", language.tag), EDITION, ZONE, LINKS)  # its folder is gone


MARKED = "<!--status-->x<!--/status-->"


@pytest.mark.parametrize("text", ["", "<!--status-->", "<!--/status-->", MARKED * 2, "<!--/status--><!--status-->"])
def test_a_page_without_one_place_for_its_status_is_at_fault(text):
    for fault in said(status_fault("vi/index.html", text)):
        assert fault.startswith("vi/index.html")


def test_the_first_page_may_do_without_but_not_by_halves():
    assert status_fault("index.html", "") is None
    assert status_fault("index.html", MARKED) is None
    assert status_fault("vi/index.html", MARKED) is None
    assert status_fault("index.html", "<!--status-->")
