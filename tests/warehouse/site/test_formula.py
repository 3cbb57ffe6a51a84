import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.city import DEFAULT_CITY
from schemas.method import load_method
from warehouse.ranking.evidence.indicators import INDICATORS
from warehouse.ranking.explanation.formula import formula
from warehouse.ranking.explanation.words import AGGREGATION_FORMULAS
from warehouse.site.formula import mathml

RULES = [
    rule
    for name in ("qd766", "council-survey")
    for rule in load_method(DEFAULT_CITY / "methods" / f"{name}.toml").rules
    if rule.computable and rule.size
]
SIGNS = {"=": "==", "×": "*", "−": "-"}


def as_python(node: ET.Element) -> str:
    """Return an element of MathML as an expression of Python."""
    parts = [as_python(child) for child in node]
    if node.tag == "mfrac":
        return f"(({parts[0]}) / ({parts[1]}))"
    if node.tag == "msup":
        return f"(({parts[0]}) ** ({parts[1]}))"
    text = (node.text or "").strip()
    if text.endswith("%"):
        return f"({text[:-1].strip()} / 100)"
    return "".join(parts) if parts else f" {SIGNS.get(text, text)} "


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 × min(1, x / 50%)", 6),
        ("5 × min(1, (100% − x) / (100% − 0%))", 3.5),
        ("1 + 99 × max(0, min(1, (x − 0.2) / (0.7 − 0.2)))", 1 + 99 * 0.2),
        ("4 − x² / 3", 4 - 0.03),
        ("(1 + x) × 2 / 4", 0.65),
        ("exp(2 × x / 0.5)", math.exp(1.2)),
    ],
)
def test_the_markup_means_what_the_text_means(text, value):
    found = mathml(text)
    assert found is not None
    names = {"min": min, "max": max, "exp": math.exp, "x": 0.3}
    assert eval(as_python(ET.fromstring(found)), names) == pytest.approx(value)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_formulas_of_the_citys_methods_have_their_fractions(rule, lang):
    found = mathml(formula(rule, INDICATORS[rule.code], lang))
    assert found is not None
    assert len(ET.fromstring(found).findall(".//mfrac")) == 1


@pytest.mark.parametrize("text", sorted({text for pair in AGGREGATION_FORMULAS.values() for text in pair}))
def test_the_formulas_of_aggregation_can_be_set(text):
    assert mathml(text) is not None


@pytest.mark.parametrize("text", ["", "a < b", "f(x", "3 ×", "received_online / received", "<b> = 1", "1)", "min 1"])
def test_what_is_no_formula_is_left_alone(text):
    assert mathml(text) is None


@given(st.text(alphabet="a1 ,.%()/×−=+min²Σ<>&'\"", max_size=30))
def test_whatever_comes_out_is_well_formed(text):
    found = mathml(text)
    assert found is None or ET.fromstring(found).tag == "math"
