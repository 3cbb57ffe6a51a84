"""The page of published figures and the section on a unit's own page: what was printed, and what was found."""

import re
from dataclasses import replace
from datetime import date

import pytest
from publication_cases import CITY, Reader, built, publication

from schemas.disclosure import DisclosurePolicy
from schemas.table import load_tables
from warehouse.publication.claim_lines import MARKS

HOSTILE = "<script>alert('99,99%')</script>\"'&"
TEXT = {"set_id": "bài-1", "source": "Báo Thử 16-2-2023", "provenance": "press", "tested_against": "text"}
TEXT |= {"period_from": date(2022, 1, 1), "period_to": date(2022, 12, 31), "unit_as_written": "Quận A"}
TEXT |= {"unit_id": "quan-a", "why_vi": "Vì sao.", "why_en": "Why."}
CUT = {"printed": "99,99%", "measure": "on_time_rate", "reading": "all but late / resolved; cut", "departures": 1}
CLAIMS = [
    TEXT | CUT | {"claim_id": "a", "verdict": "reconciles_only_if", "computed": 510_289 / 510_307},
    TEXT | {"claim_id": "b", "verdict": "reconciles", "printed": "18 hồ sơ", "measure": "dossiers_late"}
    | {"computed": 18.0},
    TEXT | {"claim_id": "c", "verdict": "not_testable", "printed": HOSTILE, "measure": HOSTILE, "source": HOSTILE}
    | {"unit_as_written": HOSTILE, "unit_id": None, "set_id": None, "period_from": None, "period_to": None}
    | {"why_vi": HOSTILE, "why_en": HOSTILE, "tested_against": "nothing"},
    TEXT | {"claim_id": "d", "verdict": "contradicted", "printed": "54.500", "measure": "dossiers_received"}
    | {"set_id": "bài-2", "unit_id": "quan-b", "unit_as_written": "Quận B", "tested_against": "dossiers"},
    TEXT | {"claim_id": "e", "verdict": "internally_inconsistent", "printed": "96,63%", "measure": "on_time_rate"}
    | {"set_id": "bài-3", "unit_id": None, "unit_as_written": "TP. Thử", "computed": 0.966220},
]  # fmt: skip
P = publication(claim_verdicts=CLAIMS)
EMPTY = publication()


def page(lang="en", path="claims.html", p=P):
    return built(p)[f"{lang}/{path}"]


def found(lang="en"):
    """The tables of figures by verdict: each row under its figure as printed."""
    tables = Reader(page(lang)).tables
    verdicts = load_tables()["claim_verdicts"].column("verdict").codes
    place = 0 if lang == "vi" else 1
    shown = {}
    for code, names in verdicts.items():
        for caption, rows in tables.items():
            if caption.startswith(f"{names[place]}: "):
                shown[code] = rows[1:]
    return shown


def test_each_figure_stands_below_its_verdict_and_its_source_as_it_was_printed():
    shown = found()
    assert set(shown) == set(MARKS)
    source, row = shown["reconciles_only_if"]
    assert source == ["Báo Thử 16-2-2023 (Press)"]
    assert row[0] == "99,99%Quận A, on-time rate, 1 January 2022 to 31 December 2022"
    assert row[1].startswith("Why.Reading: all but late / resolved; cuttested against: The figures printed beside it")
    assert row[2] == "99.99647%"
    for code, claim in zip(
        ("reconciles", "contradicted", "internally_inconsistent"), CLAIMS[1:2] + CLAIMS[3:], strict=True
    ):
        assert shown[code][1][0].startswith(f"{claim['printed']}{claim['unit_as_written']}, ")
    assert found("vi")["reconciles"][1][1:] == ["Vì sao.đối chiếu với: Số liệu in cùng", "18"]


def test_the_hardest_verdicts_stand_first_and_each_has_a_mark_beside_its_name():
    headings = [text for level, text in Reader(page()).headings if level == 2]
    assert headings[0] == "How to read this"
    assert [heading[0] for heading in headings[1:]] == list(MARKS.values())
    assert len(set(MARKS.values())) == 5
    html = page()
    for mark in MARKS.values():
        assert f'<span class="sign" aria-hidden="true">{mark}</span>' in html


def test_the_page_says_what_each_verdict_means_how_many_have_it_and_what_it_is_not():
    rows = next(rows for caption, rows in Reader(page()).tables.items() if "five verdicts" in caption)
    assert [row[2].strip() for row in rows[1:]] == ["1"] * 5
    assert all(len(row[1]) > 80 for row in rows[1:])
    text = " ".join(Reader(page()).text.split())
    assert "5 published figures were judged: Contradicts its own text: 1;" in text
    assert "no reproach" in text and "never of persons" in text and "no accusation" in text
    assert "không phải lời buộc tội" in Reader(page("vi")).text


@pytest.mark.parametrize("path", ["claims.html", "units/quan-a.html"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hostile_texts_stay_texts(lang, path):
    hostile = publication(claim_verdicts=[row | {"unit_id": "quan-a"} for row in CLAIMS])
    html = page(lang, path, hostile)
    assert "<script" not in html
    assert Reader(html).text.count(HOSTILE) >= 3


def test_a_unit_has_its_figures_on_its_own_page_and_no_other_s():
    text = " ".join(Reader(page(path="units/quan-a.html")).text.partition("Its published figures")[2].split())
    assert "≈99,99% – on-time rate, 1 January 2022 to 31 December 2022: Reconciles only" in text
    assert "if read otherwise. Why. Source: Báo Thử 16-2-2023." in text
    assert "18 hồ sơ" in text and "54.500" not in text
    assert "54.500" in page(path="units/quan-b.html")
    assert "published figures</h2>" not in page(path="units/huyen-c.html")


def test_figures_lead_to_the_unit_that_the_register_has():
    links = re.findall(r'<a href="(units/[^"]+)"><bdi>([^<]+)', page())
    assert sorted(set(links)) == [("units/quan-a.html", "Quận A"), ("units/quan-b.html", "Quận B")]
    unknown = publication(claim_verdicts=[CLAIMS[0] | {"unit_id": "gone"}])
    assert "units/gone" not in page(p=unknown)


def test_without_figures_the_page_says_so():
    assert "No published figure is in the data." in page(p=EMPTY)
    assert Reader(page(p=EMPTY)).tables.keys() == {"The five verdicts, their marks, and how many figures have each"}
    assert "published figures</h2>" not in page(path="units/quan-a.html", p=EMPTY)


def test_invented_figures_are_called_invented_and_real_ones_are_not():
    for path in ("claims.html", "units/quan-a.html"):
        assert "are invented: nobody printed them" in page(path=path)
        assert "are invented" not in page(path=path, p=REAL)


REAL = publication(claim_verdicts=CLAIMS, synthetic=False)


def test_readers_are_told_where_verdicts_are_by_the_texts_alone():
    assert "by their own text alone" in page()
    exact = DisclosurePolicy(audience="public", office="exact", people="small_counts", legal_basis="–")
    open_city = replace(P, city=CITY.model_copy(update={"disclosure": (exact,)}))
    assert "by their own text alone" not in page(p=open_city)
