import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_force import method_of

from warehouse.ranking.explanation.blocks import Code, Heading, Item, Items, Paragraph, Strong, listed, markdown
from warehouse.ranking.explanation.expression import Equation, Name, Number, Ratio
from warehouse.ranking.explanation.method import sections
from warehouse.site.explanation import to_html

RATIO = Equation(Name("điểm", "points"), Ratio(Name("tỷ lệ", "ratio"), Number(50)))


def both(*parts):
    return parts, parts


def test_lists_headings_bold_and_code():
    inner = Item(both("b (", Code("c_d"), ")"))
    outer = Items((Item(both(Strong("A"), ": 1"), (inner,)),))
    html = to_html([outer, Heading(both("T (", Code("x"), ")")), Paragraph(("chữ", "text"))], "en", level=4)
    assert "<li><strong>A</strong>: 1\n<ul>\n<li>b (<code>c_d</code>)</li>\n</ul>\n</li>" in html
    assert "<h4>T (<code>x</code>)</h4>" in html
    assert html.endswith("<p>text</p>\n")


def test_formulas_are_set_and_codes_are_not():
    html = to_html([Paragraph(both(RATIO, ", ", Code("a = b / c")))], "vi")
    assert "<mfrac><mtext>tỷ lệ</mtext><mn>50</mn></mfrac>" in html
    assert "<code>a = b / c</code>" in html


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), max_size=200))
def test_whatever_the_text_it_is_no_markup(text):
    plain, strong = both(text, Code(text)), both(Strong(text))
    html = to_html([Paragraph(plain), Heading(strong), listed([plain])], "vi")
    assert re.findall(r"<(\w+)", html) == ["p", "code", "h3", "strong", "ul", "li", "code"]


def test_marks_of_markdown_in_a_name_are_letters():
    html = to_html([listed([("1. *a* `b` [c](http://example.invalid)", "")])], "vi")
    assert "<li>1. *a* `b` [c](http://example.invalid)</li>" in html


def test_a_number_and_its_sign_stay_on_one_line():
    assert to_html([Paragraph(("80%", "80%"))], "vi") == "<p>80\u00a0%</p>\n"


@pytest.mark.parametrize("method", ["qd766", "council-survey"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_line_of_an_explanation_is_in_the_html(method, lang):
    for section in sections(method_of(method)):
        told = bare(re.sub(r"<[^>]+>", "", to_html(section.blocks, lang)))
        for line in filter(None, markdown(section.blocks, lang)):
            assert bare(re.sub(r"^ *(- |#+ )|[*`]", "", line)) in told


def bare(text: str) -> str:
    """Return text without what a fraction bar makes needless: spaces, parentheses and the sign of division."""
    return re.sub(r"[\s()/]", "", text.replace("&quot;", '"').replace("&amp;", "&"))
