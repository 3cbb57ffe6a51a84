"""The small marks in tables: well-formed, within their frame, and said in words whatever a name holds."""

import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st

from warehouse.site.marks import bar_mark, bars_mark, range_mark, set_mark

HOSTILE = "Quận \"Đỏ\" & <script>alert('x')</script>"
shares = st.one_of(st.none(), st.floats(min_value=-1, max_value=2, allow_nan=False))


def said(mark: str) -> str:
    """Return what a mark is called, and check that it is one well-formed picture."""
    root = ElementTree.fromstring(mark)
    assert {element.tag for element in root.iter()} <= {"svg", "title", "rect", "circle"}
    assert root.attrib["role"] == "img"
    return root.attrib.get("aria-label") or root.findtext("title") or ""


def test_names_are_text():
    for mark in (
        set_mark(1, 3, 2, 5, HOSTILE),
        bars_mark([0.5, None], HOSTILE),
        bar_mark(0.5, HOSTILE),
        range_mark(0.1, 0.9, 0.5, HOSTILE),
    ):
        assert said(mark) == HOSTILE


@given(count=st.integers(1, 60), data=st.data())
def test_ranks_lie_within_the_frame_and_the_dot_within_the_range(count, data):
    low, rank, high = sorted(data.draw(st.lists(st.integers(1, count), min_size=3, max_size=3)))
    root = ElementTree.fromstring(set_mark(low, high, rank, count, "x"))
    reach, dot = root.find("rect[@class='reach']"), root.find("circle")
    begin, end = float(reach.attrib["x"]), float(reach.attrib["x"]) + float(reach.attrib["width"])
    assert begin >= 0
    assert end <= float(root.attrib["width"]) + 0.11
    assert begin <= float(dot.attrib["cx"]) <= end


@given(st.lists(shares, min_size=1, max_size=20))
def test_bars_keep_within_the_frame_and_nothing_to_show_is_an_empty_box(given_shares):
    root = ElementTree.fromstring(bars_mark(given_shares, "x"))
    assert len(root.findall("rect[@class='none']")) == given_shares.count(None)
    bars = root.findall("rect[@class='bar']")
    assert len(bars) == len(given_shares) - given_shares.count(None)
    tall = float(root.attrib["height"])
    assert all(0 < float(bar.attrib["height"]) <= tall and float(bar.attrib["y"]) >= -0.05 for bar in bars)


def test_without_a_range_there_is_no_mark():
    assert set_mark(None, None, 3, 5, "x") == ""
    assert ElementTree.fromstring(set_mark(2, 4, None, 5, "x")).find("circle") is None
    assert ElementTree.fromstring(bar_mark(None, "x")).find("rect").attrib["class"] == "none"
