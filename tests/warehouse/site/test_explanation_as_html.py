import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.city import DEFAULT_CITY
from schemas.method import load_method
from warehouse.ranking.explanation.method import sections
from warehouse.site.markdown import to_html

MATH = {"math", "mrow", "mfrac", "msup", "mi", "mn", "mo", "mtext", "mspace", "span"}
ALLOWED = MATH | {"p", "ul", "ol", "li", "strong", "em", "code", "br", "h1", "h2", "h3", "h4", "h5", "h6"}


def tags(html: str) -> set[str]:
    return {name.lower() for name in re.findall(r"</?([A-Za-z0-9]+)", html)}


def test_lists_headings_bold_and_code():
    html = to_html(["- **A**: 1", "  - b (`c_d`)", "", "### T (`x`)", "", "text"], level=4)
    assert "<li><strong>A</strong>: 1" in html
    assert "<code>c_d</code>" in html
    assert "<h4>T (<code>x</code>)</h4>" in html
    assert html.count("<ul>") == 2


def test_formulas_are_set_apart_from_codes():
    html = to_html(["`points = 10 × min(1, ratio / 50%)`, `received_online` and `(open_a − open_b) / open`"])
    assert "<mfrac><mtext>ratio</mtext><mn>50%</mn></mfrac>" in html
    assert "<code>received_online</code>" in html
    assert "<code>(open_a − open_b) / open</code>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](http://example.invalid/a.png)",
        "<http://example.invalid>",
        "&lt;b&gt;",
        "`<b>`",
        "<!-- -->",
        "| a |\n|---|",
        "[x]: /y 'z'",
    ],
)
def test_nothing_but_the_marks_gets_through(hostile):
    html = to_html([f"- {hostile}", "", hostile])
    assert tags(html) <= ALLOWED
    assert "href" not in html
    assert "src" not in html


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_whatever_the_text_only_allowed_marks_come_out(text):
    assert tags(to_html([text])) <= ALLOWED


@pytest.mark.parametrize("method", ["qd766", "council-survey"])
def test_every_line_of_an_explanation_is_in_the_html(method):
    for _, vi, en in sections(load_method(DEFAULT_CITY / "methods" / f"{method}.toml")):
        for lines in (vi, en):
            told = bare(re.sub(r"<[^>]+>", "", to_html(lines)))
            for line in filter(None, lines):
                assert bare(re.sub(r"^ *(- |#+ )|[*`]", "", line)) in told


def bare(text: str) -> str:
    """Return text without what a fraction bar makes needless: spaces, parentheses and the sign of division."""
    return re.sub(r"[\s()/]", "", text.replace("&quot;", '"').replace("&amp;", "&"))
