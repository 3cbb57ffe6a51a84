import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_force import method_of

from schemas.words.languages import ENGLISH, VIETNAMESE, Language
from schemas.words.message import Declared
from warehouse.ranking.explanation.blocks import (
    Code,
    Heading,
    Item,
    Items,
    Paragraph,
    Strong,
    inlines,
    line,
    listed,
    markdown,
)
from warehouse.ranking.explanation.expression import Equation, Name, Number, Ratio
from warehouse.ranking.explanation.method import sections
from warehouse.site.explanation import to_html

RATIO = Equation(Name(Declared("điểm", "points")), Ratio(Name(Declared("tỷ lệ", "ratio")), Number(50)))


@pytest.fixture
def language(tmp_path):
    """A language whose folder holds the words of these tests."""
    (tmp_path / "terms.ftl").write_text("", encoding="utf-8")
    words = "group = { $name }: 1\nindicator = b ({ $code })\nformula = { $formula }, { $code }\n"
    words += "plain = { $text }{ $code }\n"
    (tmp_path / "trial.ftl").write_text(words, encoding="utf-8")
    return Language("en", tmp_path)


def test_lists_headings_bold_and_code(language):
    inner = Item(line("trial.indicator", code=Code("c_d")))
    outer = Items((Item(line("trial.group", name=Strong("A")), (inner,)),))
    heading = Heading(line("trial.indicator", code=Code("x")))
    html = to_html([outer, heading, Paragraph(Declared("chữ", "text"))], language, level=4)
    assert "<li><strong>A</strong>: 1\n<ul>\n<li>b (<code>c_d</code>)</li>\n</ul>\n</li>" in html
    assert "<h4>b (<code>x</code>)</h4>" in html
    assert html.endswith("<p>text</p>\n")


def test_formulas_are_set_and_codes_are_not(language):
    html = to_html([Paragraph(line("trial.formula", formula=RATIO, code=Code("a = b / c")))], language)
    assert "<mfrac><mtext>ratio</mtext><mn>50</mn></mfrac>" in html
    assert "<code>a = b / c</code>" in html


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n", exclude_categories=["Co"])))
def test_whatever_the_text_it_is_no_markup(language, text):
    plain, strong = line("trial.plain", text=text, code=Code(text)), line("trial.group", name=Strong(text))
    html = to_html([Paragraph(plain), Heading(strong), listed([plain])], language)
    assert re.findall(r"<(\w+)", html) == ["p", "code", "h3", "strong", "ul", "li", "code"]


def test_marks_of_markdown_in_a_name_are_letters():
    html = to_html([listed([Declared("1. *a* `b` [c](http://example.invalid)", "")])], VIETNAMESE)
    assert "<li>1. *a* `b` [c](http://example.invalid)</li>" in html


def test_parts_of_a_line_stand_where_each_language_has_them():
    told = line("method_explained.record-method", id=Code("m"), hash=Code("0af"))
    for language, first in ((VIETNAMESE, "Mã phương pháp: "), (ENGLISH, "Id of the method: ")):
        shown = inlines(told, language)
        assert shown[0] == first
        assert [part for part in shown if isinstance(part, Code)] == [Code("m"), Code("0af")]


@pytest.mark.parametrize("method", ["qd766", "council-survey"])
@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_every_line_of_an_explanation_is_in_the_html(method, language):
    for section in sections(method_of(method)):
        told = bare(re.sub(r"<[^>]+>", "", to_html(section.blocks, language)))
        for written in filter(None, markdown(section.blocks, language)):
            assert bare(re.sub(r"^ *(- |#+ )|[*`]", "", written)) in told


def bare(text: str) -> str:
    """Return text without what a fraction bar makes needless: spaces, parentheses and the sign of division."""
    return re.sub(r"[\s()/]", "", text.replace("&quot;", '"').replace("&amp;", "&"))
