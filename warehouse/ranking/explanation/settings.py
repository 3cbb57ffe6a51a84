"""The settings of a method as blocks of an explanation: missing data, adding up and ranking, eligibility."""

from collections.abc import Iterable, Iterator

from schemas.method import Method
from schemas.method_parts import IndicatorRule
from schemas.method_warnings import unused_sizes
from schemas.words.message import Declared, Message, message
from warehouse.ranking.explanation.blocks import Block, Code, Line, line, listed
from warehouse.ranking.explanation.formula import AGGREGATION_FORMULAS


def missing(method: Method) -> list[Block]:
    """Return what happens to cells without a value."""
    nothing = message(f"method_settings.not_applicable-{method.on_not_applicable}")
    silent = message(f"method_settings.not_reported-{method.on_not_reported}")
    too_few = message(f"method_settings.small_n-{method.on_small_n}")
    lines = [
        line("method_settings.nothing-arose", policy=nothing),
        line("method_settings.not-reported", policy=silent),
        line("method_settings.too-few", least=method.min_n, policy=too_few),
        *_other_minima(method),
        *(policy_line for rule in method.rules for policy_line in _policies_of(rule)),
        line("method_settings.contradictory"),
        line("method_settings.imputation", policy=message(f"method_settings.imputation-{method.imputation}")),
    ]
    return [listed(lines)]


def _other_minima(method: Method) -> Iterator[Line]:
    least = method.min_cases
    for count in sorted(set(least.values())):
        yield line("method_settings.least-cases", codes=_codes(c for c, n in least.items() if n == count), count=count)


def _policies_of(rule: IndicatorRule) -> Iterator[Line]:
    policies = {
        "not_applicable": rule.on_not_applicable,
        "not_reported": rule.on_not_reported,
        "small_n": rule.on_small_n,
    }
    for status, policy in policies.items():
        if policy is not None:
            policy_words = message(f"method_settings.{status}-{policy}")
            yield line(f"method_settings.of-indicator-{status}", code=Code(rule.code), policy=policy_words)


def adding_up(method: Method) -> list[Block]:
    """Return how scores are put together, ordered and tied."""
    formula = AGGREGATION_FORMULAS[method.aggregation]
    lines = [
        line("method_settings.whole-score", aggregation=aggregation_name(method.aggregation), formula=formula),
        *_aggregations_of_groups(method),
    ]
    lines += [line(f"method_settings.terms-{name}") for name in ("mpi", "ampi") if name in method.aggregations]
    lines += [line(sentence.key, **sentence.values) for sentence in unused_sizes(method)]
    if method.copeland_ignores_noise:
        lines.append(line("method_settings.ignores-noise"))
    if method.total_points is not None and method.computable_size < method.total_points:
        lines.append(line("method_settings.rescaled", points=method.total_points))
    ties = line("method_settings.equal-scores", ties=message(f"method_settings.ties-{method.ties}"))
    return [listed([*lines, _rounding(method), ties, _tie_break(method)])]


def aggregation_name(aggregation: str) -> Message:
    """Return what a way of putting scores together is called."""
    return message(f"method_settings.aggregation-{aggregation}")


def _aggregations_of_groups(method: Method) -> Iterator[Line]:
    for group in method.all_groups:
        if group.aggregation is not None:
            yield line(
                "method_settings.group-score",
                group=Declared(group.name_vi, group.name_en),
                aggregation=aggregation_name(group.aggregation),
                formula=AGGREGATION_FORMULAS[group.aggregation],
            )


def _rounding(method: Method) -> Line:
    if method.rank_decimals is None:
        return line("method_settings.unrounded")
    return line("method_settings.rounded", decimals=method.rank_decimals)


def _tie_break(method: Method) -> Line:
    if not method.tie_break:
        return line("method_settings.tie-break-none")
    return line("method_settings.tie-break", codes=_codes(method.tie_break))


def eligibility(method: Method) -> list[Block]:
    """Return which units are ranked."""
    e = method.eligibility
    required = _codes(rule.code for rule in method.rules if rule.required)
    lines = [
        line("method_settings.least-scored", overall=e.overall, each=e.each_group),
        line("method_settings.required", codes=required) if required else line("method_settings.required-none"),
        line("method_settings.least-peers", count=e.least_peers),
        line("method_settings.unranked"),
    ]
    return [listed(lines)]


def _codes(codes: Iterable[str]) -> list[Code]:
    return list(map(Code, codes))
