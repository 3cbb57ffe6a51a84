"""What the sender of a rejected row is told: where it stands, what was written, what was expected, and what to do.

A rule speaks of its table; here the source is known, and with it how its dates, codes and numbers are written, and
which key of the declaration would let in what offices do write.
"""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from schemas.column import (
    AFTER_EXPORT,
    AMBIGUOUS,
    FOREIGN_UNIT,
    MEMBER,
    NOT_AS_PRINTED,
    NOTHING_TEXTS,
    PLACE,
    ROW,
    UNKNOWN_UNIT,
    UNREADABLE,
    Column,
    checked_column,
)
from schemas.data_files import vietnamese
from schemas.implied_rules import KEY_CONFLICT, label_of
from schemas.limits import Limits
from schemas.register import Register
from schemas.rule import Rule
from schemas.source import Source
from schemas.source_format import Numbers
from schemas.source_parts import Field_
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import Message, message
from warehouse.check.printed import printed_headers, printed_readings
from warehouse.check.remedies import conflicts, key_text, suggested_units, unknown_units
from warehouse.check.shapes import quoted

_OF_UNITS = (UNKNOWN_UNIT, FOREIGN_UNIT)
_LISTED_VALUES = 6  # how many of the values that a source knows are listed
_KEYS = {"code": "values", "boolean": "values", "date": "formats", "datetime": "formats"}


class Explanation(NamedTuple):
    """What is wrong where a rule is not met, and what to do."""

    message: Message
    advice: Message | None


def rejections(
    rejected: pl.DataFrame, text: pl.DataFrame, source: Source, table: Table, register: Register
) -> pl.DataFrame:
    """Return one row for each reason of each rejected row: where it stood, rule_id, column_name, written, and messages.

    `written` is the text of the file where it has the shape of its column's type, and that shape otherwise, so that no
    name, number of identity or address that slipped into a column is ever quoted.

    Args:
        rejected: where the rejected rows stood, and by which rules (`Checked.rejected`).
        text: the texts of these rows, or of all of the file, with the places (`PLACE`).
        source: what declares how they are written.
        table: whose rules they are.
        register: the units whose names are near to one that is unknown.
    """
    headers = source.headers_by_column
    pairs = rejected.explode("rules").rename({"rules": "rule_id"})
    texts = rejected.select(PLACE).join(text, on=PLACE, how="left", nulls_equal=True)
    broken_rules = set(pairs.get_column("rule_id"))
    reasons = [
        _reasons(
            pairs.filter(pl.col("rule_id") == rule.id).join(texts, on=PLACE, nulls_equal=True),
            rule,
            explained(rule, source, table),
            headers,
            table,
            register,
        )
        for rule in table.rules
        if rule.id in broken_rules
    ]
    return pl.concat(reasons).sort("source_member", "source_row", "rule_id")


def explained(rule: Rule, source: Source, table: Table) -> Explanation:
    """Return what a rule tells senders of this source: of its formats, values, and keys to declare."""
    usual_explanation = Explanation(rule.message, rule.advice)
    concerned = rule.kwargs.get("column", "")
    name = checked_column(concerned)
    mapped = {field.column: (header, field) for header, field in source.columns.items()}
    if name not in mapped:
        return usual_explanation
    header, field = mapped[name]
    column = table.column(name)
    if concerned.startswith(UNREADABLE):
        return (
            usual_explanation if column.type == "string" else _unreadable(column, header, field, source, table.limits)
        )
    if column.is_time and "max_value" in rule.kwargs:
        return Explanation(message("rules.read-in-formats", wrong=rule.message, formats=field.formats), rule.advice)
    if concerned.startswith(AFTER_EXPORT):
        advice = message("rules.in-section-exported-at", advice=rule.advice, source=source.id)
        return Explanation(rule.message, advice)
    return usual_explanation


def _unreadable(column: Column, header: str, field: Field_, source: Source, limits: Limits) -> Explanation:
    key = _KEYS.get(column.type, "numbers")
    place = "[numbers] `decimal`, `thousands`, `marks`, `zero`" if key == "numbers" else f'[columns] "{header}" `{key}`'
    if column.is_money:
        place += ", [limits] `money_decimals` (city.toml)"
    empty_key = f'[columns] "{header}" `empty`'
    expected = _expected(column, field, source.numbers, limits)
    if source.filled_by_hand:
        advice = message("rules.write-hour" if column.type == "datetime" else "rules.correct-cell")
        return Explanation(message("rules.unreadable", column=label_of(column), expected=expected), advice)
    return Explanation(
        message("rules.unreadable", column=label_of(column), expected=expected),
        message("rules.correct-or-declare", source=source.id, place=place, empty=empty_key),
    )


def _expected(column: Column, field: Field_, numbers: Numbers, limits: Limits) -> Message:
    """Return what a column of the source expects."""
    if column.is_time:
        return message("rules.expected-in-formats", formats=field.formats)
    if column.type in ("code", "boolean"):
        values = list(field.values) or list(column.codes) or [*vietnamese("yes"), *vietnamese("no")]
        if len(values) > _LISTED_VALUES:
            return message("rules.expected-among-more", values=values[:_LISTED_VALUES])
        return message("rules.expected-among", values=values)
    whole_number = f"1{numbers.thousands}234{numbers.thousands}567"
    if column.is_money:
        example = f"{whole_number}{numbers.decimal}{'8901'[: limits.money_decimals]}".rstrip(numbers.decimal)
        return message("rules.expected-amount-like", amount=limits.amount, example=example)
    if column.type == "integer":
        return message("rules.expected-integer-like", example=whole_number)
    return message("rules.expected-number-like", example=f"{whole_number}{numbers.decimal}8")


def _reasons(
    rows: pl.DataFrame,
    rule: Rule,
    explanation: Explanation,
    headers: Mapping[str, str],
    table: Table,
    register: Register,
) -> pl.DataFrame:
    """Return a reason for each of the rows that break a rule.

    Args:
        rows: where they stood, and their texts.
        rule: which they break.
        explanation: what is told of it.
        headers: those of the file, by column.
        table: whose rows they are.
        register: the units whose names are near to one that is unknown.
    """
    # The key's unit is that of the whole submission: only the rules about units look at what the file calls it.
    rule_columns = [checked_column(c) for c in rule.columns if c != "unit_id"]
    columns = [name for c in rule_columns if (name := "unit_id" if c in _OF_UNITS else c) in headers]
    texts = [_quoted(headers[c], c, rows, table, register) for c in columns]
    advice = dict(zip(("advice_vi", "advice_en"), map(_text, _in_both_languages(explanation.advice)), strict=True))
    if columns and rule.columns[0].startswith(UNREADABLE):
        advice = _or_declare_empty(headers[columns[0]], advice)
    elif columns and rule.columns[0] == UNKNOWN_UNIT:
        named_units = rows.get_column(headers["unit_id"])
        advice = _by_text(pl.col(headers["unit_id"]), unknown_units(named_units, register), advice)
    elif columns and rule.columns[0].startswith((AMBIGUOUS, NOT_AS_PRINTED)):
        text_headers = printed_headers(table.column(columns[0]), table, headers)
        advice = _by_text(text_headers.key, printed_readings(rows, text_headers), advice)
    elif rule.id == KEY_CONFLICT and columns:
        keys = [headers[c] for c in columns]
        advice = _by_text(key_text(keys), conflicts(rows, keys), advice)
    message_vi, message_en = map(_text, _in_both_languages(explanation.message))
    return rows.select(
        pl.col(MEMBER).alias("source_member"),
        pl.col(ROW).alias("source_row"),
        pl.lit(rule.id).alias("rule_id"),
        pl.lit(", ".join(columns) or None, pl.String).alias("column_name"),
        (pl.concat_str(texts, separator=" | ") if texts else pl.lit(None, pl.String)).alias("written"),
        message_vi.alias("message_vi"),
        message_en.alias("message_en"),
        *(expr.alias(name) for name, expr in advice.items()),
    )


def _quoted(header: str, column: str, rows: pl.DataFrame, table: Table, register: Register) -> pl.Expr:
    """Return what may be quoted under a header; of a unit's name, what the register nearly knows."""
    text = pl.col(header)
    if column != "unit_id":
        return quoted(text, table, column)
    quotable_texts = list(suggested_units(rows.get_column(header), register))
    return pl.when(text.is_in(quotable_texts)).then(text.str.strip_chars()).otherwise(quoted(text, table, column))


def _in_both_languages(words: Message | None) -> tuple[str | None, str | None]:
    return (None, None) if words is None else said(words)


def _text(text: str | None) -> pl.Expr:
    return pl.lit(text or None, pl.String)


def _by_text(text: pl.Expr, advice: Mapping[str, Message], usual: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """Return the advice of its own that a text has, or else the usual one."""
    texts, translations = list(advice), [said(words) for words in advice.values()]
    advice_by_name = {
        name: dict(zip(texts, (pair[i] for pair in translations), strict=True)) for i, name in enumerate(usual)
    }
    return {
        name: pl.coalesce(text.replace_strict(advice_by_name[name], default=None, return_dtype=pl.String), expr)
        for name, expr in usual.items()
    }


def _or_declare_empty(header: str, advice: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """Return the advice, which for a word that stands for nothing in databases is to declare it, and what to write."""
    word = pl.col(header).str.strip_chars()
    escaped = word.str.replace_all("\\", "\\\\", literal=True)
    remedy = pl.format('[columns] "{}": empty = ["{}"].', pl.lit(header), escaped)
    beginnings = said(message("rules.declare-empty"))
    return {
        name: pl.when(word.is_in(NOTHING_TEXTS)).then(pl.concat_str(pl.lit(f"{beginning} "), remedy)).otherwise(usual)
        for (name, usual), beginning in zip(advice.items(), beginnings, strict=True)
    }
