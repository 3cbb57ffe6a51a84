"""What rules of severity "warn" say of accepted rows, as warnings that name rows, column and advice."""

import polars as pl

from schemas.column import UNREADABLE
from schemas.delivery import FileWarning
from schemas.rule import Rule
from schemas.source import Source
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import message


def row_warnings(places: pl.DataFrame, source: Source, table: Table) -> tuple[FileWarning, ...]:
    """Return a warning for each rule and member of the file, in the order of the rules; none where no rule warns.

    Args:
        places: rule, member, first rows and their number (`Findings.warned`).
        source: whose headers are named.
        table: whose rules they are.
    """
    rules = {rule.id: rule for rule in table.rules}
    headers = {field.column: header for header, field in source.columns.items()}
    warnings = [_warning(rules[rule], headers, member, rows, count) for rule, member, rows, count in places.iter_rows()]
    order = list(rules)
    return tuple(sorted(warnings, key=lambda warning: (order.index(warning.code), warning.member or "")))


def _warning(rule: Rule, headers: dict[str, str], member: str | None, rows: list[int], count: int) -> FileWarning:
    names = [headers[name] for c in rule.columns if (name := c.removeprefix(UNREADABLE)) in headers]
    message_vi, message_en = said(rule.message)
    advice_vi, advice_en = said(rule.advice or message("rules.look-at-rows"))
    return FileWarning(
        code=rule.id,
        message_vi=message_vi,
        message_en=message_en,
        advice_vi=advice_vi,
        advice_en=advice_en,
        member=member,
        header=", ".join(names) or None,
        rows=tuple(rows),
        row_count=count,
    )
