"""What the sender of a rejected row is told: where it stands, what was written, what was expected, and what to do.

A rule speaks of its table; here the source is known, and with it how its dates, codes and numbers are written, and
which key of the declaration would let in what offices do write.
"""

from collections.abc import Mapping

import polars as pl

from schemas.column import AFTER_EXPORT, MEMBER, NOTHING_TEXTS, PLACE, ROW, UNREADABLE, Column
from schemas.limits import Limits
from schemas.rule import Rule
from schemas.source import Field_, Source
from schemas.source_format import Numbers
from schemas.table import Table
from warehouse.check.rows import Checked
from warehouse.check.shapes import quoted

_TEXTS = ("message_vi", "message_en", "advice_vi", "advice_en")
_KNOWN_VALUES = 6  # how many of the values that a source knows are listed
_KEYS = {"code": "values", "boolean": "values", "date": "formats", "datetime": "formats"}


def rejections(checked: Checked, text: pl.DataFrame, source: Source, table: Table) -> pl.DataFrame:
    """Return one row for each reason of each rejected row: where it stood, rule_id, column_name, written, and messages.

    `written` is the text of the file where it has the shape of its column's type, and that shape otherwise, so that no
    name, number of identity or address that slipped into a column is ever quoted.
    """
    headers = {field.column: header for header, field in source.columns.items()}
    pairs = checked.rejected.explode("rules").rename({"rules": "rule_id"})
    texts = checked.rejected.select(PLACE).join(text, on=PLACE, how="left", nulls_equal=True)
    broken = set(pairs.get_column("rule_id"))
    parts = [
        _explain(
            pairs.filter(pl.col("rule_id") == rule.id).join(texts, on=PLACE, nulls_equal=True),
            explained(rule, source, table),
            headers,
            table,
        )
        for rule in table.rules
        if rule.id in broken
    ]
    return pl.concat(parts).sort("source_member", "source_row", "rule_id")


def explained(rule: Rule, source: Source, table: Table) -> Rule:
    """Return the rule with messages and advice for senders of this source: its formats, values, and keys to declare."""
    concerned = rule.kwargs.get("column", "")
    name = concerned.removeprefix(UNREADABLE).removeprefix(AFTER_EXPORT)
    mapped = {field.column: (header, field) for header, field in source.columns.items()}
    if name not in mapped:
        return rule
    header, field = mapped[name]
    column = table.column(name)
    if concerned.startswith(UNREADABLE):
        if column.type == "string":
            return rule
        return rule.model_copy(update=_unreadable(column, header, field, source, table.limits))
    if column.is_time and "max_value" in rule.kwargs:
        return rule.model_copy(update=_out_of_range(rule, field))
    if concerned.startswith(AFTER_EXPORT):
        return rule.model_copy(update=_after_export(rule, source))
    return rule


def _unreadable(column: Column, header: str, field: Field_, source: Source, limits: Limits) -> dict[str, str]:
    vi, en = _expected(column, field, source.numbers, limits)
    key = _KEYS.get(column.type, "numbers")
    place = "[numbers] `decimal`, `thousands`, `marks`, `zero`" if key == "numbers" else f'[columns] "{header}" `{key}`'
    if column.is_money:
        place += ", [limits] `money_decimals` (city.toml)"
    empty = f'[columns] "{header}" `empty`'
    return {
        "message_vi": f"{column.label_vi}: không đọc được giá trị; cần {vi}",
        "message_en": f"{column.label_en}: the value cannot be read; expected {en}",
        "advice_vi": "Sửa giá trị trong hệ thống nguồn rồi gửi lại. Nếu luôn được ghi như vậy, đề nghị thành phố khai "
        f"báo trong nguồn {source.id}: {place}, hoặc {empty} nếu chữ đó nghĩa là không có giá trị.",
        "advice_en": "Correct the value in the source system and send again. If it is always written so, ask the city "
        f"to declare it in the source {source.id}: {place}, or {empty} if the text stands for nothing.",
    }


def _expected(column: Column, field: Field_, numbers: Numbers, limits: Limits) -> tuple[str, str]:
    """Return in Vietnamese and English what a column of the source expects."""
    if column.is_time:
        formats = ", ".join(field.formats)
        return f"ngày giờ có thật, theo mẫu: {formats}", f"a real date in the format: {formats}"
    if column.type in ("code", "boolean"):
        known = list(field.values) or list(column.codes) or ["có", "không"]
        values = ", ".join(known[:_KNOWN_VALUES]) + (", …" if len(known) > _KNOWN_VALUES else "")
        return f"một trong các giá trị: {values}", f"one of: {values}"
    whole = f"1{numbers.thousands}234{numbers.thousands}567"
    if column.is_money:
        written = f"{whole}{numbers.decimal}{'8901'[: limits.money_decimals]}".rstrip(numbers.decimal)
        vi, en = limits.amount
        return f"{vi}, viết như {written}", f"{en}, written like {written}"
    if column.type == "integer":
        return f"số nguyên, viết như {whole}", f"a whole number, written like {whole}"
    return f"số, viết như {whole}{numbers.decimal}8", f"a number, written like {whole}{numbers.decimal}8"


def _out_of_range(rule: Rule, field: Field_) -> dict[str, str]:
    formats = ", ".join(field.formats)
    return {
        "message_vi": f"{rule.message_vi}; đã đọc theo mẫu: {formats}",
        "message_en": f"{rule.message_en}; read in the format: {formats}",
    }


def _after_export(rule: Rule, source: Source) -> dict[str, str]:
    return {
        "advice_vi": f"{rule.advice_vi} (Nguồn {source.id}, mục [exported_at].)",
        "advice_en": f"{rule.advice_en} (Source {source.id}, section [exported_at].)",
    }


def _explain(rows: pl.DataFrame, rule: Rule, headers: Mapping[str, str], table: Table) -> pl.DataFrame:
    named = [c.removeprefix(UNREADABLE).removeprefix(AFTER_EXPORT) for c in rule.columns]
    columns = [c for c in named if c in headers]
    texts = [quoted(pl.col(headers[c]), table, c) for c in columns]
    messages = {name: pl.lit(getattr(rule, name) or None, pl.String) for name in _TEXTS}
    if columns and rule.columns[0].startswith(UNREADABLE):
        messages |= _about_nothing(headers[columns[0]], messages)
    return rows.select(
        pl.col(MEMBER).alias("source_member"),
        pl.col(ROW).alias("source_row"),
        pl.lit(rule.id).alias("rule_id"),
        pl.lit(", ".join(columns) or None, pl.String).alias("column_name"),
        (pl.concat_str(texts, separator=" | ") if texts else pl.lit(None, pl.String)).alias("written"),
        *(expr.alias(name) for name, expr in messages.items()),
    )


def _about_nothing(header: str, advice: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """Return the advice, which for a word that stands for nothing in databases is to declare it, and what to write."""
    written = pl.col(header).str.strip_chars()
    escaped = written.str.replace_all("\\", "\\\\", literal=True)
    remedy = pl.format('[columns] "{}": empty = ["{}"].', pl.lit(header), escaped)
    sentences = {
        "advice_vi": "Để trống ô, hoặc khai báo rằng chữ này nghĩa là không có: ",
        "advice_en": "Leave the cell empty, or declare that the text stands for nothing: ",
    }
    return {
        name: pl.when(written.is_in(NOTHING_TEXTS)).then(pl.concat_str(pl.lit(begin), remedy)).otherwise(advice[name])
        for name, begin in sentences.items()
    }
