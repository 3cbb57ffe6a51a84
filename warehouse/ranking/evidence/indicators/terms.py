"""How the indicators name what they count, and the failures that feed two of them."""

from warehouse.ranking.evidence.indicator import Part, Term, less


def flow(*measures: str) -> tuple[Term, ...]:
    """Return the sums of measures over the days of the period."""
    return tuple(Term(m) for m in measures)


def end(*measures: str) -> tuple[Term, ...]:
    """Return the stocks of measures at the end of the period."""
    return tuple(Term(m, "end") for m in measures)


RESOLVED_LATE_766 = Part(flow("resolved_late_766"), (*flow("resolved"), *less(*flow("resolved_unknown_766"))))
