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


def _markup(expression: Expression, language: Language) -> str:
    def bracketed(part: Expression, *kinds: type[Expression]) -> str:
        markup = _markup(part, language)
        return _row(_sign("("), markup, _sign(")")) if isinstance(part, kinds) else markup

    match expression:
        case Number():
            markup = f"<mn>{number_text(expression, language)}</mn>"
        case Name():
            text = name_text(expression, language)
            markup = f"<mi>{escape(text)}</mi>" if len(text) == 1 else f"<mtext>{escape(text)}</mtext>"
        case Rest():
            markup = _sign("…")
        case Negative(part):
            markup = _row(_sign("−"), bracketed(part, Sum, Negative))
        case Sum(parts):
            unsigned_parts = [part.term if isinstance(part, Negative) else part for part in parts[1:]]
            signs = [_sign("−" if isinstance(part, Negative) else "+") for part in parts[1:]]
            summands = [bracketed(part, Sum, Negative) for part in unsigned_parts]
            markup = _row(bracketed(parts[0], Sum), *(m for pair in zip(signs, summands, strict=True) for m in pair))
        case Product(factors):
            markup = _joined_by("×", [bracketed(factor, Sum, Negative) for factor in factors])
        case Ratio(numerator, denominator):  # the bar makes parentheses around either needless
            markup = f"<mfrac>{_markup(numerator, language)}{_markup(denominator, language)}</mfrac>"
        case Square(part):
            markup = f"<msup>{bracketed(part, Sum, Negative, Product, Ratio, Square, Call)}<mn>2</mn></msup>"
        case Call(function, arguments):
            argument_list = _joined_by(",", [_markup(argument, language) for argument in arguments])
            name = _sign(function) if function == "Σ" else f"<mi>{function}</mi>"
            space = '<mspace width="0.2em"></mspace>'
            markup = (
                _row(name, space, argument_list)
                if is_bare(expression)
                else _row(name, _sign("("), argument_list, _sign(")"))
            )
        case Equation(left, right):
            markup = _joined_by("=", [_markup(left, language), _markup(right, language)])
    return markup


def _joined_by(sign: str, parts: Sequence[str]) -> str:
    """Return parts with a sign between them; one alone as it is."""
    first_part, *later_parts = parts
    return (
        _row(first_part, *(markup for part in later_parts for markup in (_sign(sign), part)))
        if later_parts
        else first_part
    )


def _sign(text: str) -> str:
    return f"<mo>{text}</mo>"


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"
