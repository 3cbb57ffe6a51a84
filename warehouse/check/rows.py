"""Every rule asked of every row, once: accepted rows, rejected rows with all their reasons, repeats, and the counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from schemas.column import AFTER_EXPORT, MEMBER, PLACE, RAGGED, ROW, UNREADABLE
from schemas.implied_rules import KEY_CONFLICT, RAGGED_ROW
from schemas.rule import Rule
from schemas.rules import (
    RuleCounts,
    compares,
    concerns_batch,
    counts,
    passes,
    read_counts,
    violation,
    with_check_columns,
)
from schemas.table import Table
from warehouse.parts import Parts

_REPEATS = {MEMBER: pl.String, ROW: pl.Int64, "of_member": pl.String, "of_row": pl.Int64}
_WRITTEN = "written:"  # prefix of a text of the file beside what was made of it
_OF_SEVERAL_ROWS = re.compile(
    r"(?i)\bOVER\b|\b(AVG|SUM|COUNT|MIN|MAX|MEDIAN|STD\w*|VAR\w*|FIRST|LAST|QUANTILE\w*|CORR|COVAR\w*)\s*\("
)
_LATER = timedelta(days=1)  # an export that began late in the day may end on the next


@dataclass(frozen=True)
class Checked:
    """What the rules made of one submission; `accepted.height + rejected.height + duplicate` is every row that came in.

    `accepted` holds the table's columns and where each row stood (`_member`, `_row`); `rejected` where each stood and
    `rules` (list of rule ids, never empty). `warned` holds accepted rows that a rule of severity "warn" speaks
    of: where each stood, and `rules`. `repeats` holds where each duplicate stood and where the row that it repeats
    (`of_member`, `of_row`).
    """

    accepted: pl.DataFrame
    rejected: pl.DataFrame
    duplicate: int
    repeats: pl.DataFrame
    warned: pl.DataFrame
    counts: tuple[RuleCounts, ...]


def check(conformed: pl.DataFrame, text: pl.DataFrame, table: Table, day_columns: frozenset[str]) -> Checked:
    """Split a submission's conformed rows by the table's rules.

    A row that repeats an earlier one to the letter is a duplicate and concerns no rule; rows that share a key but
    differ are all rejected. A record that does not fit the header has no columns that a rule could look at: being
    ragged is its one reason.

    Args:
        conformed: the rows by the table's columns, with check columns and places.
        text: the texts of the file that they were made of, with the same places.
        table: whose rules are asked.
        day_columns: columns of which times are compared by the day.
    """
    ragged = conformed.filter(pl.col(RAGGED))
    sound = conformed.filter(~pl.col(RAGGED)) if ragged.height else conformed
    distinct, repeats = _without_repeats(sound, text, table)
    frame = with_check_columns(distinct.lazy(), table).collect()
    questions = _questions(table, day_columns)
    flags = frame.select(questions.violations)
    violated = {rule: n for rule, n in flags.sum().row(0, named=True).items() if n}
    is_rejected = _violates_any(flags, [r for r in questions.rejecting if r in violated])
    accepted = distinct.filter(~is_rejected)
    reasons = _reasons(
        distinct.filter(is_rejected), flags.filter(is_rejected), [r for r in questions.rejecting if r in violated]
    )
    return Checked(
        accepted=accepted.select(*table.polars_schema.names(), *PLACE),
        rejected=pl.concat([reasons, ragged.select(*PLACE, rules=pl.lit([RAGGED_ROW]))]),
        duplicate=sound.height - distinct.height,
        repeats=repeats,
        warned=_reasons(accepted, flags.filter(~is_rejected), [r for r in questions.warning if r in violated]),
        counts=_with_ragged(_counts(table, frame, violated, questions), ragged.height),
    )


@dataclass(frozen=True)
class _Questions:
    """What a table's rules ask of rows, as expressions: which rows violate each, the other counts, and the rules' ids.

    `violations` are named by their rules, `counted` as `schemas.rules.counts` names them.
    """

    violations: tuple[pl.Expr, ...]
    counted: tuple[pl.Expr, ...]
    row_rules: tuple[str, ...]
    rejecting: tuple[str, ...]
    warning: tuple[str, ...]


@lru_cache(maxsize=64)  # to put them together takes as long as to check a small file
def _questions(table: Table, day_columns: frozenset[str]) -> _Questions:
    row_rules = [r for r in table.rules if not concerns_batch(r)]
    numbers = {name: expr for rule in table.rules for name, expr in counts(rule, day_columns).items()}
    flag_names = {f"{r.id}:unexpected" for r in row_rules}
    return _Questions(
        violations=tuple(violation(r, day_columns).alias(r.id) for r in row_rules),
        counted=tuple(expr for name, expr in numbers.items() if name not in flag_names),
        row_rules=tuple(r.id for r in row_rules),
        rejecting=tuple(r.id for r in row_rules if r.severity == "reject"),
        warning=tuple(r.id for r in row_rules if r.severity == "warn"),
    )


def _with_ragged(rule_counts: tuple[RuleCounts, ...], ragged: int) -> tuple[RuleCounts, ...]:
    violations = RuleCounts(RAGGED_ROW, ragged, 0, ragged)
    return tuple(c + violations if c.rule == RAGGED_ROW else c for c in rule_counts)


def compares_rows(table: Table) -> bool:
    """Say whether a rule of the table can be asked only where all rows are seen, beyond those that share a key.

    Of other tables groups of rows may be checked one after the other, if those that share a key are in one.
    """
    other_rules = [rule for rule in table.rules if rule.id != KEY_CONFLICT]
    return any(map(compares, other_rules)) or any(
        _OF_SEVERAL_ROWS.search(derived.sql) for derived in table.check_columns
    )


def outside(table: Table, rule_counts: Sequence[RuleCounts]) -> list[tuple[Rule, RuleCounts]]:
    """Return the rules that the submission as a whole does not meet: too many of its rows violate them."""
    counts_by_rule = {c.rule: c for c in rule_counts}
    return [(rule, counts_by_rule[rule.id]) for rule in table.rules if not passes(rule, counts_by_rule[rule.id])]


def with_after_export(rows: Parts, table: Table, exported_on: date, prefix: str = "") -> Parts:
    """Return conformed rows with the check columns that say "this had not come about when it was exported".

    One for each event of the table that in some row lies after the end of the day after `exported_on`, the local day of
    the export; a sound file gets none. Years that the city does not know are the business of another rule.

    Args:
        rows: the rows.
        table: whose rows they are.
        exported_on: the day of the export.
        prefix: with which the names of all conformed columns begin.
    """
    last_day = exported_on + _LATER
    events = [c.name for c in table.columns if c.is_event]
    latest = rows.select(pl.col([prefix + c for c in events]).max().cast(pl.Date)).max().row(0) if events else ()
    doubtful_events = [c for c, day in zip(events, latest, strict=True) if day is not None and day > last_day]
    return rows.with_columns(
        [
            pl.col(prefix + c)
            .cast(pl.Date)
            .is_between(last_day, table.limits.latest, closed="right")
            .fill_null(False)
            .alias(prefix + AFTER_EXPORT + c)
            for c in doubtful_events
        ]
    )


def _counts(
    table: Table, frame: pl.DataFrame, violated: Mapping[str, int], questions: _Questions
) -> tuple[RuleCounts, ...]:
    """Return the counts of every rule. Violations were summed from the flags, which cost what a second look would."""
    unexpected = {f"{rule}:unexpected": violated.get(rule, 0) for rule in questions.row_rules}
    return read_counts(table.rules, frame.select(questions.counted).row(0, named=True) | unexpected)


def _without_repeats(frame: pl.DataFrame, text: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows without those that repeat an earlier one, and where these stood and what they repeat."""
    # Where no code could be read nothing says that two rows are of one dossier: each is judged.
    has_key = pl.all_horizontal(pl.col(table.key).is_not_null())
    shared = frame.select(has_key & pl.struct(table.key).is_duplicated()).to_series()
    if not shared.any():
        return frame, pl.DataFrame(schema=_REPEATS)
    # Texts that could not be read are all null here and may have differed: they are compared as they were written.
    texts = text.rename(lambda c: c if c in PLACE else f"{_WRITTEN}{c}")
    rows = frame.filter(shared).join(texts, on=PLACE, how="left", nulls_equal=True, maintain_order="left")
    unread = pl.any_horizontal(pl.col(f"^{UNREADABLE}.*$"))
    written_texts = [pl.when(unread).then(pl.col(c)).alias(c) for c in rows.columns if c.startswith(_WRITTEN)]
    compared_columns = [c for c in rows.columns if c not in PLACE]
    first_places = (pl.col(MEMBER).first().alias("of_member"), pl.col(ROW).first().alias("of_row"))
    places = rows.with_columns(written_texts).select(*PLACE, *(place.over(compared_columns) for place in first_places))
    repeats = places.filter((pl.col(ROW) != pl.col("of_row")) | pl.col(MEMBER).ne_missing(pl.col("of_member")))
    return frame.join(repeats, on=PLACE, how="anti", nulls_equal=True, maintain_order="left"), repeats


def _violates_any(flags: pl.DataFrame, rules: Sequence[str]) -> pl.Series:
    """Return whether a row violates any of the rules; none are asked of most files, which violate nothing."""
    if not rules:
        return pl.repeat(False, flags.height, dtype=pl.Boolean, eager=True)
    return flags.select(pl.any_horizontal(rules)).to_series()


def _reasons(rows: pl.DataFrame, flags: pl.DataFrame, rules: Sequence[str]) -> pl.DataFrame:
    """Return where each row stood that one of the rules speaks of, and the ids of those rules."""
    if not rules:
        return pl.DataFrame(schema={MEMBER: pl.String, ROW: pl.Int64, "rules": pl.List(pl.String)})
    concerned = _violates_any(flags, rules)
    rule_names = [pl.when(rule).then(pl.lit(rule)) for rule in rules]
    reasons = flags.filter(concerned).select(pl.concat_list(rule_names).list.drop_nulls().alias("rules"))
    return rows.filter(concerned).select(PLACE).hstack(reasons)
