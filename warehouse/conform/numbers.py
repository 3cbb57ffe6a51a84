"""Numbers: text by the marks that a source declares."""

import polars as pl

from schemas.source_format import Numbers


def integer(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """Return whole numbers, null where the text is none."""
    plain = raw.cast(pl.Int64, strict=False)
    if not numbers.thousands:
        return plain
    mark = _escaped(numbers.thousands)
    grouped = pl.when(raw.str.contains(rf"^[+-]?[0-9]{{1,3}}({mark}[0-9]{{3}}){{1,5}}$")).then(
        raw.str.replace_all(numbers.thousands, "", literal=True)
    )
    return pl.coalesce(plain, grouped.cast(pl.Int64, strict=False))


def number(raw: pl.Expr, numbers: Numbers) -> pl.Expr:
    """Return numbers, null where the text is none."""
    decimal = _escaped(numbers.decimal)
    whole = r"[0-9]{1,18}"
    if numbers.thousands:
        whole = rf"([0-9]{{1,3}}({_escaped(numbers.thousands)}[0-9]{{3}})+|[0-9]{{1,18}})"
    shaped: pl.Expr = pl.when(raw.str.contains(rf"^[+-]?{whole}({decimal}[0-9]+)?$")).then(raw)
    if numbers.thousands:
        shaped = shaped.str.replace_all(numbers.thousands, "", literal=True)
    return shaped.str.replace(numbers.decimal, ".", literal=True).cast(pl.Float64, strict=False)


def _escaped(mark: str) -> str:
    return "\\" + mark if mark == "." else mark
