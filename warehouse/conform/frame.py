"""From text to typed columns: dates by declared formats, Vietnamese numbers, code lists, unit names. Pure.

Nothing is dropped and nothing guessed here: a text that cannot be read becomes null and sets `unreadable:<column>`,
and the rules decide. The frames are eager: one submission is small, and planning a lazy frame of this many expressions
costs 60 ms where computing it costs 5.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from schemas.column import (
    FIELDS,
    MEMBER,
    RAGGED,
    ROW,
    TYPED,
    UNREADABLE,
    Column,
)
from schemas.data_files import vietnamese
from schemas.register import Register
from schemas.source import Source
from schemas.source_format import XlsxFormat
from schemas.source_parts import Field_
from schemas.table import Table
from schemas.words.text import header_key
from warehouse.conform.keys import ODD_CODE, normal_form, stored_code, words_for_nothing
from warehouse.conform.numbers import amount, held_amount, held_integer, held_number, integer, number
from warehouse.conform.printed import with_printed
from warehouse.conform.texts import ODD, stored
from warehouse.conform.times import local_time
from warehouse.conform.units import outside_validity, unit_checks

_YES_NO = {
    **dict.fromkeys(("true", "1", *vietnamese("yes")), "true"),
    **dict.fromkeys(("false", "0", *vietnamese("no")), "false"),
}


@dataclass(frozen=True)
class Texts:
    """What a look at the whole text frame tells, so that slow work is done once per distinct text, or not at all.

    `distinct`: header -> its distinct texts, for codes, yes/no columns and the unit. `odd`: header of plain text or of
    identifiers -> its distinct texts that may need cleaning, or raise a doubt; of most columns there are none.
    `typed`: headers with cells that the file itself may hold as numbers or dates.
    """

    distinct: Mapping[str, list[str]]
    odd: Mapping[str, pl.Series]
    typed: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """The declarations under which a file is read. `zone` is the city's: times with an offset become its local time."""

    source: Source
    table: Table
    register: Register
    zone: str


def trimmed(text: pl.DataFrame) -> pl.DataFrame:
    """Return the text frame without the white space around cells: once, for all that look at them afterwards."""
    return text.with_columns(pl.col(pl.String).str.strip_chars())


def with_absent(text: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Return the text frame with a column of nulls for each header that the file lacks, and may lack."""
    return text.with_columns(pl.lit(None, pl.String).alias(h) for h in source.may_be_absent if h not in text.columns)


def look(text: pl.DataFrame, agreement: Agreement) -> Texts:
    """Return what one pass over the text frame tells (see `Texts`)."""
    source, table = agreement.source, agreement.table
    columns = {header: table.column(field.column) for header, field in source.columns.items()}
    list_headers = {h for h, c in columns.items() if c.type in ("code", "boolean")} | {source.unit_header} - {""}
    odd_patterns = {h: ODD_CODE if c.normal_form else ODD for h, c in columns.items() if c.type == "string"}
    looked_at = text.select(
        *(pl.col(h).drop_nulls().unique().sort().implode().alias(f"distinct:{h}") for h in sorted(list_headers)),
        *(_looked_at(columns[h], pattern, h, table).implode().alias(f"odd:{h}") for h, pattern in odd_patterns.items()),
    )
    odd = {h: looked_at.get_column(f"odd:{h}").item() for h in odd_patterns}
    return Texts(
        {h: looked_at.get_column(f"distinct:{h}").item().to_list() for h in list_headers},
        {h: odd[h].filter(odd[h].str.contains(pattern)).unique() for h, pattern in odd_patterns.items()},
        frozenset(h for h in columns if TYPED + h in text.columns),
    )


def looked_together(looks: Sequence[Texts]) -> Texts:
    """Return the look at a file from the looks at its parts."""
    if len(looks) == 1:
        return looks[0]
    distinct = {h: sorted(set[str]().union(*(part.distinct[h] for part in looks))) for h in looks[0].distinct}
    odd = {h: pl.concat([part.odd[h] for part in looks]).unique() for h in looks[0].odd}
    return Texts(distinct, odd, looks[0].typed)


def _looked_at(column: Column, pattern: str, header: str, table: Table) -> pl.Expr:
    # Texts that recur are compared faster than they are searched; those of a key do not recur.
    if column.name in table.key:
        return pl.col(header).filter(pl.col(header).str.contains(pattern))
    return pl.col(header).unique()


def conform(
    text: pl.DataFrame, agreement: Agreement, texts: Texts, units: Mapping[str, str], unit_id: str
) -> pl.DataFrame:
    """Return the table's columns and the check columns, one row for each row of `text`.

    Args:
        text: what a reader wrote (`warehouse.reading`), trimmed: texts under the file's headers.
        agreement: the declarations under which it is read.
        texts: the look at `text`, or at the file that it is a part of.
        units: text of the unit header -> unit_id.
        unit_id: the unit in whose name the rows are submitted; not used for a table of the whole city.
    """
    source, table = agreement.source, agreement.table
    fields_by_column = {field.column: (header, field) for header, field in source.columns.items()}
    values: list[pl.Expr] = []
    for column in table.columns:
        if table.scope == "unit" and column.name == "unit_id":
            values.append(pl.lit(unit_id).alias("unit_id"))
        elif column.name in fields_by_column:
            values.append(_value(column, *fields_by_column[column.name], agreement, texts))
        else:
            values.append(_absent(column, agreement))
    typed = {
        c: fields_by_column[c]
        for c in fields_by_column
        if _may_be_unreadable(table.column(c), fields_by_column[c][0], texts)
    }
    is_written = [
        _raw(header, _texts_for_nothing(table.column(c), header, field, texts)).is_not_null().alias(UNREADABLE + c)
        for c, (header, field) in typed.items()
    ]
    ragged = pl.col(FIELDS).is_not_null() if FIELDS in text.columns else pl.lit(False)
    frame = text.select(
        MEMBER, ROW, *values, *is_written, ragged.alias(RAGGED), *unit_checks(source, table, units, unit_id)
    )
    # What was written and yet is null could not be read. Asked in a second step: in one, all would be computed twice.
    flagged = frame.with_columns(
        *((pl.col(UNREADABLE + c) & pl.col(c).is_null()).alias(UNREADABLE + c) for c in typed),
        *(pl.lit(False).alias(UNREADABLE + c.name) for c in table.columns if c.name not in typed),
        outside_validity(source, table, agreement.register, unit_id),
    )
    return with_printed(flagged.with_columns(_defaults(table)), table)


def _may_be_unreadable(column: Column, header: str, texts: Texts) -> bool:
    """Whether a text may be written here and not be read: any text is a text, but not any is a code."""
    if column.type != "string":
        return True
    return column.normal_form == "code" and bool(header in texts.typed or texts.odd[header].len())


def _raw(header: str, empty: Collection[str]) -> pl.Expr:
    """The text of a cell (`trimmed`); null where nothing was written, or a text of `empty`, which stands for it."""
    cell_text = pl.when(pl.col(header) != "").then(pl.col(header))
    return cell_text.replace(dict.fromkeys(empty)) if empty else cell_text


def _texts_for_nothing(column: Column, header: str, field: Field_, texts: Texts) -> Collection[str]:
    """The texts that stand for nothing: those declared; of a code that may be missing, also "-", NULL and the like."""
    if column.normal_form != "code" or column.required:
        return field.empty
    return [*field.empty, *words_for_nothing(texts.odd[header])]


def _value(column: Column, header: str, field: Field_, agreement: Agreement, texts: Texts) -> pl.Expr:
    """Return the typed value of a mapped header, null where its text cannot be read."""
    raw = _raw(header, _texts_for_nothing(column, header, field, texts))
    zone = agreement.source.zone or agreement.zone
    is_typed = pl.col(TYPED + header).fill_null(False) if header in texts.typed else None
    numbers, decimals = agreement.source.numbers, agreement.table.limits.money_decimals
    value = {
        "string": lambda: _text(column, raw, texts.odd[header], is_typed, agreement.source),
        "code": lambda: _coded(raw, header, texts, field.values, column.codes),
        "boolean": lambda: _coded(raw, header, texts, _YES_NO | field.values, ("true", "false")) == "true",
        "money": lambda: _either(is_typed, held_amount(raw, decimals), amount(raw, numbers, decimals)),
        "integer": lambda: _either(is_typed, held_integer(raw), integer(raw, numbers)),
        "number": lambda: _either(is_typed, held_number(raw), number(raw, numbers)),
        "date": lambda: local_time(raw, field.formats, zone).cast(pl.Date),
        "datetime": lambda: local_time(raw, field.formats, zone),
    }["money" if column.is_money else column.type]()
    return value.cast(column.polars_type).alias(column.name)


def _absent(column: Column, agreement: Agreement) -> pl.Expr:
    source, limits = agreement.source, agreement.table.limits
    if column.true_if_day:
        return pl.lit(bool(source.day_columns & set(column.true_if_day))).alias(column.name)
    text = source.constants.get(column.name)
    constant = pl.lit(None if text is None else column.constant(text), column.polars_type)
    if column.is_money:  # a constant is declared in the currency, as the cells of files are written
        constant = constant * 10**limits.money_decimals
    return (normal_form(constant) if column.normal_form == "code" else constant).alias(column.name)


def _text(column: Column, raw: pl.Expr, odd: pl.Series, is_typed: pl.Expr | None, source: Source) -> pl.Expr:
    if column.normal_form == "code":
        return stored_code(raw, odd, is_typed, isinstance(source.format, XlsxFormat))
    return stored(raw, odd)


def _either(is_typed: pl.Expr | None, file_value: pl.Expr, text_value: pl.Expr) -> pl.Expr:
    """What the file itself holds where it does, and what its text says elsewhere."""
    return text_value if is_typed is None else pl.when(is_typed).then(file_value).otherwise(text_value)


def _coded(raw: pl.Expr, header: str, texts: Texts, values: Mapping[str, str], codes: Collection[str]) -> pl.Expr:
    """Stored code: by the source's value map (case, marks' encoding and spaces aside), or the code itself.

    An empty cell is nothing, unless the map says what "" stands for.
    """
    code_of = {header_key(c): c for c in codes} | {header_key(known_text): code for known_text, code in values.items()}
    codes_by_text = {text: code_of.get(header_key(text)) for text in texts.distinct[header]}
    readable = {text: code for text, code in codes_by_text.items() if code in codes}
    code_of_text = pl.col(header).replace_strict(readable, default=None, return_dtype=pl.String)
    return pl.when(raw.is_null()).then(pl.lit(values[""])).otherwise(code_of_text) if "" in values else code_of_text


def _defaults(table: Table) -> list[pl.Expr]:
    filled_columns = []
    for column in table.columns:
        if column.default_from:
            filled_columns.append(pl.coalesce(column.name, column.default_from).alias(column.name))
        elif column.default is not None:
            filled_columns.append(pl.col(column.name).fill_null(column.default))
    return filled_columns
