"""The settings of a method beside its indicators: scales, uncertainty, rank sets, eligibility and sensitivity."""

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from schemas.strict import Declaration

Aggregation = Literal["arithmetic", "geometric", "harmonic", "mpi", "ampi", "copeland"]
Scale = Literal[
    "points",
    "goalposts",
    "log_goalposts",
    "minmax",
    "zscore",
    "rank",
    "borda",
    "prank",
    "dist_target",
    "dist_max",
    "frac_max",
]
OnNotApplicable = Literal["renormalise", "city_rate", "full", "zero"]
OnNotReported = Literal["ineligible", "renormalise", "zero"]
OnSmallN = Literal["renormalise", "city_rate", "pool_previous_period", "ineligible"]
Imputation = Literal["none", "group_median", "last_period"]
_NEEDED: dict[Scale, tuple[str, ...]] = {
    "goalposts": ("worst", "best"),
    "log_goalposts": ("worst", "best"),
    "minmax": ("worst", "best"),
    "dist_max": ("worst", "best"),
    "dist_target": ("worst", "target"),
    "zscore": ("mean", "sd"),
    "frac_max": ("best",),
}
RELATIVE: tuple[Scale, ...] = ("rank", "borda", "prank")
UNWEIGHTED: tuple[Aggregation, ...] = ("mpi",)  # only a weight of 0 matters to them


class Normalisation(Declaration):
    """How the value of an indicator is brought onto the scale of the score, with parameters frozen in the file.

    `worst` and `best` are values of the indicator, in its own direction. Only `rank`, `borda` and `prank` depend on the
    other units of the period. `from` and `to` are the scores of worst and best (`minmax`), or the score of the mean and
    what one standard deviation is worth (`zscore`).
    """

    kind: Scale = "points"
    worst: Decimal | None = None
    best: Decimal | None = None
    target: Decimal | None = None
    mean: Decimal | None = None
    sd: Decimal | None = Field(None, gt=0)
    from_: Decimal | None = Field(None, alias="from")
    to: Decimal | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Normalisation":
        parameters = {name for name in ("worst", "best", "target", "mean", "sd") if getattr(self, name) is not None}
        needed_parameters = set(_NEEDED.get(self.kind, ()))
        if parameters != needed_parameters:
            needed_names = (
                ", ".join(sorted(needed_parameters)) or "no parameter (the target of points stands beside max_points)"
            )
            raise ValueError(f"{self.kind} takes {needed_names}; given: {', '.join(sorted(parameters)) or 'none'}")
        if self.worst is not None and self.worst in (self.best, self.target):
            raise ValueError(f"{self.kind}: worst and {'best' if self.best is not None else 'target'} are the same")
        if (self.from_ is not None or self.to is not None) and self.kind not in ("minmax", "zscore"):
            raise ValueError(f"{self.kind} has no `from` and `to`")
        if not self.ends[0] < self.ends[1] and self.kind == "minmax":
            raise ValueError("minmax: `from` is less than `to`")
        return self

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The scores of worst and best; (score of the mean, worth of one standard deviation) for `zscore`."""
        default = (Decimal(0), Decimal(1 if self.kind == "zscore" else 100))
        return (
            default[0] if self.from_ is None else self.from_,
            default[1] if self.to is None else self.to,
        )


class Band(Declaration):
    """A class by fixed points (never a statistical tier): from `min` points up."""

    name_vi: str
    name_en: str
    min: Decimal


class Eligibility(Declaration):
    """Least shares of the computable and applicable weight that must be scored, overall and in every group.

    Within a peer group of fewer than `least_peers` eligible units nobody is ranked.
    """

    overall: Decimal = Field(Decimal("0.8"), ge=0, le=1)
    each_group: Decimal = Field(Decimal("0.5"), ge=0, le=1)
    least_peers: int = Field(5, ge=2)


class Uncertainty(Declaration):
    """What chance may have done: intervals at `level`, the design effect of clustered cases, draws of the score.

    `interval = "none"` makes a descriptive ranking without sets or tiers. `horizon` is the question that is asked:
    "period", how this period was, of independent cases; or "unit", how the unit works, of which the period is a part.
    For the latter the design effect of each unit is estimated from its weeks, or fixed; where too few weeks can show
    it, `default_design_effect` holds and the result says so.
    """

    interval: Literal["wilson", "jeffreys", "clopper_pearson", "none"] = "wilson"
    level: Decimal = Field(Decimal("0.95"), ge=Decimal("0.5"), lt=1)
    horizon: Literal["period", "unit"] = "unit"
    design_effect: Literal["estimated"] | Decimal = "estimated"
    default_design_effect: Decimal = Field(Decimal(1), ge=1)
    least_clusters: int = Field(20, ge=2)
    draws: int = Field(10_000, ge=1_000, le=100_000)
    seed: int = Field(1, ge=0)

    @model_validator(mode="after")
    def _at_least_one(self) -> "Uncertainty":
        if self.design_effect != "estimated" and self.design_effect < 1:
            raise ValueError(f'design_effect is "estimated" or a number of at least 1, not {self.design_effect}')
        if self.horizon == "period" and self.design_effect not in ("estimated", 1):
            raise ValueError(
                f'horizon = "period" takes cases as independent: design_effect = {self.design_effect} needs '
                'horizon = "unit"'
            )
        return self

    @property
    def fixed_design_effect(self) -> float | None:
        """The design effect of every indicator and unit, None where it is estimated from their weeks."""
        if self.horizon == "period":
            return 1.0
        return None if self.design_effect == "estimated" else float(self.design_effect)


class RankSetRules(Declaration):
    """How it is decided that one unit is better than another: for ratios, and for scores made of several.

    `publish_ranks`: where the units differ too little for the noise (rankability below `least_rankability`), ranks are
    withheld and only tiers shown ("when_rankable"), or shown all the same ("always"). In the place of withheld ranks of
    scores stand grades, of whose ordered pairs at most the share `grade_error` is expected to be wrong. `top`: the k of
    the top-k and bottom-k sets.
    """

    ratios: Literal["arcsine_tukey", "fisher_holm", "kww"] = "arcsine_tukey"
    composite: Literal["draws", "mc_stepdown", "kww"] = "draws"
    publish_ranks: Literal["when_rankable", "always"] = "when_rankable"
    least_rankability: Decimal = Field(Decimal("0.5"), ge=0, le=1)
    grade_error: Decimal = Field(Decimal("0.1"), gt=0, lt=Decimal("0.5"))
    top: int = Field(5, ge=1)


class Sensitivity(Declaration):
    """Other reasonable choices that the ranking is tried under, each beside the method's own; empty: not varied.

    Weights and targets vary by the shares given; `weight_sets` is the number of random sets of weights, 0 for none.
    `reporting`: whether the units left out for what they did not report are ranked too, with medians in missing cells.
    """

    normalisations: tuple[Literal["minmax", "zscore", "prank"], ...] = ("minmax", "prank")
    aggregations: tuple[Literal["arithmetic", "geometric", "harmonic"], ...] = ("geometric",)
    missing: tuple[Literal["renormalise", "zero"], ...] = ("zero",)
    imputations: tuple[Literal["none", "group_median"], ...] = ("group_median",)
    weight_change: Decimal = Field(Decimal("0.25"), ge=0, lt=1)
    weight_sets: int = Field(10, ge=0)
    target_change: Decimal = Field(Decimal("0.1"), ge=0, lt=1)
    leave_one_out: bool = True
    reporting: bool = True

    @model_validator(mode="after")
    def _varies_what_it_names(self) -> "Sensitivity":
        for name in ("normalisations", "aggregations", "missing", "imputations"):
            levels = getattr(self, name)
            if len(set(levels)) < len(levels):
                raise ValueError(f"{name} names a level twice: {', '.join(levels)}")
        if self.weight_sets and not self.weight_change:
            raise ValueError(
                f"weight_sets = {self.weight_sets} needs weight_change above 0; to leave the weights alone, "
                "write weight_sets = 0"
            )
        return self
