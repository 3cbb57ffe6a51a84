"""The choices that the sensitivity analysis of a method varies, and the levels that each of them is tried at."""

from collections.abc import Collection, Iterable, Mapping

from schemas.method import Method

OWN = "own"  # the level of a choice that is the method's own
EVERYBODY = "everybody"  # of who reports: those left out for what they did not report are ranked too


def sensitivity_levels(method: Method) -> Mapping[str, tuple[str, ...]]:
    """Return the levels of each choice by its id, the method's own first; what is not varied has no other level.

    A level that the method has everywhere anyway is not tried twice; targets are those of points and `dist_target`.
    """
    sensitivity = method.sensitivity
    scored_rules = [rule for rule in method.rules if rule.computable and rule.size]
    scales = {rule.normalisation.kind for rule in scored_rules}
    has_targets = sensitivity.target_change > 0 and bool(scales & {"points", "dist_target"})
    return {
        "normalisation": _levels(sensitivity.normalisations, scales),
        "missing": _levels(sensitivity.missing, _policies(method)),
        "imputation": _levels(sensitivity.imputations, {method.imputation}),
        "target": (OWN, "less", "more") if has_targets else (OWN,),
        "aggregation": _levels(sensitivity.aggregations, method.aggregations),
        "weights": (OWN, *(f"set {i}" for i in range(1, sensitivity.weight_sets + 1))),
        "leave_one_out": (OWN, *(rule.code for rule in scored_rules if sensitivity.leave_one_out)),
        # A stand-in has no noise that could be ignored.
        "reporting": (OWN, EVERYBODY) if sensitivity.reporting and not method.copeland_ignores_noise else (OWN,),
    }


def _levels(levels: Iterable[str], everywhere: Collection[str]) -> tuple[str, ...]:
    return (OWN, *(level for level in levels if set(everywhere) != {level}))


def _policies(method: Method) -> set[str]:
    """Return what is done with missing cells of any kind, anywhere in the method."""
    rule_policies = (p for r in method.rules for p in (r.on_not_applicable, r.on_not_reported, r.on_small_n))
    policies = (method.on_not_applicable, method.on_not_reported, method.on_small_n)
    return {policy for policy in (*policies, *rule_policies) if policy is not None}
