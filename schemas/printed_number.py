"""How a number is printed: its marks of thousands and decimals; both readings where they are in doubt."""

import re
from decimal import Decimal
from fractions import Fraction

from schemas.words.message import Message, message

_DECIMAL_MARKS = {"vi": ",", "en": "."}
_GROUP = 3  # digits


def number_of(text: str, locale: str | None, is_percent: bool, source_text: str) -> tuple[Fraction, int] | Message:
    """Return a number and how many decimals it is printed with, or why that cannot be said.

    Args:
        text: the number, digits and marks alone.
        locale: "vi", "en" or None where unknown.
        is_percent: whether it is a percentage, which has no thousands.
        source_text: what it stands in, to be quoted.
    """
    if " " in text:
        return Fraction(int(text.replace(" ", ""))), 0
    mark = _decimal_mark(text, locale, is_percent)
    if mark is None:
        whole_number, decimal_text = int(re.sub("[.,]", "", text)), re.sub("[.,]", ".", text)
        return message("printed.two-numbers", text=source_text, whole=whole_number, decimal=Decimal(decimal_text))
    whole, _, decimals = text.partition(mark) if mark else (text, "", "")
    groups = re.split("[.,]", whole)
    is_grouped = len(groups) == 1 or (len(groups[0]) <= _GROUP and all(len(group) == _GROUP for group in groups[1:]))
    if not is_grouped or (decimals and not decimals.isdigit()) or len(set(re.findall("[.,]", whole))) > 1:
        return message("printed.no-number", text=source_text)
    return Fraction(f"{''.join(groups)}.{decimals or 0}"), len(decimals)


def _decimal_mark(text: str, locale: str | None, is_percent: bool) -> str | None:
    """Return what stands before the decimals, "" where there are none, None where that cannot be known."""
    marks: list[str] = re.findall("[.,]", text)
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return ""
    whole, _, last_digits = text.partition(marks[0])
    can_be_grouped = len(last_digits) == _GROUP and len(whole) <= _GROUP and not whole.startswith("0")
    if not can_be_grouped or is_percent:
        return marks[0]
    if locale not in _DECIMAL_MARKS:
        return None
    return marks[0] if marks[0] == _DECIMAL_MARKS[locale] else ""
