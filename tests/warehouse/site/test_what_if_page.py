import json
import re
from dataclasses import replace

import pytest
from publication_cases import Reader, built, publication

from tests.warehouse.ranking.engine_cases import weighted
from tests.warehouse.site.what_if_cases import FOUND, A, B, C, D, ranked, trial
from warehouse.site.build import site_files
from warehouse.site.what_if_data import as_data

TRIAL = trial()


def html(p, lang="vi"):
    return built(p)[f"{lang}/what-if.html"]


def data(p, lang="vi"):
    (found,) = re.findall(r'<script type="application/json" id="what-if-data">(.*?)</script>', html(p, lang), re.DOTALL)
    return json.loads(found)


def standings(text):
    return next(
        rows for caption, rows in Reader(text).tables.items() if caption.startswith(("Các đơn vị", "The units"))
    )


@pytest.mark.parametrize(
    ("lang", "name", "warning"), [("vi", 0, "không chạy JavaScript"), ("en", 1, "does not run Java")]
)
def test_without_javascript_it_is_the_published_table_and_says_so(lang, name, warning):
    text = html(TRIAL, lang)
    names = {
        u: (vi, en)[name] for u, vi, en in TRIAL.tables["units"].select("unit_id", "name_vi", "name_en").iter_rows()
    }
    table = ranked().table.filter("eligible")
    wanted = [(label, names[u]) for label, u in table.select("rank_label", "unit_id").iter_rows()]
    assert [(row[0], row[1]) for row in standings(text)[1:] if row[0] not in ("–",) and len(row) > 1] == wanted
    (said,) = re.findall(r"<noscript>(.*?)</noscript>", text)
    assert warning in said
    assert re.search(r'<section id="what-if"[^>]* hidden>', text)


def test_what_was_computed_beforehand_stands_on_it():
    tables = Reader(html(TRIAL)).tables
    (left_out,) = [rows for caption, rows in tables.items() if "nếu không có chỉ số này" in caption]
    assert left_out[1][1:] == ["1,25", "2", "Quận Bac, Quận Nam"]
    (spread,) = [rows for caption, rows in tables.items() if "90%" in caption]
    assert spread[1] == ["Quận Bac", "1–3,5", "–", "–"]


def test_every_group_and_indicator_that_is_scored_has_a_slider_with_a_name():
    text = html(TRIAL)
    assert len(re.findall(r'type="range"', text)) == 6
    labelled = set(re.findall(r'<label for="(range[-\d]+)"', text))
    assert set(re.findall(r'type="range" id="(range[-\d]+)"', text)) == labelled


def test_scripts_are_files_beside_the_page_that_a_browser_runs_from_a_folder():
    text, files = html(TRIAL), built(TRIAL)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert len(scripts) == 4
    for attributes in scripts:
        source = re.search(r'src="\.\./(assets/[\w.-]+)" defer', attributes)
        assert source is None or source[1] in files
        assert source is not None or 'type="application/json"' in attributes  # none inline, and no module
    assert "script-src 'self' file:" in text


def test_the_data_are_those_of_the_ranking_in_the_language_of_the_page():
    found = data(TRIAL, "en")
    assert found["data"]["units"] == json.loads(json.dumps(as_data(TRIAL.what_if)["units"]))
    assert found["units"]["bac"] == "District Bac"
    assert "name_vi" not in json.dumps(found["data"])
    assert found["published"]["tay"]["rank"] is None
    assert "Dossiers" in found["names"][A]


def test_names_from_data_cannot_leave_the_script_element():
    bad = "</script><img src=x onerror=alert(1)>&'\""
    text = site_files(trial(names={u: (f"{bad}{u}", bad) for u in FOUND}))["vi/what-if.html"]
    assert "<img src=x" not in text
    found = re.findall(r'<script type="application/json" id="what-if-data">(.*?)</script>', text, re.DOTALL)
    assert json.loads(found[0])["units"]["bac"] == f"{bad}bac"
    assert not set("<>&'") & set(found[0])


def test_nothing_that_hidden_cells_hold_is_on_the_page():
    p = trial(hidden={("nam", C), ("nam", D)})
    for lang in ("vi", "en"):
        assert '"96"' not in html(p, lang) and '"98"' not in html(p, lang)  # 480 and 490 of 500
        assert '"96"' in html(TRIAL, lang) and '"98"' in html(TRIAL, lang)
    assert "≈" in html(p)
    assert "≈" not in html(TRIAL)


def test_a_method_that_a_page_cannot_compute_is_explained_and_has_no_controls():
    p = trial(weighted({"g": {A: 1, B: 1, C: 1, D: 1}}, aggregation="copeland", on_not_reported="zero"))
    assert "Copeland" in html(p)
    assert "<script" not in html(p) and "<input" not in html(p)
    assert len(standings(html(p))) > len(FOUND)


def test_where_ranks_are_withheld_there_are_none():
    text = html(trial(is_withheld=True))
    assert "Bản công bố không nêu hạng" in text
    assert standings(text)[0] == ["Đơn vị", "Điểm", "Chênh lệch điểm", "Khoảng thứ hạng công bố (95%)"]
    assert {one["rank"] for one in data(trial(is_withheld=True))["published"].values()} == {None}


def test_a_publication_without_a_ranking_has_the_page_too():
    text = html(publication())
    assert "Không có: chưa đơn vị nào được xếp hạng" in text
    assert "<input" not in text


def test_equal_input_gives_equal_bytes():
    assert site_files(replace(trial()))["vi/what-if.html"] == html(TRIAL)
