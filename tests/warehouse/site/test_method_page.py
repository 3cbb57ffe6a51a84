import re
from dataclasses import replace

import pytest
from publication_cases import METHODS, Reader, built, publication

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import Declared
from warehouse.publication.publication import Sentences
from warehouse.ranking.explanation.blocks import Section, listed, markdown
from warehouse.site.build import site_files

MEASURE = {"period": "2023", "method": "qd766", "method_version": "x"}
CODES = [rule.code for rule in METHODS["qd766"].rules if rule.computable]


def weight(measure, declared, share, linear, spline=None):
    values = {"weight": declared, "covariance_share": share, "effective_linear": linear, "effective_spline": spline}
    return MEASURE | {"measure": measure} | values


def moved(unit_id, rank, method, sampling, combined=(1.0, 3.0)):
    found = MEASURE | {"unit_id": unit_id, "rank": rank, "rank_method_median": float(rank)}
    for kind, (low, high) in {"method": method, "sampling": sampling, "combined": combined}.items():
        found |= {f"rank_{kind}_q05": low, f"rank_{kind}_q95": high}
    return found


SAID = Sentences(
    weights=(Declared("Trực tuyến: khai báo 9%.", "Online: declared 9%."),),
    choices=(Declared("Trong 11.088 cách tính …", "Of 11,088 ways …"),),
)
FULL = publication(
    said=SAID,
    ranking_weights=[
        weight("group:online_services", 0.122, 0.304, 0.876, 0.895),
        weight("online_share", 0.0732, 0.304, 0.876, 0.895),
        weight("procedures_online_share", 0.0488, 0.0, None),
        weight("petitions_satisfied_766", 0.0732, -0.0004, 4.7e-7, 0.0),
    ],
    ranking_robustness=[moved("quan-b", 2.0, (1.0, 3.0), (2.0, 2.0)), moved("quan-a", 1.0, (1.0, 1.5), (1.0, 2.0))],
    ranking_factors=[
        MEASURE | {"factor": "missing", "levels": 2, "first_order": 0.004, "total_order": 0.031},
        MEASURE | {"factor": "normalisation", "levels": 3, "first_order": 0.48, "total_order": 0.77},
    ],
    ranking_left_out=[
        MEASURE
        | {"indicator": "online_share", "mean_shift": 1.238, "largest_shift": 4.0, "largest_movers": "quan-a huyen-c"}
    ],
    ranking_reporting=[
        MEASURE
        | {"unit_id": unit, "rank": rank, "rank_everybody": place, "rank_everybody_low": low, "rank_everybody_high": 3}
        | {"missing": missing}
        for unit, rank, place, low, missing in (
            ("quan-a", 1, 1, 1, None),
            ("quan-b", 2, 3, 2, None),
            ("huyen-c", None, 2, 1, "online_share on_time_766"),
        )
    ],
    ranking_reliability=[
        MEASURE
        | {"measure": "score", "units": 20, "rankability": 0.914, "correlation": 0.52, "reliability": 0.684}
        | {"reliability_low": 0.22, "reliability_high": 0.88},
        MEASURE | {"measure": CODES[0], "units": 3, "correlation": 0.9, "reliability": 0.947},
    ],
    ranking_effects=[
        MEASURE
        | {"indicator": CODES[0], "unit_id": f"u{i}", "deff": 2.053 + i, "units": 20, "weeks": 52}
        | {"persistence": 0.42, "is_estimated": True}
        for i in range(20)
    ]
    + [
        MEASURE | {"indicator": CODES[1], "unit_id": "u0", "deff": 1.0, "units": 0, "weeks": 0, "is_estimated": False},
    ],
)


@pytest.fixture(scope="module")
def files():
    return built(FULL)


@pytest.fixture(scope="module")
def pages(files):
    return {lang: Reader(files[f"{lang}/method.html"]) for lang in ("vi", "en")}


def table(page: Reader, words: str) -> list[list[str]]:
    (found,) = [rows for caption, rows in page.tables.items() if words in caption]
    return found


def bare(text: str) -> str:
    """Return text without what MathML writes by its elements: spaces, parentheses and bars of fractions."""
    return re.sub(r"[\s()/\u00a0]", "", text)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_explanation_is_whole_in_both_languages(method):
    of = publication(method)
    built = site_files(of)
    for language in (VIETNAMESE, ENGLISH):
        page = Reader(built[f"{language.tag}/method.html"])
        numbered = [heading for level, heading in page.headings if level == 2 and re.match(r"\d+\. ", heading)]
        titles = [text(section.title, language) for section in of.explanation]
        assert numbered == [f"{n}. {title}" for n, title in enumerate(titles, start=1)]
        told = bare(page.text)
        for section in of.explanation:
            for line in filter(None, markdown(section.blocks, language)):
                assert bare(re.sub(r"^ *(- |#+ )|[*`]", "", line)) in told


def test_every_indicator_stands_in_the_table_with_what_it_counts_for(pages):
    (_, *rows) = table(pages["vi"], "điểm tối đa và phần")
    of_name = {row[0]: row[1:] for row in rows if len(row) > 1}
    assert len(of_name) == len(METHODS["qd766"].rules)
    assert of_name["Tỷ lệ hồ sơ nộp trực tuyến"] == ["6", "7,3%", "50%", "tính vào điểm"]
    assert of_name["3.2 Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ"][0] == "2"
    assert of_name["3.2 Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ"][2] == "–"
    assert {rows[0][0]} == {METHODS["qd766"].groups[0].name_vi}


def test_an_indicator_without_points_is_shown_and_not_scored():
    page = Reader(site_files(publication("council-survey"))["en/method.html"])
    rows = {row[0]: row[1:] for row in table(page, "most points") if len(row) > 1}
    assert rows["Dossiers received for each official"] == ["0", "–", "–", "shown, not scored"]
    assert rows["Overdue among the dossiers in progress"][2] == "0%"
    assert rows["Attendances of training for each official"][2] == "2"


def test_declared_weights_shares_of_differences_and_what_leaving_out_moves(pages):
    (head, *rows) = table(pages["vi"], "và phần chênh lệch điểm")
    assert head[2:4] == ["Phần chênh lệch điểm", "Nếu bỏ: xê dịch trung bình (hạng)"]
    assert rows == [
        ["Dịch vụ công trực tuyến", "12,2%", "30,4%", "–", "–", "88%", "90%"],
        ["Tỷ lệ hồ sơ nộp trực tuyến", "7,3%", "30,4%", "1,24", "4", "88%", "90%"],
        [
            "Tỷ lệ thủ tục cung cấp trực tuyến một phần hoặc toàn trình",
            "4,9%",
            "0,0%",
            "–",
            "–",
            "không khác nhau",
            "–",
        ],
        [
            "Tỷ lệ phản ánh, kiến nghị trả lời đúng hạn và không bị phản ánh lại",
            "7,3%",
            "−0,1%",
            "–",
            "–",
            "<1%",
            "0%",
        ],
    ]
    assert "Online: declared 9%." in pages["en"].text


def test_how_ranks_move_with_choices_and_by_chance(pages, files):
    (_, *rows) = table(pages["en"], "Rank by this method")
    assert rows == [["District A", "1", "1–1.5", "1", "1–2", "1–3"], ["District B", "2", "1–3", "2", "2", "1–3"]]
    (_, *rows) = table(pages["en"], "Which choice")
    assert rows == [["normalisation", "3", "48%", "77%"], ["policy for missing values", "2", "<1%", "3%"]]
    (_, row) = table(pages["vi"], "bỏ một chỉ số")
    assert row == ["Tỷ lệ hồ sơ nộp trực tuyến", "1,24", "4", "Quận A, Huyện C"]
    assert "Of 11,088 ways …" in pages["en"].text
    assert {"charts/en/other-choices.svg", "charts/vi/shares-of-differences.svg"} <= set(files)
    assert "computed 11,088 times" in pages["en"].text


def test_the_retest_stands_beside_what_the_model_claims(pages):
    (_, score, indicator) = table(pages["vi"], "theo mô hình và theo thử lại")
    assert score == ["Điểm", "20", "0,91", "0,52", "0,68 (0,22–0,88)thấp hơn hẳn mô hình"]
    assert indicator[1:] == ["3", "–", "0,90", "0,95"]


def test_design_effects_say_what_they_rest_on(pages):
    (_, first, second) = table(pages["vi"], "Hệ số thiết kế theo chỉ số")
    assert first[1:] == ["2,05", "11,55", "21,05", "0,42", "1.040 tuần của 20 đơn vị"]
    assert second[1:5] == ["1,00", "1,00", "1,00", "–"]
    assert "không ước lượng được" in second[5]


def test_what_is_needed_to_compute_it_again(pages):
    assert "motcua rank --period 2023 --method qd766" in pages["en"].text
    rows = dict(row for row in table(pages["en"], "What determines") if len(row) == 2)
    assert rows["Hash of the method"] == METHODS["qd766"].fingerprint
    assert rows["Seed of the simulations"] == "766"
    assert rows["Snapshot"] == FULL.snapshot


def test_where_nobody_is_ranked_the_page_says_so_and_has_no_empty_tables():
    page = Reader(site_files(publication())["en/method.html"])
    assert "tries no other choices, or no unit is ranked" in page.text
    assert "No unit is ranked" in page.text
    assert all(len(rows) > 1 for rows in page.tables.values())


def test_what_a_method_file_says_is_text_and_no_markup():
    hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) {{ 7 * 7 }}"
    both = Declared(hostile, hostile)
    of = replace(FULL, explanation=(Section(both, (listed([both]),)),))
    for lang in ("vi", "en"):
        html = site_files(of)[f"{lang}/method.html"]
        assert "<img src=x" not in html
        assert 'href="javascript' not in html
        assert html.count("&lt;img src=x onerror=alert(1)&gt;") == 3  # contents, heading, line
        assert "{{ 7 * 7 }}" in html


def test_the_page_says_where_a_unit_left_out_would_stand_and_whom_it_would_move(files, pages):
    (row,) = table(pages["en"], "Where units without a rank would stand")[1:]
    assert row[:3] == ["Rural C", "2", "1–3"]
    assert row[3].startswith("Dossiers") and "; " in row[3]
    assert "1 of 2 ranked units would then change their rank: District B (2 → 3)." in pages["en"].text
    assert "Khi đó 1 trong 2 đơn vị được xếp hạng đổi hạng: Quận B (2 → 3)." in pages["vi"].text


def test_where_nobody_is_left_out_the_page_says_that():
    rows = FULL.tables["ranking_reporting"].clear()
    bare = replace(FULL, tables={**FULL.tables, "ranking_reporting": rows})
    assert "No unit is left out for lack of data" in Reader(site_files(bare)["en/method.html"]).text
