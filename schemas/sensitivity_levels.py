"""How many levels the sensitivity analysis of a method gives each choice."""

from collections.abc import Collection, Iterable, Mapping

from schemas.method import Method


def sensitivity_levels(method: Method) -> Mapping[str, int]:
    """Return how many levels the sensitivity analysis gives each choice, the method's own among them, by its key.

    A level that the method has everywhere anyway is not counted twice; targets are those of points and `dist_target`.
    """
    tried = method.sensitivity
    scored = [rule for rule in method.rules if rule.computable and rule.size]
    scales = {rule.normalisation.kind for rule in scored}
    return {
        "normalisations": 1 + _others(tried.normalisations, scales),
        "aggregations": 1 + _others(tried.aggregations, method.aggregations),
        "missing": 1 + _others(tried.missing, _policies(method)),
        "imputations": 1 + _others(tried.imputations, {method.imputation}),
        "weight_sets": 1 + tried.weight_sets,
        "target_change": 3 if tried.target_change and scales & {"points", "dist_target"} else 1,
        "leave_one_out": 1 + len(scored) if tried.leave_one_out else 1,
    }


def _others(tried: Iterable[str], own: Collection[str]) -> int:
    return len(set(tried) - (set(own) if len(own) == 1 else set()))


def _policies(method: Method) -> set[str]:
    """Return what is done with missing cells of any kind, anywhere in the method."""
    of_rules = (p for r in method.rules for p in (r.on_not_applicable, r.on_not_reported, r.on_small_n))
    own = (method.on_not_applicable, method.on_not_reported, method.on_small_n)
    return {policy for policy in (*own, *of_rules) if policy is not None}
