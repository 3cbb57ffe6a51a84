"""Each header to at most one column, each column to at most one header, where the evidence is clear; else a doubt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schemas.column import Column
from schemas.table import Table
from schemas.words.message import Message, message
from warehouse.drafting.evidence import DOUBTED, NAMELESS, PLACED, Evidence
from warehouse.drafting.order import (
    ENDS,
    RETURNED,
    START,
    Scores,
    Times,
    completed_beside_issued,
    contradictions,
    unplanned,
)
from warehouse.drafting.profile import in_order
from warehouse.drafting.suitability import SHAPED
from warehouse.drafting.vocabulary import TIERS
from warehouse.drafting.words import header_words, is_generic

UNIT = "unit_id"
_NEAR = 0.04  # two headers whose scores differ by less are equally good
_SURELY_IN_ORDER = 0.95  # share of rows

Alike = Callable[[str, str], bool]  # whether the cells of two headers are the same


@dataclass(frozen=True)
class Doubt:
    """A header that may be a column, or one of several: a person decides."""

    header: str
    columns: tuple[str, ...]
    why: Message


@dataclass(frozen=True)
class Assignment:
    """Which header is which column, and which headers are in doubt."""

    pairs: Mapping[str, str]
    doubts: tuple[Doubt, ...]


def assign(headers: Sequence[str], table: Table, scores: Scores, times: Times, are_alike: Alike) -> Assignment:
    """Place headers by their scores; what is near another, contradicted by the order of times, or weak is a doubt.

    Args:
        headers: those that tell nothing of persons, in their order in the file.
        table: whose columns they may be.
        scores: how surely each header is each column.
        times: gives the times of a column that holds some.
        are_alike: whether the cells of two headers are the same.
    """
    scores = unplanned(headers, table, scores, times)
    pairs, doubts = _surest(headers, table, scores, are_alike)
    pairs |= _required_columns(table, pairs, scores)
    pairs |= _only_end(headers, pairs, scores, times)
    for header, column, why in [*contradictions(headers, pairs, scores, times)]:
        del pairs[header]
        doubts.append(Doubt(header, (column,), why))
    if permit_headers := completed_beside_issued(headers, pairs, scores):
        column = pairs.pop(permit_headers[0])
        doubts = [doubt for doubt in doubts if doubt.header not in permit_headers]
        doubts += [
            Doubt(h, (column,), message("source_draft.of-a-permit", name=other_header))
            for h, other_header in (permit_headers, permit_headers[::-1])
        ]
    placed = {*pairs, *(doubt.header for doubt in doubts)}
    free = {c.name for c in table.columns} - set(pairs.values())
    for header in (h for h in headers if h not in placed):
        weak = [c for c in free if scores.get((header, c), _NONE).score >= DOUBTED]
        if weak:
            likeliest_first = sorted(weak, key=lambda c: (-scores[header, c].score, c))
            doubts.append(Doubt(header, tuple(likeliest_first), message("source_draft.weak")))
    return Assignment(
        {h: pairs[h] for h in headers if h in pairs},
        tuple(sorted(doubts, key=lambda doubt: headers.index(doubt.header))),
    )


_NONE = Evidence(0, 0)


def _surest(
    headers: Sequence[str], table: Table, scores: Scores, are_alike: Alike
) -> tuple[dict[str, str], list[Doubt]]:
    """Place the surest pairs first; where two headers are equally good for a column, neither is placed."""
    pairs, doubts = dict[str, str](), list[Doubt]()
    decided_columns = set[str]()
    ranked = sorted(scores, key=lambda pair: (-scores[pair].score, headers.index(pair[0]), pair[1]))
    for header, column in ranked:
        score = scores[header, column].score
        if score < PLACED or header in pairs or column in decided_columns:
            continue
        rivals = [
            h for h in headers if h != header and h not in pairs and _is_rival(scores, h, column, score, pairs.values())
        ]
        decided_columns.add(column)
        if column == table.key[-1]:
            # A code that is called so and repeats is a doubt of all: the rows may be of something else.
            rivals += [h for h in headers if h != header and _repeats(scores, h, column, scores[header, column].name)]
            rivals += [h for h in headers if h != header and _is_bare_rival(scores, h, column, header)]
        rivals = [h for h in dict.fromkeys(rivals) if not are_alike(header, h)]
        if rivals:
            names = ", ".join(rivals)
            doubts += [Doubt(h, (column,), message("source_draft.rivals", names=names)) for h in (header,)]
            doubts += [Doubt(h, (column,), message("source_draft.rivals", names=header)) for h in rivals]
        else:
            pairs[header] = column
    doubts_by_header = {d.header: d for d in doubts if d.header not in pairs}
    return pairs, list(doubts_by_header.values())


def _is_rival(scores: Scores, header: str, column: str, score: float, placed_columns: object) -> bool:
    """Say whether another header is as good for a column, and not better for another one."""
    own_score = scores.get((header, column), _NONE).score
    has_better_column = any(e.score > own_score for (h, c), e in scores.items() if h == header and c != column)
    return own_score > score - _NEAR and not has_better_column


def _repeats(scores: Scores, header: str, column: str, least_name: float) -> bool:
    """Say whether a header is called as surely a key as another one, and is none by what stands below it."""
    evidence = scores.get((header, column), _NONE)
    return evidence.name >= least_name and DOUBTED <= evidence.score < PLACED


def _is_bare_rival(scores: Scores, header: str, column: str, leader: str) -> bool:
    """Say whether codes below a header that says little may be the key, rather than those of one that is not sure."""
    own_evidence, leader_evidence = scores.get((header, column), _NONE), scores[leader, column]
    if leader_evidence.name == TIERS["sure"] or own_evidence.name > leader_evidence.name:
        return False
    if not own_evidence.name:
        return own_evidence.score == NAMELESS and is_generic(header_words(leader))
    return own_evidence.name == TIERS["weak"] and own_evidence.score >= own_evidence.name * SHAPED


def _required_columns(table: Table, pairs: Mapping[str, str], scores: Scores) -> dict[str, str]:
    """Give a required column that is left over a header that went to a column that may be missing."""
    moved_headers = dict[str, str]()
    missing_columns = [c for c in table.columns if c.required and c.name not in pairs.values() and c.name != UNIT]
    for column in missing_columns:
        movable_headers = [h for h, c in pairs.items() if not _column(table, c).required and h not in moved_headers]
        suited_headers = [h for h in movable_headers if scores.get((h, column.name), _NONE).score >= PLACED]
        if suited_headers:
            moved_headers[max(suited_headers, key=lambda h: scores[h, column.name].score)] = column.name
    return moved_headers


def _only_end(headers: Sequence[str], pairs: Mapping[str, str], scores: Scores, times: Times) -> dict[str, str]:
    """Take the one time that can be the end, and is never before reception, for the end."""
    start = next((h for h, c in pairs.items() if c == START), None)
    if start is None or {*ENDS, RETURNED} & set(pairs.values()):
        return {}
    ends = [(h, c) for h in headers for c in ENDS if h not in pairs and _name(scores, h, c) == TIERS["weak"]]
    if len(ends) != 1 or (in_order(times(start), times(ends[0][0])) or 0) < _SURELY_IN_ORDER:
        return {}
    return dict(ends)


def _name(scores: Scores, header: str, column: str) -> float:
    return scores.get((header, column), _NONE).name


def _column(table: Table, name: str) -> Column:
    return table.column(name)
