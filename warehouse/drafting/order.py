"""What the order of times says of columns: which end is an appointment, which times are not what they are called."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from schemas.table import Table
from schemas.words.message import Message, message
from warehouse.drafting.evidence import DOUBTED, PLACED, Evidence
from warehouse.drafting.profile import in_order
from warehouse.drafting.vocabulary import TIERS, permit_words
from warehouse.drafting.words import header_words, may_be_planned

Scores = Mapping[tuple[str, str], Evidence]  # (header, column) -> evidence; none where nothing speaks for it
Times = Callable[[str], pl.Series]  # header -> its times

START, FILED, RETURNED = "received_at", "submitted_at", "returned_at"
ENDS = ("completed_at", "resolved_at")  # of dossiers, of petitions
_DUES = ("current_due_at", "due_at")
_AFTER_START = ("first_due_at", *_DUES, *ENDS, RETURNED, "refused_at")  # what cannot come before reception
_LEAST_IN_ORDER, _MOSTLY, _SURELY, _NEARLY_ALL = 0.5, 0.9, 0.95, 0.97  # shares of rows
_FEWEST = 12  # rows by which an appointment is told from an end
_NONE = Evidence(0, 0)


def unplanned(headers: Sequence[str], table: Table, scores: Scores, times: Times) -> Scores:
    """Return the scores in which ends that look like appointments are questions, and may be the due date as well.

    Of a header that may say either ("return date"), the times are no ends where they are those of another header that
    says the due date, or where every row has one, rows too that another end is missing in; or, in a file without a due
    date, where every row has one at all.

    Args:
        headers: those that tell nothing of persons.
        table: whose columns they may be.
        scores: how surely each header is each column.
        times: gives the times of a column that holds some.
    """
    starts, dues = _placeable(headers, scores, (START,)), _placeable(headers, scores, _DUES)
    new_scores = dict(scores)
    for header in _placeable(headers, scores, (*ENDS, RETURNED)):
        other_dues = [due for due in dues if due != header]
        if not starts or header in starts or not may_be_planned(header_words(header)):
            continue
        ends, other_ends = times(header), [h for h in _placeable(headers, scores, (*ENDS, RETURNED)) if h != header]
        is_open = not other_dues or any(_is_missing(ends, times(other_end)) for other_end in other_ends)
        if any(_are_same(ends, times(due)) for due in other_dues) or (is_open and _is_always(times(starts[0]), ends)):
            due = next(column.name for column in table.columns if column.name in _DUES)
            columns = [column for column in (*ENDS, RETURNED) if (header, column) in scores]
            new_scores |= {(header, column): _as_question(scores[header, column]) for column in columns}
            new_scores[header, due] = Evidence(DOUBTED, DOUBTED)
    return new_scores


def contradictions(
    headers: Sequence[str], pairs: Mapping[str, str], scores: Scores, times: Times
) -> Iterator[tuple[str, str, Message]]:
    """Return the placed headers, each with its column, whose times cannot be those of the column, and why.

    Args:
        headers: those that tell nothing of persons.
        pairs: which header is which column.
        scores: how surely each header is each column.
        times: gives the times of a column that holds some.
    """
    placed = {column: header for header, column in pairs.items()}
    if (start := placed.get(START)) is None:
        return
    later = {h: c for h, c in pairs.items() if c in _AFTER_START and _share(times, start, h) < _LEAST_IN_ORDER}
    is_start_sure = all(_name(scores, start, START) >= _name(scores, h, c) for h, c in later.items())
    if later and not is_start_sure:
        yield start, START, message("source_draft.late-start", names=", ".join(later))
        return
    yield from ((h, c, message("source_draft.out-of-order")) for h, c in later.items())
    if (filed := placed.get(FILED)) and _share(times, filed, start) < _MOSTLY:
        yield filed, FILED, message("source_draft.after-start")
    if earlier := _earlier(headers, pairs, scores, times):
        yield start, START, message("source_draft.late-start", names=", ".join(earlier))


def completed_beside_issued(headers: Sequence[str], pairs: Mapping[str, str], scores: Scores) -> tuple[str, str] | None:
    """Return the header placed as an end that may be that of a permit's works, and the one of the permit's issue.

    Args:
        headers: those that tell nothing of persons.
        pairs: which header is which column.
        scores: how surely each header is each column.
    """
    issued_words, completed_words = permit_words()
    completed = next((h for h, c in pairs.items() if c in ENDS and completed_words & {*header_words(h)}), None)
    for header in headers if completed else ():
        may_end = any(scores.get((header, c), _NONE).score >= DOUBTED for c in ENDS)
        if completed and header not in pairs and may_end and issued_words & {*header_words(header)}:
            return completed, header
    return None


def _earlier(headers: Sequence[str], pairs: Mapping[str, str], scores: Scores, times: Times) -> list[str]:
    """Return the headers that are no column and may be the reception, too, and lie before what is taken for it."""
    start = next(h for h, c in pairs.items() if c == START)
    if _name(scores, start, START) == TIERS["sure"]:
        return []
    candidates = [h for h in headers if h not in pairs and _name(scores, h, START) >= TIERS["maybe"]]
    return [
        h
        for h in candidates
        if _share(times, h, start) >= _SURELY and (in_order(times(start), times(h)) or 0) < _LEAST_IN_ORDER
    ]


def _placeable(headers: Sequence[str], scores: Scores, columns: Sequence[str]) -> list[str]:
    """Return the headers that may be placed as one of the columns, the surest first."""
    best_scores = {h: max((scores.get((h, c), _NONE).score for c in columns), default=0.0) for h in headers}
    return sorted((h for h in headers if best_scores[h] >= PLACED), key=lambda h: -best_scores[h])


def _as_question(evidence: Evidence) -> Evidence:
    return replace(evidence, score=min(evidence.score, PLACED - 0.05))


def _are_same(ends: pl.Series, dues: pl.Series) -> bool:
    complete_rows = pl.DataFrame({"end": ends.dt.truncate("1d"), "due": dues.dt.truncate("1d")}).drop_nulls()
    return (
        complete_rows.height >= _FEWEST
        and complete_rows.filter(pl.col("end") == pl.col("due")).height >= _SURELY * complete_rows.height
    )


def _is_always(starts: pl.Series, ends: pl.Series) -> bool:
    """Say whether nearly every row that begins has an end, after it."""
    ends_of_begun = ends.filter(starts.is_not_null())
    is_filled = (
        ends_of_begun.len() >= _FEWEST
        and ends_of_begun.len() - ends_of_begun.null_count() >= _NEARLY_ALL * ends_of_begun.len()
    )
    return is_filled and (in_order(starts, ends) or 0) >= _SURELY


def _is_missing(ends: pl.Series, other_ends: pl.Series) -> bool:
    """Say whether rows that have an end lack the other one."""
    other_ends_of_ended = other_ends.filter(ends.is_not_null())
    return (
        other_ends_of_ended.len() >= _FEWEST
        and other_ends_of_ended.len() - other_ends_of_ended.null_count() < _NEARLY_ALL * other_ends_of_ended.len()
    )


def _share(times: Times, earlier: str, later: str) -> float:
    """Return in which share of the rows the first is not after the second; of all where no row has both."""
    share = in_order(times(earlier), times(later))
    return 1.0 if share is None else share


def _name(scores: Scores, header: str, column: str) -> float:
    return scores.get((header, column), _NONE).name
