"""The pages that tell a ranking, from drafts that the engine made: what the data can tell is shown, and no more."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import polars as pl
import pytest
from draft_cases import CODES, EQUAL, NO_COUNTS, SPREAD, draft
from engine_cases import random_counts, weighted
from publication_cases import POLICY, record_of

from schemas.city import load_city
from schemas.peers import PeerMembership
from schemas.words import formats
from schemas.words.languages import ENGLISH, VIETNAMESE
from warehouse.publication import draft_tables
from warehouse.publication.make import _with_declared_columns, sentences
from warehouse.publication.publication import Publication, Span
from warehouse.publication.what_if import what_if
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.explanation.method import sections
from warehouse.ranking.nightly_tables import ranking_tables
from warehouse.ranking.published import inner_schema
from warehouse.site import build
from warehouse.site.words import Words

GROUPS = {"big": "Lớn", "small": "Nhỏ"}


def publication(made, groups):
    """Return the publication of a draft: the tables of the ranking as they are, of the other tables no rows."""
    peers = [
        PeerMembership(grouping="size", peer_group=group, name_vi=name, name_en=name, unit_id=made.units[0].unit_id)
        for group, name in groups.items()
    ]
    tables = {
        **ranking_tables(made),
        "indicators": draft_tables.indicators(made.method, POLICY),
        "eligibility": draft_tables.eligibility(made),
        "peer_groups": draft_tables.peer_groups(replace(load_city(), peers=tuple(peers)), made),
        "benchmarks": draft_tables.benchmarks(made),
        "units": draft_tables.units(made),
    }
    spans = [Span(period.id, period.kind, period.first, period.last) for period in (made.period, made.previous)]
    about = (made.business_date, made.snapshot, made.synthetic, 10, record_of(made.method))
    told = (sentences(made), draft_tables.definitions(made.method), sections(made.method))
    start = what_if(made.ranking, frozenset())
    return Publication(load_city().about, made.method, *spans, *about, _with_declared_columns(tables), *told, start, {})


def shown(made, language=VIETNAMESE, groups=GROUPS):
    """Return the pages of a draft in one language as text, by their path."""
    p, words, environment = publication(made, groups), Words(language), build._environment()
    return {page.path: build._rendered(environment, p, words, page) for of in build._PAGES for page in of(p, words)}


@pytest.fixture(scope="module")
def spread():
    return shown(SPREAD)


def section(html, name):
    """Return what stands below a heading of the page of the ranking."""
    return html.split(f'<h2 id="{name}">')[1].split("<h2")[0]


def text(html):
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def unwritten(pages):
    """Return the pages on which a reader finds a value that nobody put into words; programs' data are not read."""
    seen = {path: re.sub(r"<script.*?</script>", "", html, flags=re.S) for path, html in pages.items()}
    return [path for path, html in seen.items() if re.search(r"\b(None|nan)\b", html)]


def with_changes(made, *rows):
    whole = [(*row, *NO_COUNTS) if row[1] == "score" else row for row in rows]  # a score has no counts
    return replace(made, changes=pl.DataFrame(whole, schema=inner_schema("ranking_changes"), orient="row"))


def test_the_page_shows_sets_tiers_and_changes(spread):
    html = spread["index.html"]
    rows = SPREAD.assessment.rankings.filter(peer_group="all", measure="score")
    ranked = section(html, "ranking")
    for low, high in rows.select("rank_lo", "rank_hi").iter_rows():
        ranks = f"{low}–{high}" if low < high else f"{low}"
        assert f'aria-label="khoảng thứ hạng {ranks} trong 8"' in ranked
        assert f"<strong>{ranks}</strong>" in ranked
    assert html.count('<td class="set"') == 8 + 6  # of all, and of the group that is large enough
    assert ">+5,00<" in ranked
    assert "chưa đủ căn cứ" in ranked
    assert {"ranking", "sets", "unranked", "changes", "peers", "choices"} <= set(re.findall(r'<h2 id="(\w+)">', html))
    assert SPREAD.method.fingerprint in html


def test_a_group_of_too_few_units_has_no_ranks(spread):
    peers = section(spread["index.html"], "peers")
    big, small = peers.split("<details>")[1:]
    assert ("Lớn" in big, big.count('class="set"')) == (True, 6)
    assert "Nhỏ" in small
    assert "Không xếp hạng trong nhóm" in small
    assert "2 đơn vị" in small
    assert "<table" not in small


def test_peer_groups_of_one_name_are_each_shown():
    html = shown(SPREAD, groups=dict.fromkeys(GROUPS, "Nhóm"))["index.html"]
    assert html.count("<h3>Nhóm</h3>") == 2


def test_names_are_escaped_and_nothing_comes_from_another_host(spread):
    for path, html in spread.items():
        assert "<b>u0" not in html, path
        assert not re.search(r'(src|href)="(https?:)?//', html), path
    assert "&lt;b&gt;u000" in spread["index.html"]


def test_a_change_is_told_with_its_certainty():
    unranked, of = (None, None, None), (1_000, 0)
    changed = with_changes(
        SPREAD,
        ("u000", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 7, 2, True),
        ("u001", "score", 50.0, 50.4, 0.4, -1.0, 1.8, 0.6, False, 6, 3, False),
        (
            "u000",
            "on_time_over_resolved",
            0.95,
            0.97,
            0.02,
            0.01,
            0.03,
            0.001,
            True,
            *unranked,
            950,
            1_000,
            0,
            970,
            *of,
        ),
        (
            "u001",
            "on_time_over_resolved",
            0.95,
            0.94,
            -0.01,
            -0.03,
            0.01,
            0.5,
            False,
            *unranked,
            950,
            1_000,
            0,
            940,
            *of,
        ),
    )
    html = shown(changed)["index.html"]
    assert section(html, "ranking").count("chưa đủ căn cứ") == 1
    said = text(section(html, "changes"))
    assert "điểm của 1 trong 2 đơn vị thay đổi có ý nghĩa thống kê" in said
    assert "Quận <b>u000</b>: 95,00% (950 / 1.000) → 97,00% (970 / 1.000)" in said
    assert "94,00%" not in said
    assert "u001" not in said


def test_a_band_in_doubt_is_shown_with_its_probability():
    bands = [{"name_vi": vi, "name_en": vi, "min": least} for vi, least in (("Tốt", 80), ("Khá", 0))]
    made = draft(random_counts(2, 8, CODES, 100, 200), bands=bands, rank_sets={"top": 3})
    pages, of_bands = shown(made), made.assessment.bands
    ranked = section(pages["index.html"], "ranking")
    doubtful = of_bands.filter(pl.col("probability").is_between(0.02, 0.98)).get_column("unit_id").unique()
    assert doubtful.len() > 0
    assert ranked.count("Khá ") == ranked.count("Tốt ") == doubtful.len()
    rows = made.assessment.rankings.filter(peer_group="all", measure="score").to_dicts()
    for row in rows:
        chances = section(pages[f"units/{row['unit_id']}.html"], "chances")
        assert f"3 đơn vị điểm cao nhất: {formats.probability(row['p_top'], 'vi')}" in text(chances)
        assert f"3 đơn vị điểm thấp nhất: {formats.probability(row['p_bottom'], 'vi')}" in text(chances)
        assert ("Xác suất xếp loại" in chances) == (row["unit_id"] in doubtful)


def test_what_would_tell_neighbours_apart(spread):
    pairs = SPREAD.assessment.pairs.filter(measure="score").to_dicts()
    assert {pair["is_apart"] for pair in pairs} == {True, False}
    for pair in pairs:
        above, below = (text(section(spread[f"units/{pair[u]}.html"], "chances")) for u in ("unit_id", "other_id"))
        of_pair = [
            above.split(f"Quận <b>{pair['other_id']}</b> (hạng ngay dưới)")[1],
            below.split(f"Quận <b>{pair['unit_id']}</b> (hạng ngay trên)")[1],
        ]
        said = ": chênh lệch đã đủ rõ" if pair["is_apart"] else ": chênh lệch chưa đủ rõ; nếu chênh lệch thật"
        assert all(words.startswith(said) for words in of_pair)


def test_ranks_that_are_withheld_are_told_nowhere():
    changed = with_changes(EQUAL, ("u0", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 4, 1, True))
    pages = shown(changed)
    assert "hạng của 1 đơn vị thay đổi đáng tin cậy" in pages["index.html"]
    assert "Không công bố hạng" in pages["index.html"]
    assert "Không cặp nào trong 15 cặp" in pages["index.html"]
    ranks = re.findall(r'<td class="n rank">(.*?)</td>', pages["index.html"])
    assert ranks == ["–"] * 6
    for path, html in pages.items():
        assert "4 → 1" not in text(html), path
        assert not re.search(r"hạng 1 trong 6", text(html)), path


def test_grades_stand_where_ranks_would():
    made = draft(random_counts(2, 8, CODES, 5_000, 20_000), rank_sets={"least_rankability": 1})
    pages, rows = shown(made), made.assessment.rankings.filter(peer_group="all", measure="score").to_dicts()
    ranks = re.findall(r'<td class="n rank">(.*?)</td>', section(pages["index.html"], "ranking"))
    assert ranks == [f"Mức {row['grade']}" for row in rows]
    assert len(set(ranks)) > 2
    for row in rows:
        assert f'<span class="big">Mức {row["grade"]}</span>' in pages[f"units/{row['unit_id']}.html"]


def test_a_descriptive_ranking_says_so_and_shows_no_sets():
    pages = shown(draft(random_counts(2, 6, CODES), uncertainty={"interval": "none"}))
    html = pages["index.html"]
    assert "Xếp hạng mô tả" in html
    assert "không tính khoảng tin cậy" in section(html, "changes")
    table = section(html, "ranking")
    for absent in ("Hạng thật", "Bậc", 'class="set"', "chưa đủ căn cứ"):
        assert absent not in table
    assert 'id="sets"' not in html
    assert unwritten(pages) == []


def test_what_a_design_effect_rests_on(spread):
    def told(pages):
        fact = re.search(r"<dt>Hệ số thiết kế</dt><dd>(.*?)</dd>", pages["indicators/online_share.html"])
        return fact[1]

    assert told(spread) == "1,50 (ước lượng từ 400 tuần của 8 đơn vị)"
    unknown = replace(
        SPREAD, effects=dict.fromkeys(CODES, dict.fromkeys([u.unit_id for u in SPREAD.units], Effect(1.0)))
    )
    chance = SPREAD.method.uncertainty.model_copy(update={"design_effect": Decimal(1)})
    fixed = replace(unknown, method=SPREAD.method.model_copy(update={"uncertainty": chance}))
    assert told(shown(fixed)) == "1,00 (định trước)"


def test_a_method_of_weights_has_no_points():
    own = weighted({"a": dict.fromkeys(CODES[:2], "0.25"), "b": {CODES[2]: "0.5"}})
    pages = shown(draft(random_counts(2, 5, CODES), own=own))
    assert "Điểm trên thang" not in pages["index.html"]
    assert "0,25" in pages["method.html"]
    assert unwritten(pages) == []


def test_an_indicator_without_which_there_is_no_ranking_moves_nobody():
    null = pl.DataFrame([(CODES[0], None, None, "")], schema=inner_schema("ranking_left_out"), orient="row")
    of_all = SPREAD.assessment.robustness
    factors = of_all.factors.with_columns(total_order=pl.lit(None, dtype=pl.Float64))
    found = replace(of_all, left_out=pl.concat([null, of_all.left_out.filter(pl.col("indicator") != CODES[0])]))
    changed = replace(SPREAD, assessment=replace(SPREAD.assessment, robustness=replace(found, factors=factors)))
    pages = shown(changed)
    assert unwritten(pages) == []


@pytest.mark.parametrize(
    ("language", "nobody_is", "why"),
    [
        (VIETNAMESE, "Không đơn vị nào được xếp hạng", "không gửi số liệu"),
        (ENGLISH, "No unit is ranked", "reported: Dossiers received online"),
    ],
)
def test_nobody_ranked_is_a_site_too(language, nobody_is, why):
    nobody = draft({u: dict.fromkeys(CODES, "NOT_REPORTED") for u in ("a", "b")})
    html = shown(nobody, language)["index.html"]
    assert nobody_is in html
    assert text(section(html, "unranked")).count(why) == 2
    assert 'class="set"' not in html
    assert unwritten(shown(nobody)) == []  # "None" is a word of English
