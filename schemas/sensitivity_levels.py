"""The choices that the sensitivity analysis of a method varies, and the levels that each of them is tried at."""

from collections.abc import Collection, Iterable, Mapping

from schemas.method import Method

OWN = "own"  # the level of a choice that is the method's own
EVERYBODY = "everybody"  # of who reports: those left out for what they did not report are ranked too


def sensitivity_levels(method: Method) -> Mapping[str, tuple[str, ...]]:
    """Return the levels of each choice by its id, the method's own first; what is not varied has no other level.

    A level that the method has everywhere anyway is not tried twice; targets are those of points and `dist_target`.
    """
    tried = method.sensitivity
    scored = [rule for rule in method.rules if rule.computable and rule.size]
    scales = {rule.normalisation.kind for rule in scored}
    has_targets = tried.target_change > 0 and bool(scales & {"points", "dist_target"})
    return {
        "normalisation": _levels(tried.normalisations, scales),
        "missing": _levels(tried.missing, _policies(method)),
        "imputation": _levels(tried.imputations, {method.imputation}),
        "target": (OWN, "less", "more") if has_targets else (OWN,),
        "aggregation": _levels(tried.aggregations, method.aggregations),
        "weights": (OWN, *(f"set {i}" for i in range(1, tried.weight_sets + 1))),
        "leave_one_out": (OWN, *(rule.code for rule in scored if tried.leave_one_out)),
        # A stand-in has no noise that could be ignored.
        "reporting": (OWN, EVERYBODY) if tried.reporting and not method.copeland_ignores_noise else (OWN,),
    }


def _levels(tried: Iterable[str], everywhere: Collection[str]) -> tuple[str, ...]:
    return (OWN, *(level for level in tried if set(everywhere) != {level}))


def _policies(method: Method) -> set[str]:
    """Return what is done with missing cells of any kind, anywhere in the method."""
    of_rules = (p for r in method.rules for p in (r.on_not_applicable, r.on_not_reported, r.on_small_n))
    policies = (method.on_not_applicable, method.on_not_reported, method.on_small_n)
    return {policy for policy in (*policies, *of_rules) if policy is not None}
