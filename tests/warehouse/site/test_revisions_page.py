from datetime import datetime

import pytest
from publication_cases import Reader, built, publication

from warehouse.site.build import site_files

HOSTILE = "<script>alert(1)</script>"


def edition(version, state="published", reason=None, published_at=None):
    codes = {"snapshot": f"2023-12-3{version}-aaaa", "method_version": "96ec", "content_hash": f"c0ffee{version}"}
    return {"version": version, "state": state, "reason": reason, "published_at": published_at} | codes


def revised(unit_id, before, after, version=2, added=None, removed=None):
    (rank_before, score_before), (rank_after, score_after) = before, after
    ranks = {"rank_before": rank_before, "rank_after": rank_after}
    scores = {"score_before": score_before, "score_after": score_after}
    return {"version": version, "unit_id": unit_id, "added": added, "removed": removed} | ranks | scores


SECOND = publication(
    editions=[
        edition(1, "superseded", published_at=datetime(2024, 1, 15, 9, 30)),
        edition(2, reason="Quận B gửi lại hồ sơ tháng 11", published_at=datetime(2024, 2, 1, 8, 0)),
    ],
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


def test_a_draft_and_a_first_edition_say_that_there_are_no_revisions():
    draft = pages(publication())
    assert "has not been published yet" in draft["en"].text
    assert not draft["vi"].tables
    first = pages(publication(editions=[edition(1, published_at=datetime(2024, 1, 15, 9, 30))]))
    assert "Đây là lần công bố đầu tiên" in first["vi"].text
    (_, row) = table(first["en"], "Editions of 2023-qd766")
    assert row[:4] == ["1", "published", "15 January 2024, 09:30", "first edition"]
    assert "What changed" not in first["en"].text


def test_every_edition_has_its_date_reason_and_hash_the_latest_first(second):
    (_, *rows) = table(second["vi"], "Các lần công bố của 2023-qd766")
    assert [row[:4] for row in rows] == [
        ["2", "đã công bố", "08:00 01/02/2024", "Quận B gửi lại hồ sơ tháng 11"],
        ["1", "đã được thay", "09:30 15/01/2024", "lần đầu"],
    ]
    assert [row[-1] for row in rows] == ["c0ffee2", "c0ffee1"]
    assert "This ranking was revised 1 time; the latest edition is version 2." in second["en"].text


def test_what_changed_and_which_submission_caused_it(second):
    (_, *rows) = table(second["en"], "Version 2: rank and score")
    assert rows == [
        ["Rural C", "2", "3", "82.00", "82.00", "the data of other units"],
        ["District B", "3", "2", "80.00", "84.25", "added: s-new; withdrawn or replaced: s-old"],
    ]
    assert "Hạng của 2 đơn vị và điểm của 1 đơn vị đã đổi." in second["vi"].text


def test_a_unit_that_is_no_longer_ranked_is_a_change():
    p = publication(
        editions=SECOND.tables["editions"].to_dicts(), revisions=[revised("quan-a", ("1", 9.0), (None, 9.0))]
    )
    (_, row) = table(pages(p)["vi"], "Bản công bố lần 2: hạng và điểm")
    assert row[:3] == ["Quận A", "1", "không xếp hạng"]


def test_an_edition_that_changed_nothing_says_so():
    p = publication(editions=SECOND.tables["editions"].to_dicts())
    assert "Version 2: no rank or score changed." in pages(p)["en"].text


def test_a_withdrawn_edition_is_still_listed():
    p = publication(editions=[edition(1, "withdrawn", reason="Sai phương pháp")])
    (_, row) = table(pages(p)["vi"], "Các lần công bố")
    assert row[1:4] == ["đã rút", "chưa", "Sai phương pháp"]


def test_reasons_are_text_and_no_markup():
    p = publication(
        editions=[edition(1), edition(2, reason=HOSTILE)],
        revisions=[revised("quan-a", ("1", 9.0), ("2", 8.0), added=HOSTILE)],
    )
    html = site_files(p)["vi/revisions.html"]
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2
