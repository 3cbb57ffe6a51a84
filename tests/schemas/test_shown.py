"""Names of files as they are shown."""

import os

from hypothesis import given
from hypothesis import strategies as st

from schemas.words.shown import cut, shown


def test_what_is_no_utf8_and_what_breaks_a_line_is_escaped():
    assert shown("Báo cáo tháng 1.csv") == "Báo cáo tháng 1.csv"
    assert shown(os.fsdecode(b"B\xe1o c\xe1o.csv")) == "B\\xe1o c\\xe1o.csv"
    assert shown("a\nb\x1b[2J\u202e.csv") == "a\\x0ab\\x1b[2J\\xe2\\x80\\xae.csv"
    assert shown("a\\b.csv") == "a\\b.csv"
    assert shown("a\\xe1.csv") == "a\\x5cxe1.csv"


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_two_names_never_look_the_same(one, other):
    first, second = (shown(os.fsdecode(name)) for name in (one, other))
    first.encode()
    assert (first == second) == (one == other)


@given(st.text(alphabet="\\x5c0e9\udce9\n", max_size=12), st.text(alphabet="\\x5c0e9\udce9\n", max_size=12))
def test_nor_names_that_look_like_escapes(one, other):
    assert (shown(one) == shown(other)) == (one == other)


def test_a_long_text_is_cut():
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "abc…"
