"""How the rates of a unit are worked out: each formula as it is declared, and with the unit's counts in its places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemas.indicator import Indicator
from schemas.terms import Term, terms_text
from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site.rates import rate_of
from warehouse.site.values import HIDDEN
from warehouse.site.words import Words

_COUNTED = ("OK", "SMALL_N", "SUPPRESSED")


def formulas(
    p: Publication, words: Words, rows: Sequence[Row], cells: Mapping[str, Row], counts: Sequence[Row]
) -> Iterator[Mapping[str, Any]]:
    """Yield name, formula, the formula with figures, and rate of each indicator of a unit that was counted.

    A value that was imputed, or pooled with the period before, does not follow from the counts of the period.

    Args:
        p: the publication.
        words: the language.
        rows: those of the table `indicators`.
        cells: the unit's row of `rankings` or `signals` for each of them that has one, by its code.
        counts: the unit's rows of `formula_counts`.
    """
    figures = {row["item"]: HIDDEN if row["value"] is None else words.number(row["value"]) for row in counts}
    for row in rows:
        cell = cells.get(row["indicator"], {})
        indicator = p.definitions[row["indicator"]]
        if (
            cell.get("status") in _COUNTED
            and cell.get("origin") in ("counted", None)
            and _items(indicator) <= figures.keys()
        ):
            yield {
                "name": words.name(row),
                "formula": formula(indicator),
                "figures": f"{_figures(indicator.numerator, figures)} / {_figures(indicator.denominator, figures)}",
                "rate": rate_of(p, words, row, cell, "rankings" if row["role"] == "score" else "signals"),
            }


def formula(indicator: Indicator) -> str:
    """Return numerator over denominator, measures by their names: `(resolved - resolved_late_first) / resolved`."""
    return " / ".join(_bracketed(terms_text(terms), terms) for terms in (indicator.numerator, indicator.denominator))


def _items(indicator: Indicator) -> set[str]:
    return {terms_text([replace(term, sign=1)]) for term in (*indicator.numerator, *indicator.denominator)}


def _figures(terms: Sequence[Term], figures: Mapping[str, str]) -> str:
    text = "".join(f" {'+' if t.sign == 1 else '−'} {figures[terms_text([replace(t, sign=1)])]}" for t in terms)
    return _bracketed(text.removeprefix(" + ").lstrip(), terms)


def _bracketed(text: str, terms: Sequence[Term]) -> str:
    return f"({text})" if len(terms) > 1 else text
