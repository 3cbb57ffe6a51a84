"""A formula of an explanation as MathML: fractions as fractions, so that it reads as in a book."""

from collections.abc import Sequence
from html import escape

from schemas.words.languages import Language
from warehouse.ranking.explanation.expression import (
    Call,
    Equation,
    Expression,
    Name,
    Negative,
    Number,
    Product,
    Ratio,
    Rest,
    Square,
    Sum,
    is_bare,
    name_text,
    number_text,
)


def mathml(formula: Expression, language: Language) -> str:
    """Return `formula` as an element of MathML."""
    return f'<math displaystyle="true">{_markup(formula, language)}</math>'


def _markup(of: Expression, language: Language) -> str:
    def within(part: Expression, *kinds: type[Expression]) -> str:
        markup = _markup(part, language)
        return _row(_sign("("), markup, _sign(")")) if isinstance(part, kinds) else markup

    match of:
        case Number():
            markup = f"<mn>{number_text(of, language)}</mn>"
        case Name():
            text = name_text(of, language)
            markup = f"<mi>{escape(text)}</mi>" if len(text) == 1 else f"<mtext>{escape(text)}</mtext>"
        case Rest():
            markup = _sign("…")
        case Negative(part):
            markup = _row(_sign("−"), within(part, Sum, Negative))
        case Sum(parts):
            bare = [part.of if isinstance(part, Negative) else part for part in parts[1:]]
            signs = [_sign("−" if isinstance(part, Negative) else "+") for part in parts[1:]]
            added = [within(part, Sum, Negative) for part in bare]
            markup = _row(within(parts[0], Sum), *(m for pair in zip(signs, added, strict=True) for m in pair))
        case Product(factors):
            markup = _between("×", [within(factor, Sum, Negative) for factor in factors])
        case Ratio(above, below):  # the bar makes parentheses around either needless
            markup = f"<mfrac>{_markup(above, language)}{_markup(below, language)}</mfrac>"
        case Square(part):
            markup = f"<msup>{within(part, Sum, Negative, Product, Ratio, Square, Call)}<mn>2</mn></msup>"
        case Call(function, arguments):
            inside = _between(",", [_markup(argument, language) for argument in arguments])
            name = _sign(function) if function == "Σ" else f"<mi>{function}</mi>"
            space = '<mspace width="0.2em"></mspace>'
            markup = _row(name, space, inside) if is_bare(of) else _row(name, _sign("("), inside, _sign(")"))
        case Equation(left, right):
            markup = _between("=", [_markup(left, language), _markup(right, language)])
    return markup


def _between(sign: str, parts: Sequence[str]) -> str:
    """Return parts with a sign between them; one alone as it is."""
    first, *more = parts
    return _row(first, *(markup for part in more for markup in (_sign(sign), part))) if more else first


def _sign(text: str) -> str:
    return f"<mo>{text}</mo>"


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"
