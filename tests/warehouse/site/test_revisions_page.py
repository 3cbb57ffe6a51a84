import re

import pytest
from publication_cases import Reader, built, publication

from warehouse.site.build import site_files

HOSTILE = "<script>alert(1)</script>"


def revised(unit_id, before, after, version=2, added=None, removed=None):
    (rank_before, score_before), (rank_after, score_after) = before, after
    ranks = {"rank_before": rank_before, "rank_after": rank_after}
    scores = {"score_before": score_before, "score_after": score_after}
    return {"version": version, "unit_id": unit_id, "added": added, "removed": removed} | ranks | scores


SECOND = publication(
    revisions=[
        revised("quan-a", ("1", 91.25), ("1", 91.25)),
        revised("quan-b", ("3", 80.0), ("2", 84.25), added="s-new", removed="s-old"),
        revised("huyen-c", ("2", 82.0), ("3", 82.0)),
    ],
)


def pages(p) -> dict[str, Reader]:
    files = site_files(p)
    return {lang: Reader(files[f"{lang}/revisions.html"]) for lang in ("vi", "en")}


@pytest.fixture(scope="module")
def second():
    return {lang: Reader(built(SECOND)[f"{lang}/revisions.html"]) for lang in ("vi", "en")}


def table(page: Reader, words: str) -> list[list[str]]:
    (found,) = [rows for caption, rows in page.tables.items() if words in caption]
    return found


def test_what_is_approved_leaves_a_place_for_the_editions_and_says_nothing_of_their_state():
    for lang, page in pages(publication()).items():
        assert not page.tables
        assert ("Danh sách các lần công bố" if lang == "vi" else "the editions are listed here") in page.text
    for html in (site_files(SECOND)[f"{lang}/revisions.html"] for lang in ("vi", "en")):
        assert re.findall(r"<!--/?editions-->", html) == ["<!--editions-->", "<!--/editions-->"]


def test_what_changed_and_which_submission_caused_it(second):
    (_, *rows) = table(second["en"], "Version 2: rank and score")
    assert rows == [
        ["Rural C", "2", "3", "82.00", "82.00", "the data of other units"],
        ["District B", "3", "2", "80.00", "84.25", "added: s-new; withdrawn or replaced: s-old"],
    ]
    assert "Hạng của 2 đơn vị và điểm của 1 đơn vị đã đổi." in second["vi"].text


def test_a_unit_that_is_no_longer_ranked_is_a_change():
    p = publication(revisions=[revised("quan-a", ("1", 9.0), (None, 9.0))])
    (_, row) = table(pages(p)["vi"], "Bản công bố lần 2: hạng và điểm")
    assert row[:3] == ["Quận A", "1", "không xếp hạng"]


def test_an_edition_that_changed_no_rank_and_no_score_says_so():
    p = publication(revisions=[revised("quan-a", ("1", 9.0), ("1", 9.0))])
    assert "Version 2: no rank or score changed." in pages(p)["en"].text


def test_ids_are_text_and_no_markup():
    p = publication(
        revisions=[revised("quan-a", ("1", 9.0), ("2", 8.0), added=HOSTILE)],
    )
    html = site_files(p)["vi/revisions.html"]
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 1
