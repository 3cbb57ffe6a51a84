"""What a table of ranks says and does not say, in sentences."""

from collections.abc import Sequence

from schemas.method import Method
from schemas.words.message import Declared, Message, message
from warehouse.ranking.explanation.chance import rule_of_scores
from warehouse.ranking.sentences.standing import MARK, Standings

_NAMED = 8  # units that one sentence names


def findings(standings: Standings, method: Method) -> list[Message]:
    """Return what this very table found: how many pairs are told apart, who could be first, ranks that are withheld."""
    count = len(standings.lines)
    if not count:
        return [message("findings.nobody")]
    if standings.rule is None:
        return [message("findings.descriptive")]
    if count == 1:
        return [message("findings.only-one")]
    return [*_withheld(standings, method), _told_apart(standings), _first(standings)]


def _withheld(standings: Standings, method: Method) -> list[Message]:
    if not standings.is_withheld:
        return []
    least = method.rank_sets.least_rankability
    withheld = message("findings.withheld", share=standings.rankability or 0.0, least=least)
    return [withheld, *_graded(standings)]


def _graded(standings: Standings) -> list[Message]:
    """Return what the grades in the place of ranks are worth; nothing of scores that have none."""
    if standings.grade_error is None:
        return []
    if not standings.grades:
        return [message("findings.one-grade")]
    worth = {"wrong": standings.grade_error, "ordered": standings.grades_ordered}
    return [message("findings.grades", count=standings.grades, **worth)]


def _told_apart(standings: Standings) -> Message:
    pairs, decided = standings.pairs, standings.decided
    if decided == pairs:
        return message("findings.all-decided", pairs=pairs)
    if not decided:
        return message("findings.none-decided", pairs=pairs)
    return message("findings.some-decided", decided=decided, pairs=pairs, undecided=pairs - decided)


def _first(standings: Standings) -> Message:
    first = standings.could_be_first
    if len(first) == 1:
        return message("findings.first", unit=first[0])
    return message("findings.several-first", count=len(first), units=_first_names(first))


def _first_names(names: Sequence[Declared]) -> Message | Sequence[Declared]:
    """Return names as a list, of more than `_NAMED` the first ones and how many others."""
    unnamed = len(names) - _NAMED
    return message("findings.names-and-others", names=names[:_NAMED], others=unnamed) if unnamed > 0 else names


def meanings(standings: Standings, method: Method) -> list[Message]:
    """Return what the columns of the table mean: sets, tiers, the rule behind both, and the mark."""
    mark = [mark_meaning(method)] if standings.has_marks else []
    if standings.rule is None or len(standings.lines) < 2:
        return mark
    level, rule = method.uncertainty.level, rule_of_scores(standings.rule)
    return [message("findings.rank-set", level=level, rule=rule), message("findings.tier"), *mark]


def mark_meaning(method: Method) -> Message:
    """Return what the mark says of units that look equal and are not ranked so."""
    return message("findings.mark-or-tie-break" if method.tie_break else "findings.mark", mark=MARK)


def too_few(standings: Standings, method: Method) -> Message | None:
    """Return why nobody is ranked in a peer group of too few units, None where there are enough."""
    least = method.eligibility.least_peers
    if standings.lines or standings.eligible >= least:
        return None
    return message("findings.too-few", eligible=standings.eligible, least=least)
