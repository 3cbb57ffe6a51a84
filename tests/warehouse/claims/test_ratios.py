"""Spans of quotients against trying every whole number, on small figures."""

from fractions import Fraction

from claim_sets import claims
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.claims.figures import Figure, Linear, ends, ratios, text_of

SPAN = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda of: (of[0], of[0] + of[1]))


def figure(key: str, span: tuple[int, int]) -> Figure:
    (base,) = text_of(claims("Quận Thử | dossiers_late | 1")).figures["0"]
    return base._replace(key=key, low=span[0], high=span[1])


@settings(deadline=None)
@given(SPAN, SPAN)
def test_a_quotient_of_what_is_left_is_that_of_trying_all(late: tuple[int, int], resolved: tuple[int, int]) -> None:
    whole: Linear = ((1, figure("s", resolved)),)
    rest: Linear = (*whole, (-1, figure("l", late)))
    span = ratios(rest, whole)
    if resolved[0] == 0:
        assert span is None
        return
    tried = [Fraction(s - part, s) for s in range(resolved[0], resolved[1] + 1) for part in range(late[0], late[1] + 1)]
    assert span is not None
    assert (span.low, span.high) == (min(tried), max(tried))


@settings(deadline=None)
@given(SPAN, SPAN, SPAN)
def test_a_sum_is_that_of_trying_all(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> None:
    linear: Linear = ((1, figure("a", a)), (1, figure("b", b)), (-1, figure("c", c)), (-1, figure("a", a)))
    tried = [y - z for y in range(b[0], b[1] + 1) for z in range(c[0], c[1] + 1)]
    assert ends(linear) == (min(tried), max(tried))
    at = {"b": b[0], "c": c[0]}
    assert ends(linear, at) == (b[0] - c[0], b[0] - c[0])
