"""Numbers as the decimals that people wrote, so that equal scores are equal."""

from fractions import Fraction

Number = Fraction | float


def as_fraction(number: Number) -> Fraction:
    """Return the number exactly; a float counts as the shortest decimal that prints it (0.1 is one tenth).

    Raises ValueError for what is not finite.
    """
    return number if isinstance(number, Fraction) else Fraction(str(number))
