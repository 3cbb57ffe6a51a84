"""What a method asks of the indicators that its rules name."""

from collections.abc import Iterable, Iterator, Mapping

from schemas.errors import DeclarationError
from schemas.indicator import Indicator
from schemas.method_parts import IndicatorRule, default_target
from schemas.words.text import nearest

_FEW = 30  # cases: below so many, one of them decides whether a conditional rate is scored, and what it is


def refuse_unserved(method: str, rules: Iterable[IndicatorRule], indicators: Mapping[str, Indicator]) -> None:
    """Raise `DeclarationError` naming every rule of a method that these indicators cannot serve.

    `rules` say what is done with missing cells, the method's own choice where they have none themselves.
    """
    faults = [f for rule in rules if rule.computable for f in _faults(rule, indicators)]
    if faults:
        raise DeclarationError("\n".join([f"method {method}: {len(faults)} fault(s)", *faults]))


def _faults(rule: IndicatorRule, indicators: Mapping[str, Indicator]) -> list[str]:
    """Return what is wrong with one rule, in words."""
    indicator = indicators.get(rule.code)
    if indicator is None:
        codes = sorted(indicators)
        close = nearest(rule.code, codes)
        return [f"  {rule.code}: no such indicator; " + (f"did you mean {', '.join(close)}?" if close else str(codes))]
    if not rule.size:
        return []
    if indicator.role == "integrity":
        return [f"  {rule.code}: a signal of integrity is shown beside the score and earns no points"]
    return [f"  {rule.code}: {fault}" for fault in (*_scale_faults(rule, indicator), *_gaps(rule, indicator))]


def _gaps(rule: IndicatorRule, indicator: Indicator) -> Iterator[str]:
    """Yield that a rate of few cases, which the unit itself makes many or few, comes and goes with its whole weight.

    One late dossier of 3 348 then decided on ten points: where there was none, other indicators carried them.
    """
    names = [n for n in ("on_not_applicable", "on_small_n") if getattr(rule, n) == "renormalise"]
    if indicator.conditional and names and rule.min_n is not None and rule.min_n < _FEW:
        yield (
            f"it is conditional ({indicator.denominator_en} are what the unit makes of its work), and with min_n = "
            f'{rule.min_n} and {" and ".join(names)} = "renormalise" one case more or less moves its whole weight; '
            f'write "city_rate" there, or min_n = {_FEW}, or score an indicator that is divided by all cases'
        )


def _scale_faults(rule: IndicatorRule, indicator: Indicator) -> list[str]:
    scale = rule.normalisation
    end = scale.best if scale.best is not None else scale.target
    if scale.worst is not None and end is not None and indicator.direction * (end - scale.worst) <= 0:
        better = "more" if indicator.direction == 1 else "less"
        return [f"{better} is better, so worst cannot be {scale.worst} where the best is {end}"]
    if scale.kind == "frac_max" and indicator.direction == -1:
        return ["frac_max has no meaning where less is better"]
    if scale.kind in ("frac_max", "log_goalposts") and min(p for p in (scale.worst, scale.best) if p is not None) <= 0:
        return [f"{scale.kind} needs {'a best value' if scale.kind == 'frac_max' else 'worst and best'} above 0"]
    if scale.kind != "points":
        return []
    target = default_target(rule, indicator)
    if indicator.kind == "rate":
        sound = indicator.direction == 1 and rule.target is not None and target > 0
        return [] if sound else ["a rate earns points only against a target above 0"]
    sound = 0 < target <= 1 if indicator.direction == 1 else 0 <= target < 1
    return [] if sound else [f"the target {rule.target} of a proportion must be a share that can be earned"]
