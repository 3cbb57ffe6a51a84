"""What a method says about chance: intervals, sets of ranks, tiers and bands, as blocks of an explanation."""

from schemas.method import Method
from schemas.words.message import Declared, Message, message
from warehouse.ranking.explanation.blocks import Block, Line, Paragraph, line, listed


def uncertainty(method: Method) -> list[Block]:
    """Return how chance is taken into account."""
    u = method.uncertainty
    if u.interval == "none":
        return [Paragraph(line("method_chance.no-intervals"))]
    lines = [
        line("method_chance.interval", level=u.level, name=message(f"method_chance.interval-{u.interval}")),
        line("method_chance.why-intervals"),
        line(f"method_chance.horizon-{u.horizon}"),
        *([] if u.horizon == "period" else [line("method_chance.batches", effect=_design_effect(method))]),
        line("method_chance.draws", draws=u.draws),
    ]
    return [listed(lines)]


def _design_effect(method: Method) -> Message:
    u = method.uncertainty
    if u.fixed_design_effect is not None:
        return message("method_chance.effect-fixed", effect=u.fixed_design_effect)
    return message("method_chance.effect-estimated", weeks=u.least_clusters, default=u.default_design_effect)


def rank_sets(method: Method) -> list[Block]:
    """Return what a set of ranks says, and when ranks are withheld."""
    r, level = method.rank_sets, method.uncertainty.level
    if method.uncertainty.interval == "none":
        return [Paragraph(line("method_chance.no-rank-sets"))]
    lines = [
        line("method_chance.example"),
        line("method_chance.all-at-once", level=level),
        line("method_chance.overlap"),
        line("method_chance.ratios", rule=message(f"method_chance.ratios-{r.ratios}")),
        line("method_chance.scores", rule=rule_of_scores(r.composite)),
        line("method_chance.top", count=r.top),
        _withheld(method),
    ]
    return [listed(lines)]


def rule_of_scores(rule: str) -> Message:
    """Return how two composite scores are compared, by the name of the rule in methods."""
    return message(f"method_chance.scores-{rule}")


def _withheld(method: Method) -> Line:
    r = method.rank_sets
    if r.publish_ranks == "always":
        return line("method_chance.always-published")
    return line("method_chance.withheld", least=r.least_rankability, wrong=r.grade_error)


def classes(method: Method) -> list[Block]:
    """Return the two kinds of classes, which are never to be confused."""
    has_tiers = method.uncertainty.interval != "none"
    return [listed([line("method_chance.tiers" if has_tiers else "method_chance.no-tiers"), _bands(method)])]


def _bands(method: Method) -> Line:
    if not method.bands:
        return line("method_chance.no-bands")
    bands = [
        message("method_chance.band", name=Declared(band.name_vi, band.name_en), least=band.min)
        for band in sorted(method.bands, key=lambda band: -band.min)
    ]
    return line("method_chance.bands", bands=bands)
