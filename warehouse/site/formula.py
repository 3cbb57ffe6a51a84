"""A formula of an explanation as MathML: fractions as fractions, so that it reads as in a book.

The grammar is that of the formulas which an explanation writes: sums of products of numbers, names, functions and
parentheses, one fraction to a factor. What is written otherwise stays as it is, in the style of code.
"""

import re
from collections.abc import Callable
from html import escape

_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<number>\d(?:[\d.,]*\d)?(?: ?%)?)"
    r"|(?P<function>(?:min|max|exp)(?=\()|ln(?= )|Σ)"
    r"|(?P<name>[^\W\d_Σ²]+(?: [^\W\d_Σ²]+)*)"
    r"|(?P<sign>[=+−×/(),…²])"
    r")"
)
Token = tuple[str, str]  # kind, text
Part = tuple[str, int]  # the markup of a part, and where the next begins
_END: Token = ("end", "")


def mathml(formula: str) -> str | None:
    """Return `formula` as MathML, or None where it is not written in the grammar above."""
    try:
        tokens = _tokens(formula.strip())
        markup, end = _chain(tokens, 0, "=", _sum)
    except ValueError:
        return None
    return f'<math displaystyle="true">{markup}</math>' if tokens[end] == _END else None


def _tokens(text: str) -> list[Token]:
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise ValueError(f"no formula: {text[at:]!r}")
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return [*found, _END]


def _sum(tokens: list[Token], at: int) -> Part:
    return _chain(tokens, at, "+−", _product)


def _product(tokens: list[Token], at: int) -> Part:
    return _chain(tokens, at, "×", _fraction)


def _chain(tokens: list[Token], at: int, signs: str, part: Callable[[list[Token], int], Part]) -> Part:
    """Read parts that stand between `signs`, one or more."""
    first, at = part(tokens, at)
    markup = first
    while tokens[at][0] == "sign" and tokens[at][1] in signs:
        following, end = part(tokens, at + 1)
        markup, at = f"{markup}<mo>{tokens[at][1]}</mo>{following}", end
    return (markup if markup is first else f"<mrow>{markup}</mrow>"), at


def _fraction(tokens: list[Token], at: int) -> Part:
    """Read one factor, or two with a bar between them, which makes parentheses around either needless."""
    above, bare, end = _factor(tokens, at)
    if tokens[end] != ("sign", "/"):
        return above, end
    _, below, end = _factor(tokens, end + 1)
    return f"<mfrac>{bare}{below}</mfrac>", end


def _factor(tokens: list[Token], at: int) -> tuple[str, str, int]:
    """Read one factor; return it with its parentheses, and without them where it has any."""
    kind, text = tokens[at]
    if (kind, text) == ("sign", "("):
        bare, end = _within(tokens, at)
        return f"<mrow><mo>(</mo>{bare}<mo>)</mo></mrow>", bare, end
    if kind == "function":
        markup, end = _applied(tokens, at)
    elif kind == "number":
        markup, end = f"<mn>{text}</mn>", at + 1
    elif kind == "name":
        markup, end = (f"<mi>{text}</mi>" if len(text) == 1 else f"<mtext>{escape(text)}</mtext>"), at + 1
    elif text == "…":
        markup, end = "<mo>…</mo>", at + 1
    else:
        raise ValueError(f"a number or a name is missing before {text!r}")
    if tokens[end] == ("sign", "²"):
        markup, end = f"<msup>{markup}<mn>2</mn></msup>", end + 1
    return markup, markup, end


def _applied(tokens: list[Token], at: int) -> Part:
    """Read a function with its arguments: in parentheses, or, after ln and Σ, one factor."""
    name = tokens[at][1]
    shown = f"<mo>{name}</mo>" if name == "Σ" else f"<mi>{name}</mi>"
    if tokens[at + 1] == ("sign", "("):
        inside, end = _within(tokens, at + 1)
        return f"<mrow>{shown}<mo>(</mo>{inside}<mo>)</mo></mrow>", end
    of, _, end = _factor(tokens, at + 1)
    return f'<mrow>{shown}<mspace width="0.2em"></mspace>{of}</mrow>', end


def _within(tokens: list[Token], at: int) -> Part:
    """Read what stands between the parenthesis at `at` and the one that closes it."""
    markup, end = _chain(tokens, at + 1, ",", _sum)
    if tokens[end] != ("sign", ")"):
        raise ValueError("a parenthesis is not closed")
    return markup, end + 1
