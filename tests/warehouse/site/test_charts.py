"""Charts show all that they are given and no more, as text, alike on every run, and fetch nothing."""

import hashlib
import re
import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree

import altair as alt
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_city import BARE, HIDDEN, NAMES, SCRIPT, SMALL_CITY

from schemas.words.languages import LANGUAGES, VIETNAMESE
from warehouse.ranking.statistics import funnel as judged
from warehouse.site import lookup, pictures, rate_pictures
from warehouse.site.charts import counts, ranges, theme
from warehouse.site.charts.funnel import funnel
from warehouse.site.charts.limits import funnel_limits
from warehouse.site.words import Words

LONG = "Tỷ lệ phản ánh, kiến nghị trả lời đúng hạn (trên số đã trả lời và số đã quá hạn mà chưa trả lời)"
HOSTILE = [SCRIPT, "\"Quận\" 'Đỏ' & ]]> </svg>", "javascript:alert(1)", "Quận\\u0041 {{ datum }}", LONG]
COUNT = len(HOSTILE)
RANKS = pl.DataFrame(
    {"name": HOSTILE, "rank": [1, 2, None, 4, 5], "low": [1, 1, 2, 3, 4], "high": [2, 3, 5, 5, 5]}
).with_columns(tier=pl.Series([1, 1, 2, 2, 3]))
KINDS = ["scored", "scored", "not_scored", "hidden", "hidden"]
VALUES = pl.DataFrame({"name": HOSTILE, "value": [1200.0, 2500.0, 3000.0, None, None], "kind": KINDS}).with_columns(
    low=pl.Series([1000.0, 2000.0, 2500.0, 10.0, 20.0]), high=pl.Series([1500.0, 3100.0, 3600.0, 900.0, 4000.0])
)
POINTS = pl.DataFrame({"name": HOSTILE, "n": [100, 900, 5000, 20_000, 40_000], "y": [0.0, 300.0, 90.0, 200.0, 40.0]})
POINTS = POINTS.with_columns(outside=pl.Series([0, 2, 0, 2, 2]))
QUARTERS = pl.DataFrame({"quarter": [f"2023-Q{place}" for place in range(1, 6)], "value": [0.5, 0.6, None, 0.7, 0.8]})
QUARTERS = QUARTERS.with_columns(
    low=pl.col("value") - 0.05, high=pl.col("value") + 0.05, median=pl.lit(0.65), running=pl.col("quarter") == "2023-Q5"
)
METHODS = RANKS.select(
    "name", "rank", method_low="low", method_high="high", sampling_low=pl.col("low"), sampling_high=pl.col("high")
)
WEIGHTS = pl.DataFrame({"name": HOSTILE, "declared": [0.2] * COUNT, "share": [0.1, 0.4, 0.2, 0.3, None]})
STEPS = pl.DataFrame({"label": HOSTILE, "begin": [0, 60, 40, 20, 0], "end": [90, 90, 60, 40, 20]}).with_columns(
    kind=pl.Series(["whole"] + ["taken"] * 4), text=pl.Series(["90", "−30", "−20", "−20", "−20"])
)
FORM = pl.DataFrame({"item": HOSTILE, "reported": [10, 2000, 0, None, 70], "counted": [10, 1990, 3, 5, 70]})
LIMITS = funnel_limits(0.01, POINTS["n"].to_list(), [1.0] * POINTS.height)
CHARTS = {
    "sets": (lambda: ranges.rank_sets(RANKS, "Hạng", "Bậc"), [RANKS]),
    "values": (lambda: ranges.dot_interval(VALUES, "Trên 10.000", ",.0f", (2000.0, "mức chung")), [VALUES]),
    "robustness": (lambda: ranges.robustness(METHODS, "Hạng", ("a", "b")), [METHODS]),
    "weights": (lambda: ranges.weights(WEIGHTS, "Phần", ("a", "b")), [WEIGHTS.drop_nulls()]),
    "funnel": (lambda: funnel(POINTS, LIMITS, ("n", "y"), ("giữa", "95", "99,8")), [POINTS, LIMITS]),
    "trend": (lambda: counts.trend(QUARTERS, "Tỷ lệ", ".1%", "trung vị"), [QUARTERS]),
    "waterfall": (lambda: counts.waterfall(STEPS, "Số dòng"), [STEPS]),
    "form": (lambda: counts.form_compare(FORM, "Số hồ sơ", ("a", "b")), [FORM.drop_nulls()]),
}
WITH_NAMES = [name for name in CHARTS if name not in {"trend", "funnel"}]
_DRAWN: dict[tuple[str, str], str] = {}


def drawn(name: str, lang="vi") -> str:
    if (name, lang) not in _DRAWN:
        _DRAWN[name, lang] = theme.described(
            theme.chart_svg(CHARTS[name][0](), lang), lang, f"Kết quả {SCRIPT}", f"Đo gì: {SCRIPT}"
        )
    return _DRAWN[name, lang]


def spoken(picture: str) -> str:
    """Return what is written in a picture."""
    root = ElementTree.fromstring(picture)
    return " ".join(" ".join(text for text in of.itertext()) for of in root.iter() if of.tag.endswith("}text"))


def marks(picture: str, kind: str) -> list[list[ElementTree.Element]]:
    """Return the marks of each layer of a kind, `symbol` or `line`."""
    groups = [of for of in ElementTree.fromstring(picture).iter() if f"mark-{kind} role-mark" in of.get("class", "")]
    return [list(group) for group in groups]


@pytest.mark.parametrize("name", CHARTS)
def test_a_specification_is_valid_and_holds_every_row_that_was_given(name):
    chart, frames = CHARTS[name]
    spec = chart().configure(**theme.config()).to_dict()  # checked against the schema of Vega-Lite
    tables = [*found(spec, "values"), *spec.get("datasets", {}).values()]
    held = [row for data in tables if isinstance(data, list) for row in data if isinstance(row, dict)]
    for frame in frames:
        for row in frame.to_dicts():
            assert any(row.items() <= other.items() for other in held), row


@pytest.mark.parametrize("name", CHARTS)
def test_no_font_of_the_host_moves_a_mark_and_the_reader_s_is_named(name):
    """A font that one host has and another has not would give two pictures of the same figures."""
    spec = CHARTS[name][0]().configure(**theme.config()).to_dict(validate=False)
    assert {font for key in ("font", "labelFont", "titleFont") for font in found(spec, key)} == {"Liberation Sans"}
    assert "Liberation" not in drawn(name)
    assert "font-family=\"system-ui, 'Segoe UI'" in drawn(name)


def found(part, key):
    """Yield everything below `key`, at any depth."""
    if isinstance(part, dict):
        yield from ([part[key]] if key in part else [])
        for value in part.values():
            yield from found(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from found(value, key)


@pytest.mark.parametrize("name", WITH_NAMES)
def test_every_name_stands_in_the_picture_whole_and_as_text(name):
    text = " ".join(spoken(drawn(name)).split())
    for unit in HOSTILE:
        assert " ".join(unit.split()) in text


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_stands_alone_with_its_title_and_reaches_for_nothing(name):
    picture = drawn(name)
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert [of.tag.rpartition("}")[2] for of in list(root)[:2]] == ["title", "desc"]
    assert root[0].text == f"Kết quả {SCRIPT}"
    assert root[1].text == f"Đo gì: {SCRIPT}"
    tags = {of.tag.rpartition("}")[2] for of in root.iter()}
    assert tags.isdisjoint({"script", "foreignObject", "image", "a", "style", "use"})
    attributes = {key.rpartition("}")[2] for of in root.iter() for key in of.attrib}
    assert not any(key.startswith("on") or key in {"href", "src"} for key in attributes)
    assert set(re.findall(r"https?://[^/\"]*", picture)) == {"http://www.w3.org"}


def test_data_from_elsewhere_are_refused():
    chart = alt.Chart(alt.UrlData(url="https://example.org/data.json")).mark_point().encode(x="a:Q")
    with pytest.raises(ValueError, match=r"(?i)access denied|not allowed"):
        theme.chart_svg(chart, "vi")


def test_numbers_are_written_as_the_language_writes_them():
    vi, en = spoken(drawn("funnel")), spoken(drawn("funnel", "en"))
    assert "10.000" in vi
    assert "10,000" not in vi
    assert "10,000" in en
    assert "10.000" not in en
    assert re.search(r"\d\d,0%", spoken(drawn("trend")))
    assert re.search(r"\d\d\.0%", spoken(drawn("trend", "en")))


def test_a_hidden_value_has_no_dot_and_one_that_is_not_scored_a_hollow_one():
    scored, not_scored = marks(drawn("values"), "symbol")
    assert len(scored) == KINDS.count("scored")
    assert [dot.get("fill") for dot in not_scored] == ["white"]


def test_only_what_is_told_of_a_hidden_cell_is_drawn():
    words, rows = Words(VIETNAMESE), {row["indicator"]: row for row in lookup.indicator_rows(SMALL_CITY, "score")}
    late = rate_pictures.dots(SMALL_CITY, words, rows[HIDDEN[1]])
    hidden = late.data.row(by_predicate=pl.col("name") == NAMES[HIDDEN[0]], named=True)
    assert hidden["value"] is None
    assert (hidden["low"], hidden["high"]) == pytest.approx((5.0, 45.0))  # 1 to 9 of 2 000
    liked = rate_pictures.dots(SMALL_CITY, words, rows[BARE[1]])
    assert NAMES[BARE[0]] not in liked.data["name"]
    assert NAMES[BARE[0]] not in spoken(liked.svg())
    assert "Không vẽ 1 đơn vị: 1 không công bố số nhỏ." in liked.caption
    assert "Không vẽ" not in late.caption  # of the hidden one a range is drawn


def test_a_line_stops_where_a_quarter_has_no_value():
    lines = [of.get("d") for layer in marks(drawn("trend"), "line") for of in layer]
    assert sorted(line.count("M") for line in lines) == [1, 2]  # the median, and the unit's own in two pieces
    (dots,) = marks(drawn("trend"), "symbol")
    assert len(dots) == QUARTERS["value"].count()
    assert [dot.get("fill") for dot in dots].count("white") == 1  # the quarter that is not over


def test_points_are_named_outside_the_limits_only():
    text = spoken(drawn("funnel"))
    for row in POINTS.to_dicts():
        assert (row["name"] in text) == (row["outside"] > 0)
    assert POINTS["outside"].n_unique() > 1


@pytest.mark.long
def test_equal_charts_are_equal_bytes_in_another_process():
    code = f"""
import hashlib, sys; sys.path[:0] = {sys.path!r}
import test_charts as t
print({{name: hashlib.sha256(t.drawn(name).encode()).hexdigest() for name in ("sets", "funnel")}})
"""
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    own = {name: hashlib.sha256(drawn(name).encode()).hexdigest() for name in ("sets", "funnel")}
    assert other.strip() == str(own)


def test_168_units_have_a_row_each():
    names = [f"Phường Thử {place}" for place in range(168)]
    many = pl.DataFrame({"name": names}).with_row_index("rank", 1).cast({"rank": pl.Int64})
    many = many.with_columns(low="rank", high="rank", tier=pl.col("rank") // 60)
    text = spoken(theme.chart_svg(ranges.rank_sets(many, "Hạng", "Bậc"), "vi"))
    assert set(re.findall(r"Phường Thử \d+", text)) == set(names)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours; source: WCAG 2.2, relative luminance."""

    def light(colour):
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#ffffff", theme.BAND])
def test_colours_stand_out_from_the_ground(ground):
    assert all(contrast(colour, ground) >= 4.5 for colour in (theme.INK, theme.SOFT, theme.AMBER))  # of texts too
    assert all(contrast(colour, ground) >= 3 for colour in (theme.TEAL, theme.PALE, theme.RED))


@settings(deadline=None, max_examples=30)
@given(st.floats(1e-4, 0.9), st.lists(st.tuples(st.integers(1, 5_000), st.floats(1, 20)), min_size=1, max_size=12))
def test_limits_lie_around_the_rate_and_the_wider_outside(rate, units):
    n, deff = zip(*units, strict=True)
    limits = funnel_limits(rate, n, deff)
    ordered = [limits[column] for column in ("low_998", "low_95", "high_95", "high_998")]
    assert all((low <= high + 1e-6).all() for low, high in pairwise(ordered))
    assert limits["low_998"].min() >= 0
    assert limits["high_998"].max() <= 10_000 + 1e-6
    assert set(n) <= set(limits["n"]) and limits["n"].is_sorted() and limits.height > 1


def test_the_lines_of_the_picture_are_what_the_table_judges_by():
    """Of the rankings' classes: a point lies outside a line exactly where its class says so."""
    random = np.random.default_rng(6)
    n = random.integers(3, 3_000, 60)
    late = random.binomial(n, random.choice([0.002, 0.01, 0.08], 60))
    deff = random.uniform(1, 4, 60)
    classes = np.abs(judged.funnel(late, n, -1, deff).classes)
    for i in range(60):
        line = funnel_limits(late.sum() / n.sum(), [n[i]], [deff[i]]).row(by_predicate=pl.col("n") == n[i], named=True)
        y = 10_000 * late[i] / n[i]
        outside = sum(y < line[f"low_{name}"] or y > line[f"high_{name}"] for name in ("95", "998"))
        assert outside == classes[i]
    assert set(classes.tolist()) == {0, 1, 2}


def test_two_that_are_called_alike_stay_two():
    alike = VALUES.with_columns(name=pl.lit("Xã Trùng Tên"))
    picture = theme.chart_svg(ranges.dot_interval(alike, "Trên 10.000", ",.0f", None), "vi")
    assert spoken(picture).count("Xã Trùng Tên") == alike.height


@pytest.mark.parametrize("language", LANGUAGES)
def test_synthetic_data_are_called_so_in_the_picture(language):
    figure = pictures.rank_sets(SMALL_CITY, Words(language))
    assert Words(language).say("base.synthetic") in spoken(figure.svg())
