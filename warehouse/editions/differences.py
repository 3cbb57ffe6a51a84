"""What changed from one edition of a ranking to the next: per unit, with the submissions that are behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import polars as pl

from schemas.register import CITY
from schemas.table import load_tables
from warehouse.editions.record import Record, SentSubmission, Standing

Cause = Literal["own", "others"]
_DECIMALS = 10  # to which scores are compared when they are ranked
_MOST_NAMED = 5  # submissions that a cell of the published table names; the others are counted


@dataclass(frozen=True)
class UnitChange:
    """A unit whose rank, score, tier or eligibility changed; None where it is not among the units of one edition.

    `added` and `removed` are submissions of the unit, or of the city as a whole, that one edition rests on and the
    other does not.
    """

    unit_id: str
    before: Standing | None
    after: Standing | None
    added: tuple[SentSubmission, ...]
    removed: tuple[SentSubmission, ...]

    @property
    def cause(self) -> Cause:
        """Whether submissions of its own are behind the change, or else those of others, the method or the software."""
        return "own" if self.added or self.removed else "others"


@dataclass(frozen=True)
class Differences:
    """What is different: `units` holds those whose standing changed, `unchanged` counts the others.

    `facts` are the lines of the record that differ, as name -> (before, after): method, snapshot, software and so on.
    """

    units: tuple[UnitChange, ...]
    unchanged: int
    added: int
    removed: int
    facts: Mapping[str, tuple[Any, Any]]

    @property
    def is_method_changed(self) -> bool:
        """Whether the rules of the ranking have changed."""
        return "method_version" in self.facts


def differences(before: Record, after: Record) -> Differences:
    """Return what changed from one record to another of the same ranking, by unit."""
    old_standings, new_standings = ({s.unit_id: s for s in record.standings} for record in (before, after))
    old_submissions, new_submissions = ({s.submission_id: s for s in record.submissions} for record in (before, after))
    added = [s for i, s in new_submissions.items() if i not in old_submissions]
    removed = [s for i, s in old_submissions.items() if i not in new_submissions]
    units = sorted({*old_standings, *new_standings})
    changed_units = [u for u in units if _differs(old_standings.get(u), new_standings.get(u))]
    return Differences(
        tuple(
            UnitChange(u, old_standings.get(u), new_standings.get(u), _bearing_on(u, added), _bearing_on(u, removed))
            for u in changed_units
        ),
        len(units) - len(changed_units),
        len(added),
        len(removed),
        _facts(_basis(before), _basis(after)),
    )


def _differs(before: Standing | None, after: Standing | None) -> bool:
    return _compared(before) != _compared(after)


def _compared(standing: Standing | None) -> object:
    """Return what is compared of a standing: scores that are ranked as equal are equal."""
    if standing is None or standing.score is None:
        return standing
    return standing.model_copy(update={"score": round(standing.score, _DECIMALS)})


def _bearing_on(unit: str, submissions: Iterable[SentSubmission]) -> tuple[SentSubmission, ...]:
    return tuple(submission for submission in submissions if submission.unit_id in (unit, CITY))


def _basis(record: Record) -> dict[str, Any]:
    """Return what makes the ranking again; what is not published of it is told apart."""
    return {name: value for name, value in record.ranking.as_data().items() if name != "disclosure"}


def _facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = dict.fromkeys([*before, *after])
    return {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}


def revisions_table(records: Sequence[Record]) -> pl.DataFrame:
    """Return the table `revisions` of one ranking's records in the order of their versions, each with the one before.

    Submissions are named by kind of data, time of export and id, not by file: districts name their files freely, and
    this table is published.
    """
    rows = [
        _revision(after.version, change)
        for before, after in pairwise(records)
        for change in differences(before, after).units
    ]
    return pl.DataFrame(rows, schema=load_tables()["revisions"].polars_schema, orient="row")


def _revision(version: int, change: UnitChange) -> dict[str, Any]:
    row: dict[str, Any] = {"version": version, "unit_id": change.unit_id, "cause": change.cause}
    for side, standing in (("before", change.before), ("after", change.after)):
        row |= {
            f"rank_{side}": standing and standing.label,
            f"score_{side}": standing and standing.score,
            f"tier_{side}": standing and standing.tier,
            f"eligible_{side}": standing and standing.eligible,
        }
    return row | {"added": _submission_names(change.added), "removed": _submission_names(change.removed)}


def _submission_names(submissions: Sequence[SentSubmission]) -> str | None:
    if not submissions:
        return None
    names = [
        f"{submission.table} {submission.exported_at:%Y-%m-%d %H:%M} ({submission.submission_id})"
        for submission in submissions[:_MOST_NAMED]
    ]
    return "; ".join(names + ([f"+{len(submissions) - _MOST_NAMED}"] if len(submissions) > _MOST_NAMED else []))
