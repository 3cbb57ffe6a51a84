"""The pages of the ranking, the indicators and the units show what the tables hold, and nothing of what is hidden."""

import re
from dataclasses import replace

import polars as pl
import pytest
from in_force import INDICATORS
from publication_cases import Reader, publication
from small_city import BARE, FORMULA, HIDDEN, NAMES, RANKED, SCRIPT, SMALL_CITY, small_site

from schemas.terms import Term
from schemas.words.languages import ENGLISH, LANGUAGES, VIETNAMESE
from warehouse.site.build import site_files
from warehouse.site.indicators import in_words, interval_of
from warehouse.site.words import Words

RANKINGS = SMALL_CITY.tables["rankings"]


def text(path: str) -> str:
    return str(small_site()[path])


def page(path: str) -> Reader:
    return Reader(text(path))


def table(path: str, words: str) -> dict[str, dict[str, str]]:
    """Return the rows of the one table whose caption contains `words`: by the unit (or row), by the heading."""
    (rows,) = [rows for caption, rows in page(path).tables.items() if words in caption]
    first = next(place for place, heading in enumerate(rows[0]) if heading in ("Đơn vị", "Unit", "Chỉ số", "Indicator"))
    return {row[first]: dict(zip(rows[0], row, strict=True)) for row in rows[1:] if len(row) == len(rows[0])}


def english(code: str) -> str:
    return SMALL_CITY.tables["indicators"].filter(indicator=code)["name_en"].item()


def comma(number: float, digits: int = 2) -> str:
    return f"{number:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def test_the_ranking_shows_the_tables_figures_best_first():
    shown = table("vi/index.html", "Điểm trên thang")
    scores = RANKINGS.filter(measure="score", peer_group="all", eligible=True)
    assert list(shown) == [NAMES[unit_id] for unit_id in scores["unit_id"]]
    for row in scores.to_dicts():
        line = shown[NAMES[row["unit_id"]]]
        assert line["Hạng"].rstrip("†") == row["rank_label"]
        assert line["Khoảng thứ hạng (95%)"].startswith(f"{row['rank_lo']}–{row['rank_hi']}")
        assert line["Nhóm"] == f"{row['tier']}{row['letters']}"
        interval = f"{comma(row['ci_low'])}–{comma(row['ci_high'])}"
        assert line["Điểm và khoảng tin cậy"] == f"{comma(row['value'])}{interval}"


def test_intervals_of_ranks_are_drawn_and_told_in_words():
    html = text("en/index.html")
    for low, high in (
        RANKINGS.filter(measure="score", peer_group="all", eligible=True).select("rank_lo", "rank_hi").rows()
    ):
        assert f'aria-label="true rank {low}–{high} of 5"' in html


def test_equal_scores_with_unequal_ranks_are_marked_and_the_mark_is_explained():
    shown = table("en/index.html", "Scores are out of")
    assert {name for name, line in shown.items() if line["Rank"].endswith("†")} == {SCRIPT, FORMULA}
    assert "† The scores shown are equal" in page("en/index.html").text


def test_late_cases_are_counted_for_ten_thousand_and_a_small_count_is_a_range():
    shown = table("vi/index.html", "Điểm trên thang")
    assert [line["Quá hạn trên 10.000 hồ sơ"] for line in shown.values()] == [
        "10,002 / 2.000",
        "65,0013 / 2.000",
        "130,0026 / 2.000",
        "[c]5,0–45,0[c] / 2.000",
        "1.300,00260 / 2.000",
    ]


def test_a_change_is_shown_where_it_is_significant_and_only_there():
    shown = table("vi/index.html", "Điểm trên thang")
    assert [line["So kỳ trước"] for line in shown.values()] == ["+4,57", "−3,21", "chưa đủ căn cứ", "–", "–"]


def test_who_is_not_ranked_stands_apart_with_the_reason():
    shown = table("vi/index.html", "Thiếu số liệu không bị coi là 0 điểm")
    assert shown == {
        "Xã Trắng": {
            "Đơn vị": "Xã Trắng",
            "Điểm tham khảo": "61,50",
            "Lý do": "Thiếu số liệu: <b>nửa năm</b>.",
        }
    }
    assert "Không xếp hạng." in page("vi/units/xa-trang.html").text
    assert "Thiếu số liệu: <b>nửa năm</b>." in page("vi/units/xa-trang.html").text


def test_peer_groups_are_ranked_where_they_can_be():
    html = text("en/index.html")
    urban, rural = (
        html.partition(f"<h3>{name}</h3>")[2].partition("</details>")[0] for name in ("Urban districts", "Rural units")
    )
    assert urban.count("<tr") == 4
    assert "Urban districts: rank 1 of 3, true rank 1–3." in page("en/units/quan-do.html").text
    assert "<table" not in rural
    assert "No ranks within the group" in rural


def test_a_profile_has_the_values_of_others_and_of_its_peers():
    everybody = table("vi/units/quan-do.html", "Chỉ số của đơn vị bên cạnh các đơn vị khác: Mọi đơn vị")
    own = everybody["Tỷ lệ hồ sơ nộp trực tuyến"]
    # By hand: 900, 1 037, 1 174, 1 311 and 1 448 of 2 000.
    assert own["Đơn vị này"] == "45,00%900 / 2.000 · loại ra 0"
    assert list(own.values())[2:] == ["45,00%", "51,85%", "58,70%", "65,55%", "72,40%", "5"]
    peers = table("en/units/quan-do.html", "and the values of others: Urban districts")[english("online_share")]
    assert list(peers.values())[2:] == ["55.00%", "60.00%", "65.00%", "70.00%", "75.10%", "2and 1 suppressed"]
    assert "Rural units" not in " ".join(page("en/units/quan-do.html").tables)


def test_an_indicator_shows_every_unit_with_its_counts():
    shown = table("vi/indicators/on_time_over_resolved.html", "theo từng đơn vị")
    cells = RANKINGS.filter(measure="on_time_over_resolved", status="OK").to_dicts()
    assert set(shown) == set(NAMES.values())
    for row in cells:
        line = shown[NAMES[row["unit_id"]]]
        assert line["Tử số"] == comma(row["x"], 0)
        assert line["Mẫu số"] == "2.000"
        late = comma(row["n"] - row["x"], 0)
        assert line["Số hồ sơ quá hạn trên 10.000 hồ sơ"] == f"{comma(row['fail_per_10k'])}{late} / 2.000"
        assert line["Giá trị"] == f"{comma(100 * row['value'])}%"
    assert shown["Xã Trắng"]["Khoảng thứ hạng"] == "–"  # not ranked


def test_the_page_of_a_census_says_that_chance_has_no_part_in_it():
    census, other = "publication_complete", "online_share"
    said = "Hai đơn vị khác nhau là khác nhau thật."
    assert said in page(f"vi/indicators/{census}.html").text
    assert said not in page(f"vi/indicators/{other}.html").text
    rows = (SMALL_CITY.tables["indicators"].filter(indicator=code).row(0, named=True) for code in (census, other))
    without = [interval_of(Words(VIETNAMESE), row, {"ci_low": None, "ci_high": None}) for row in rows]
    assert without == ["toàn bộ, không có sai số ngẫu nhiên", ""]


def test_every_indicator_is_told_in_words():
    for one in INDICATORS.values():
        for terms in (one.numerator, one.denominator, one.excluded):
            for language in LANGUAGES:
                said = in_words(Words(language), one, terms)
                assert re.split(r" [+−] ", said)[len(terms) - 1 :] or not terms, one.code
    handled = INDICATORS["on_time_766"]
    assert in_words(Words(ENGLISH), handled, (*handled.denominator, Term("open_late_766", "end", -1))) == (
        "dossiers received in the period + dossiers in progress (at the start of the period)"
        " − dossiers resolved that cannot be judged by QĐ 766"
        " − dossiers in progress that cannot be judged by QĐ 766 (at the end of the period)"
        " − dossiers in progress that QĐ 766 holds late (at the end of the period)"
    )
    page_of = page("en/indicators/on_time_over_resolved.html")
    assert "dossiers resolved in the period − dossiers resolved after the first due date" in page_of.text
    assert "resolved - resolved_late_first" in page_of.text


def test_a_hidden_cell_shows_its_range_and_the_rule_and_nothing_else():
    name = NAMES[HIDDEN[0]]
    line = table("en/indicators/on_time_over_resolved.html", "by unit")[name]
    assert [line[heading] for heading in ("Numerator", "Points", "True rank", "95% interval")] == [
        "[c]",
        "[c]",
        "[c]",
        "–",
    ]
    assert line["Value"] == "[c]99.55% – 99.95%the count is small"
    own = table(f"en/units/{HIDDEN[0]}.html", "The unit beside")[english(HIDDEN[1])]
    assert own["Value"] == "[c]99.55% – 99.95%the count is small"
    bare = table(f"en/units/{BARE[0]}.html", "The unit beside")[english("satisfaction")]
    assert (bare["Value"], bare["Numerator"], bare["Points"]) == (
        "[c]so that a small one cannot be worked out",
        "[c]",
        "[c]",
    )


@pytest.mark.long
def test_what_a_hidden_cell_earned_is_in_no_file():
    """Points that a fault left in the table are not shown either: pages look at the status."""
    secret = 1_777
    seen = pl.col("unit_id").eq(HIDDEN[0]) & pl.col("measure").eq(HIDDEN[1])
    leaky = RANKINGS.with_columns(points=pl.when(seen).then(float(secret)).otherwise("points"))
    files = site_files(replace(SMALL_CITY, tables=SMALL_CITY.tables | {"rankings": leaky}), {})
    told = [path for path, text in files.items() if isinstance(text, str) and re.search(r"1[.,]?777", text)]
    assert told == []


def test_a_profile_says_where_the_unit_differs_from_all_together():
    best, worst = (table(f"en/units/{unit_id}.html", "The unit beside") for unit_id in ("quan-do", "huyen-nau"))
    all_together = "58.70%5,870 / 10,000 · left out 0"
    assert best[english("online_share")]["All together"] == f"{all_together}▲ the unit is better"
    assert worst[english("online_share")]["All together"] == f"{all_together}▼ the unit is worse"
    near = table("en/units/quan-xanh.html", "The unit beside")
    assert near[english("online_share")]["All together"] == all_together  # within the outer limits
    said = page("en/indicators/online_share.html").text
    assert "Of the 5 units whose figures are published" in said
    assert "better 1, worse 1." in said


def test_an_indicator_that_is_only_shown_earns_no_points_of_0():
    one = "workload_per_official"
    assert table("vi/units/quan-do.html", "Giá trị của đơn vị")["Số hồ sơ tiếp nhận bình quân một công chức"][
        "Điểm"
    ] == ("không chấm điểm")
    listed = table("en/indicators/index.html", "All together, the lowest and the highest")
    assert listed[english(one)]["Most points"] == "not scored"
    assert {line["Points"] for line in table(f"en/indicators/{one}.html", "by unit").values()} == {"not scored"}
    assert "<dd>not scored</dd>" in text(f"en/indicators/{one}.html")
    assert listed[english("online_share")]["Most points"] != "not scored"


def test_a_zero_says_what_it_can_mean_and_only_where_there_is_one():
    zero = "Không có hồ sơ nào quá hạn trong 2.000 hồ sơ đã giải quyết"
    told = [unit_id for unit_id in NAMES if zero in page(f"vi/units/{unit_id}.html").text]
    assert told == ["xa-trang"]
    assert "up to 0.10%" in page("en/units/xa-trang.html").text


def test_the_value_of_all_together_is_that_of_the_units_that_are_shown():
    """By hand: of five ranked units one is hidden, the others have 900 + 1 037 + 1 174 + 1 311 of 8 000."""
    shown = table("vi/units/quan-do.html", "Giá trị của đơn vị")
    assert shown["Tỷ lệ lượt đánh giá hài lòng (4 hoặc 5 điểm)"]["Mức chung"].startswith("55,27%4.422 / 8.000")
    said = page("vi/indicators/satisfaction.html").text
    assert "Mức chung: 55,27% (4.422 / 8.000)." in said
    assert "của 4 đơn vị được xếp hạng có số liệu công bố. Không kể 1 đơn vị không công bố số liệu." in said
    assert "Không kể" not in page("vi/indicators/online_share.html").text
    assert "0.71828" not in text("vi/indicators/satisfaction.html")


def test_the_list_of_indicators_has_the_reach_of_what_is_published():
    shown = table("en/indicators/index.html", "All together, the lowest and the highest")
    line = shown[english("on_time_over_resolved")]
    # By hand: 2 + 13 + 26 + 260 of the 8 000 dossiers of those that are shown are late; the sixth unit is not ranked.
    assert line["All together"] == "96.24%7,699 / 8,000"
    assert line["Lowest"] == "87.00%Huyện Nâu: 1,740 / 2,000"
    assert line["Highest"].startswith("99.90%") and line["Highest"].endswith(": 1,998 / 2,000")
    assert line["Units"] == "4and 1 suppressed"
    assert shown[english("apology_timely")]["Lowest"] == "–"


def test_a_profile_has_the_form_beside_what_was_reported():
    (rows,) = [rows for caption, rows in page("en/units/quan-do.html").tables.items() if "Form II.06a" in caption]
    assert [row[1:] for row in rows[1:]] == [["6,850", "7,000", "+150"], ["20", "20", "the same"], ["[c]", "[c]", "–"]]
    (alone,) = [rows for caption, rows in page("en/units/quan-vang.html").tables.items() if "Form II.06a" in caption]
    assert [len(row) for row in alone] == [2, 2]  # nothing was reported


def test_a_profile_has_what_the_unit_sent_and_what_was_rejected():
    tables = page("en/units/quan-do.html").tables
    assert ["12,345", "12,000", "300", "45"] in [row[3:] for rows in tables.values() for row in rows]
    assert any(f"No due date {SCRIPT}" in row for rows in tables.values() for row in rows)
    assert "The unit sent nothing." in page("en/units/huyen-nau.html").text


def test_trends_are_drawn_where_there_are_quarters_to_show():
    assert "charts/en/quan-do-online_share.svg" in text("en/units/quan-do.html")
    assert "<img" not in text("en/units/huyen-nau.html")


def test_months_that_differ_from_the_units_own_past_are_a_reason_to_look():
    assert "là lý do để xem lại, không phải kết luận" in page("vi/units/quan-do.html").text
    (rows,) = [rows for caption, rows in page("en/units/quan-do.html").tables.items() if "own past" in caption]
    assert rows[0][1:] == ["January 2023", "February 2023", "March 2023", "April 2023"]
    assert {row[0]: row[1:] for row in rows[1:]} == {
        english("online_share"): ["•", "▼▼", "–", "▲"],
        english("on_time_over_resolved"): ["[c]"] * 4,
    }
    assert 'title="much worse than its own past">▼▼' in text("en/units/quan-do.html")
    assert "own past" not in page("en/units/quan-vang.html").text  # nothing can be said of it


def test_units_are_listed_as_people_count():
    names = ["Quận 10", "Quận 3", "Quận 1", "Huyện Xa"]
    units = [{"unit_id": f"u{place}", "name_vi": name, "name_en": name} for place, name in enumerate(names)]
    files = site_files(publication(units=units), {})
    (rows,) = Reader(str(files["vi/units/index.html"])).tables.values()
    assert [row[0] for row in rows[1:]] == ["Huyện Xa", "Quận 1", "Quận 3", "Quận 10"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_period_without_a_ranked_unit_has_its_pages(lang):
    files = site_files(publication(), {})
    assert ("Không đơn vị nào" if lang == "vi" else "No unit is ranked") in Reader(
        str(files[f"{lang}/index.html"])
    ).text


def test_every_ranked_unit_is_linked_from_the_ranking():
    assert {f"units/{unit_id}.html" for unit_id in RANKED} <= set(page("vi/index.html").links)
