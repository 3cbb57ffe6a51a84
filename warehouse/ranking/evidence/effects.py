"""Design effects: how much more the counts of a unit vary than independent cases would, and how well that is known."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """The design effect of one indicator of one unit, with what it rests on.

    `phi` is at least 1 and `df` the degrees of freedom that it is known with, infinite where it is given. `raw` is what
    the unit's own weeks would make of it, before it was drawn to what all units share and raised to at least 1; None
    where they say nothing. `weeks` or `clusters` of its own and `units` with some of theirs are what it was estimated
    from.
    `persistence` is the correlation of the rates of one week and the next, `overdispersion` what weeks add whatever
    their volume, `variation` the coefficient of variation of weekly rates, or of the sizes of clusters; None where
    nothing was estimated.
    Raises ValueError unless 1 <= phi < infinity and df is above 0.
    """

    phi: float
    df: float = math.inf
    raw: float | None = None
    weeks: int = 0
    units: int = 0
    persistence: float | None = None
    overdispersion: float | None = None
    variation: float | None = None
    clusters: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.phi < math.inf:
            raise ValueError(f"a design effect is at least 1 and finite, not {self.phi}")
        if not self.df > 0:
            raise ValueError(f"degrees of freedom are above 0, not {self.df}")

    @property
    def is_estimated(self) -> bool:
        """Whether it was estimated from weeks or clusters, the unit's own or those of others."""
        return self.units > 0


Effects = Mapping[str, Mapping[str, Effect]]  # by indicator and unit
NONE = Effect(1.0)  # of independent cases


def as_columns(effect: Effect) -> tuple[float, float | None]:
    """Return the effect and its degrees of freedom, null where these are infinite, as in tables."""
    return effect.phi, None if math.isinf(effect.df) else effect.df


def effect_of(effects: Effects, code: str, unit: str) -> Effect:
    """Return the effect of an indicator of a unit; none where it is not given."""
    return effects.get(code, {}).get(unit, NONE)
