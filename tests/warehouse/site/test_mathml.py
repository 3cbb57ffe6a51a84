"""A formula means the same as text and as markup, whatever stands in what."""

import math
import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_force import INDICATORS, method_of

from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import Declared
from warehouse.ranking.explanation.expression import (
    Call,
    Equation,
    Name,
    Negative,
    Number,
    Product,
    Ratio,
    Rest,
    Square,
    Sum,
    as_text,
    difference,
)
from warehouse.ranking.explanation.formula import AGGREGATION_FORMULAS, formula
from warehouse.site.mathml import mathml

RULES = [
    rule for name in ("qd766", "council-survey") for rule in method_of(name).rules if rule.computable and rule.size
]
NAMES = {"min": min, "max": max, "exp": math.exp, "ln": lambda x: x + 7, "Σ": lambda x: 5 * x, "x": 0.3, "tall": 0.8}
X, TALL = Name("x"), Name("tall")
LEAVES = st.one_of(st.sampled_from([X, TALL]), st.builds(Number, st.integers(1, 9), st.booleans()))


def grown(parts):
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    one = parts.map(lambda part: (part,))
    return st.one_of(
        st.builds(Sum, st.tuples(parts, st.one_of(parts, st.builds(Negative, parts)), st.builds(Negative, parts))),
        st.builds(Product, some),
        st.builds(Ratio, parts, parts),
        st.builds(Square, parts),
        st.builds(Call, st.sampled_from(["min", "max"]), some),
        st.builds(Call, st.sampled_from(["ln", "Σ"]), one),
    )


EXPRESSIONS = st.recursive(LEAVES, grown, max_leaves=8)


def from_markup(node: ET.Element) -> str:
    """Return an element of MathML as an expression of Python."""
    parts = [from_markup(child) for child in node]
    if node.tag == "mfrac":
        return f"(({parts[0]}) / ({parts[1]}))"
    if node.tag == "msup":
        return f"(({parts[0]}) ** ({parts[1]}))"
    if any(child.tag == "mspace" for child in node):
        return f"{parts[0]}({parts[2]})"
    if node.tag == "mspace":
        return ""
    text = (node.text or "").strip()
    if text.endswith("%"):
        return f"({text[:-1].strip()} / 100)"
    return "".join(parts) if parts else f" {({'×': '*', '−': '-'}).get(text, text)} "


def from_text(text: str) -> str:
    """Return a formula in one line as an expression of Python."""
    text = re.sub(r"(Σ|ln )(x|tall|\d+%?)", r"\1(\2)", text)
    for shown, meant in (("×", "*"), ("−", "-"), ("²", " ** 2"), ("ln (", "ln(")):
        text = text.replace(shown, meant)
    return re.sub(r"(\d+)%", r"(\1 / 100)", text)


def value(expression: str) -> float:
    try:
        return eval(expression, dict(NAMES))
    except (ZeroDivisionError, OverflowError):
        return math.nan


@given(EXPRESSIONS)
def test_markup_and_text_mean_what_the_tree_means(tree):
    meant = value(as_python(tree))
    assert value(from_text(as_text(tree, ENGLISH))) == pytest.approx(meant, nan_ok=True)
    assert value(from_markup(ET.fromstring(mathml(tree, ENGLISH)))) == pytest.approx(meant, nan_ok=True)


def as_python(of) -> str:
    """Return a tree as an expression of Python, every part of it in parentheses."""
    match of:
        case Number(number):
            return f"({number})"  # a share is written as so many of a hundred, and is no other number
        case Name(name):
            return name
        case Negative(part):
            return f"(-{as_python(part)})"
        case Sum(parts):
            return f"({' + '.join(map(as_python, parts))})"
        case Product(factors):
            return f"({' * '.join(map(as_python, factors))})"
        case Ratio(above, below):
            return f"({as_python(above)} / {as_python(below)})"
        case Square(part):
            return f"({as_python(part)} ** 2)"
        case Call(function, arguments):
            return f"{function}({', '.join(map(as_python, arguments))})"
    raise AssertionError(of)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_the_formulas_of_the_citys_methods_have_their_fractions(rule, language):
    found = mathml(formula(rule, INDICATORS[rule.code]), language)
    assert len(ET.fromstring(found).findall(".//mfrac")) == 1


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arithmetic", "Σ(w × v) / Σw"),
        ("geometric", "exp(Σ(w × ln v) / Σw)"),
        ("harmonic", "Σw / Σ(w / v)"),
        ("mpi", "m − s² / m"),
        ("ampi", "m − s² / m"),
        ("copeland", "pairs won − pairs lost"),
    ],
)
def test_the_formulas_of_aggregation(kind, text):
    assert as_text(AGGREGATION_FORMULAS[kind], ENGLISH) == text
    assert ET.fromstring(mathml(AGGREGATION_FORMULAS[kind], ENGLISH)).tag == "math"


def test_each_language_has_its_own_words_and_numbers():
    of = Equation(Name(Declared("điểm", "points")), Product((Number(Decimal("7.5")), Call("min", (Number(1), Rest())))))
    assert (as_text(of, VIETNAMESE), as_text(of, ENGLISH)) == ("điểm = 7,5 × min(1, …)", "points = 7.5 × min(1, …)")
    assert "<mn>7,5</mn>" in mathml(of, VIETNAMESE)
    assert "<mn>7.5</mn>" in mathml(of, ENGLISH)


def test_a_bar_makes_parentheses_needless():
    of = Ratio(difference(Number(1, is_share=True), X), difference(TALL, X))
    assert as_text(of, ENGLISH) == "(100% − x) / (tall − x)"
    assert "<mo>(</mo>" not in mathml(of, ENGLISH)


@given(st.text(min_size=1))
def test_a_name_is_text_and_no_markup(name):
    shown = mathml(Name(name), VIETNAMESE)
    assert re.findall(r"<(\w+)", shown) in (["math", "mtext"], ["math", "mi"])
