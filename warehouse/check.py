"""Every rule asked of every row, once: accepted rows, rejected rows with all their reasons, repeats, and the counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from schemas.column import MEMBER, RAGGED, ROW, UNREADABLE
from schemas.implied_rules import RAGGED_ROW
from schemas.rule import Rule, Severity
from schemas.rules import RuleCounts, concerns_batch, counts, passes, read_counts, violation, with_check_columns
from schemas.source import Source
from schemas.table import Table

MASK = "***"
_PLACE = [MEMBER, ROW]
_CLOCK = r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([+-][0-9]{2}:?[0-9]{2}|Z)?)?"
# Shapes of a date and a number that are none of a telephone number or an identity number, grouped by marks or not.
_DATE = (
    rf"([0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,5}}|[0-9]{{4,5}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}){_CLOCK}"
    r"|(19|20)[0-9]{6}|(19|20)[0-9]{12}"
)
_NUMBER = r"[+-]?([0-9]{1,8}|[1-9][0-9]{0,2}([., ][0-9]{3}){1,2})([.,][0-9]{1,6})?\s?%?"
_WORD = r"[\p{L}_.-]*[0-9]{0,5}[\p{L}_.-]*"
_CODE_NUMBER = r"[0-9A-Za-z._/]{1,20}-[0-9A-Za-z._/-]{1,30}"
_TELEPHONE = r"^0[0-9]{2,3}-[0-9]{3}-[0-9]{3,4}$"  # has the shape of a code
_SHAPES = {"date": _DATE, "datetime": _DATE, "integer": _NUMBER, "number": _NUMBER, "code": _WORD, "boolean": _WORD}


@dataclass(frozen=True)
class Checked:
    """What the rules made of one submission; `accepted.height + rejected.height + duplicate` is every row that came in.

    `accepted` holds the table's columns and where each row stood (`_member`, `_row`); `rejected` where each stood and
    `rules` (list of rule ids, never empty). `warned` holds accepted rows that a rule of severity "warn" speaks
    of: where each stood, and `rules`.
    """

    accepted: pl.DataFrame
    rejected: pl.DataFrame
    duplicate: int
    warned: pl.DataFrame
    counts: tuple[RuleCounts, ...]


def check(conformed: pl.DataFrame, table: Table, day_columns: frozenset[str]) -> Checked:
    """Split a submission's conformed rows by the table's rules.

    A row that repeats an earlier one to the letter is a duplicate and concerns no rule; rows that share a key but
    differ are all rejected. A record that does not fit the header has no columns that a rule could look at: being
    ragged is its one reason. Time comparisons are by the day where a column is in `day_columns`.
    """
    ragged = conformed.filter(pl.col(RAGGED))
    sound = conformed.filter(~pl.col(RAGGED)) if ragged.height else conformed
    distinct = _without_repeats(sound, table)
    frame = with_check_columns(distinct.lazy(), table).collect()
    asked = [r for r in table.rules if not concerns_batch(r)]
    flags = frame.select(violation(r, day_columns).alias(r.id) for r in asked)
    bad = flags.select(_any([r.id for r in asked if r.severity == "reject"])).to_series()
    accepted = distinct.filter(~bad)
    reasons = _reasons(distinct.filter(bad), flags.filter(bad), asked, "reject")
    return Checked(
        accepted=accepted.select(*table.polars_schema.names(), *_PLACE),
        rejected=pl.concat([reasons, ragged.select(*_PLACE, rules=pl.lit([RAGGED_ROW]))]),
        duplicate=sound.height - distinct.height,
        warned=_reasons(accepted, flags.filter(~bad), asked, "warn"),
        counts=_with_ragged(_counts(table, frame, flags, day_columns), ragged.height),
    )


def _with_ragged(counted: tuple[RuleCounts, ...], ragged: int) -> tuple[RuleCounts, ...]:
    violations = RuleCounts(RAGGED_ROW, ragged, 0, ragged)
    return tuple(c + violations if c.rule == RAGGED_ROW else c for c in counted)


def outside(table: Table, counted: Sequence[RuleCounts]) -> list[tuple[Rule, RuleCounts]]:
    """Return the rules that the submission as a whole does not meet: too many of its rows violate them."""
    by_id = {c.rule: c for c in counted}
    return [(rule, by_id[rule.id]) for rule in table.rules if not passes(rule, by_id[rule.id])]


def rejections(checked: Checked, text: pl.DataFrame, source: Source, table: Table) -> pl.DataFrame:
    """Return one row for each reason of each rejected row: where it stood, rule_id, column_name, written, and messages.

    `written` is the text of the file where it has the shape of its column's type, and masked otherwise, so that no
    name, number of identity or address that slipped into a column is ever quoted.
    """
    headers = {field.column: header for header, field in source.columns.items()}
    pairs = checked.rejected.explode("rules").rename({"rules": "rule_id"})
    texts = checked.rejected.select(_PLACE).join(text, on=_PLACE, how="left", nulls_equal=True)
    broken = set(pairs.get_column("rule_id"))
    parts = [
        _explain(
            pairs.filter(pl.col("rule_id") == rule.id).join(texts, on=_PLACE, nulls_equal=True), rule, headers, table
        )
        for rule in table.rules
        if rule.id in broken
    ]
    return pl.concat(parts).sort("source_member", "source_row", "rule_id")


def _counts(
    table: Table, frame: pl.DataFrame, flags: pl.DataFrame, day_columns: frozenset[str]
) -> tuple[RuleCounts, ...]:
    """Return the counts of every rule. Violations are summed from the flags, which cost what a second look would."""
    asked = {name: expr for rule in table.rules for name, expr in counts(rule, day_columns).items()}
    known = {f"{rule}:unexpected": n for rule, n in flags.sum().row(0, named=True).items()}
    seen = frame.select(expr for name, expr in asked.items() if name not in known)
    return read_counts(table.rules, seen.row(0, named=True) | known)


def _without_repeats(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    shared = frame.select(pl.struct(table.key).is_duplicated()).to_series()
    if not shared.any():
        return frame
    # Texts that could not be read are both null here and may have differed: such rows are judged one by one.
    unread = frame.select(pl.any_horizontal(pl.col(f"^{UNREADABLE}.*$"))).to_series()
    compared = [c for c in frame.columns if c not in _PLACE]
    first = frame.filter(shared & ~unread).unique(compared, keep="first", maintain_order=True)
    return pl.concat([frame.filter(~shared | unread), first]).sort(_PLACE)


def _any(names: list[str]) -> pl.Expr:
    return pl.any_horizontal(names).alias("any") if names else pl.lit(False).alias("any")


def _reasons(rows: pl.DataFrame, flags: pl.DataFrame, rules: Sequence[Rule], severity: Severity) -> pl.DataFrame:
    """Return where each row stood that a rule of the severity speaks of, and the ids of those rules."""
    asked = [r.id for r in rules if r.severity == severity]
    concerned = flags.select(_any(asked)).to_series()
    if not concerned.any():
        return pl.DataFrame(schema={MEMBER: pl.String, ROW: pl.Int64, "rules": pl.List(pl.String)})
    named = [pl.when(name).then(pl.lit(name)) for name in asked]
    reasons = flags.filter(concerned).select(pl.concat_list(named).list.drop_nulls().alias("rules"))
    return rows.filter(concerned).select(_PLACE).hstack(reasons)


def _explain(rows: pl.DataFrame, rule: Rule, headers: dict[str, str], table: Table) -> pl.DataFrame:
    columns = [c.removeprefix(UNREADABLE) for c in rule.columns]
    columns = [c for c in columns if c in headers]
    quoted = [_quoted(pl.col(headers[c]), table, c) for c in columns]
    return rows.select(
        pl.col(MEMBER).alias("source_member"),
        pl.col(ROW).alias("source_row"),
        pl.lit(rule.id).alias("rule_id"),
        pl.lit(", ".join(columns) or None, pl.String).alias("column_name"),
        (pl.concat_str(quoted, separator=" | ") if quoted else pl.lit(None, pl.String)).alias("written"),
        *(
            pl.lit(getattr(rule, name) or None, pl.String).alias(name)
            for name in ("message_vi", "message_en", "advice_vi", "advice_en")
        ),
    )


def _quoted(text: pl.Expr, table: Table, column: str) -> pl.Expr:
    """The text where it has the shape of its column's type; a mask where it has not; empty text where there is none."""
    kind = table.column(column).type
    shape = _SHAPES.get(kind) or (_CODE_NUMBER if column in table.key else "")
    bare = text.str.strip_chars()
    fits = bare.str.contains(f"^({shape})$") & ~bare.str.contains(_TELEPHONE)
    return pl.when(bare.is_null() | (bare == "")).then(pl.lit("")).when(fits).then(text).otherwise(pl.lit(MASK))
