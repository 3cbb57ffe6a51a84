"""Which other choices a ranking is tried under, as blocks of an explanation."""

from collections.abc import Mapping, Sequence
from math import prod

from schemas.method import Method
from schemas.sensitivity_levels import sensitivity_levels
from schemas.words.message import Message, Value, message
from warehouse.ranking.composite.factorial import MAX_RUNS
from warehouse.ranking.explanation.blocks import Block, Line, Paragraph, line, listed


def sensitivity(method: Method) -> list[Block]:
    """Return which choices the ranking is tried under, and how many runs that makes."""
    levels = sensitivity_levels(method)
    varied = {
        choice: (words, len(levels[choice]))
        for choice, words in _varied_choices(method).items()
        if len(levels[choice]) > 1
    }
    if not varied:
        return [Paragraph(line("method_choices.none"))]
    lines = [line("method_choices.tried", choice=words, count=count) for words, count in varied.values()]
    runs = _runs([count for _, count in varied.values()])
    return [Paragraph(line("method_choices.again")), listed([*lines, runs])]


def _varied_choices(method: Method) -> Mapping[str, Message]:
    s = method.sensitivity
    return {
        "normalisation": message("method_choices.normalisation", levels=_level_names(s.normalisations)),
        "aggregation": message("method_choices.aggregation", levels=_level_names(s.aggregations)),
        "missing": message("method_choices.missing", levels=_level_names(s.missing)),
        "imputation": message("method_choices.imputation", levels=_level_names(s.imputations)),
        "weights": message("method_choices.weights", sets=s.weight_sets, change=s.weight_change),
        "target": message("method_choices.target", change=s.target_change),
        "leave_one_out": message("method_choices.leave_one_out"),
        "reporting": message("method_choices.reporting"),
    }


def _level_names(levels: Sequence[str]) -> Sequence[Message]:
    return [message(f"method_choices.level-{level}") for level in levels]


def _runs(counts: Sequence[int]) -> Line:
    runs = prod(counts)
    key = "method_choices.too-many-runs" if runs > MAX_RUNS else "method_choices.all-runs"
    product: Value = counts[-1]
    for count in reversed(counts[:-1]):
        product = message("method_choices.times", count=count, rest=product)
    return line(key, counts=product, runs=runs)
