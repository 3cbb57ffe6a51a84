"""A column of a table, and the names of the columns that exist only while rows are checked."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

import polars as pl
from pydantic import Field, model_validator

from schemas.data_files import data_file
from schemas.strict import Declaration

if TYPE_CHECKING:
    import pyarrow as pa

ROW = "_row"  # the number of a row in its file, as a person counts it in an editor or in Excel
MEMBER = "_member"  # the sheet or the archive's member that a row stands in; null where the file has no such parts
PLACE = [MEMBER, ROW]  # where in a file a row stands
FIELDS = "_fields"  # how many fields a record has that does not fit the header; only in files that hold such records
TYPED = "typed:"  # prefix of the reader's flags that say "the file itself holds a number or a date here, not a text"
READ = "read:"  # prefix of conformed columns that stand beside the texts that they were read from
RAGGED = "ragged"  # check column: the record does not have as many fields as the header
UNREADABLE = "unreadable:"  # prefix of the check columns that say "a text was written here but could not be read"
AFTER_EXPORT = "after_export:"  # prefix of the check columns that say "this had not come about when it was exported"
AMBIGUOUS = "ambiguous:"  # prefix of the check columns that say "the printed text can be read as two numbers"
NOT_AS_PRINTED = "not_as_printed:"  # prefix of the check columns that say "the printed text says another value"
_PREFIXES = (UNREADABLE, AFTER_EXPORT, AMBIGUOUS, NOT_AS_PRINTED)
FOREIGN_UNIT = "foreign_unit"  # check column: the row names another unit than the submission's
OUTSIDE_VALIDITY = "outside_validity"  # check column: the row's date lies outside the unit's existence
UNKNOWN_UNIT = "unknown_unit"  # check column: the row names a unit that is not in the register

# What a reader writes for a cell without a value: the error that Excel shows, or a formula whose result is not stored.
UNRESOLVED_TEXT = "=?"
ERROR_TEXTS = ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", UNRESOLVED_TEXT)

# Texts by which databases and spreadsheets say that there is nothing; they tell nothing about anybody.
NOTHING_TEXTS = (
    *("NULL", "(null)", "\\N", "nil", "None", "nan", "NaN", "NaT", "N/A", "n/a", "NA", "#N/A", "undefined"),
    *("-", "--", "---", "—", ".", "?", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00/00/0000 00:00:00"),
)

Scope = Literal["unit", "city", "operational", "published"]
ColumnType = Literal["string", "code", "integer", "number", "boolean", "date", "datetime"]

_POLARS: dict[str, pl.DataType] = {
    "string": pl.String(),
    "code": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
}
_ARROW: dict[str, str] = {
    "string": "large_string",
    "code": "large_string",
    "integer": "int64",
    "number": "double",
    "boolean": "bool",
    "date": "date32",
    "datetime": "timestamp[us]",
}


def checked_column(name: str) -> str:
    """Return the column that a check column of this name speaks of; any other name stands for itself."""
    return next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)


class Column(Declaration):
    """One column: what it is called, what it holds, what may be missing, and what it is called in the field."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: ColumnType
    label_vi: str
    label_en: str
    required: bool = False
    unit: str = ""
    is_money: bool = Field(
        False, description="an amount in the smallest unit of the city's currency (`Limits.money_unit`)"
    )
    source_field: str = ""
    codes: dict[str, tuple[str, str]] = Field(default_factory=dict, description="code -> (label vi, label en)")
    is_kind: bool = Field(
        False, description="what a case is by law or by who brings it, which the unit does not decide: see case mix"
    )
    is_event: bool = Field(False, description="a date on which something came about, which no export can foresee")
    default_from: str = Field("", description="column whose value stands in where this one is empty")
    default: bool | int | None = Field(None, description="value where the export says nothing")
    true_if_day: tuple[str, ...] = Field((), description="true where the source gives any of these to the day only")
    read_from: str = Field(
        "", description="column of printed text that says this value; a row that states another value is rejected"
    )
    locale_in: str = Field(
        "", description="for printed text that says a number: the column that names the locale it is printed in"
    )
    normal_form: Literal["", "code"] = Field(
        "", description="code: an identifier; letters in upper case, without invisible characters or quotation marks"
    )
    fold: Literal["latest", "first", "changes"] = Field("latest", description="how versions of one key become a row")
    fold_of: str = Field("", description="for fold = changes: the column whose changes are counted")

    @model_validator(mode="after")
    def _money_is_whole(self) -> "Column":
        if self.is_money and self.type != "integer":
            raise ValueError(f"{self.name} is money, which is kept in whole numbers: its type is integer")
        return self

    @property
    def columns_used(self) -> tuple[str, ...]:
        """The other columns of the table that this one is made with."""
        names = (self.default_from, *self.true_if_day, self.fold_of, self.read_from, self.locale_in)
        return tuple(name for name in names if name)

    @property
    def is_computed(self) -> bool:
        """Whether its values follow from the others, so that nobody need be asked for them."""
        return bool(self.true_if_day or self.read_from)

    @property
    def is_time(self) -> bool:
        """Whether it holds days or moments, which are read by formats."""
        return self.type in ("date", "datetime")

    @property
    def polars_type(self) -> pl.DataType:
        """The Polars type of the column."""
        return _POLARS[self.type]

    def constant(self, text: str) -> object:
        """Return the value that a declaration writes as `text` (true, 5, 2022-01-31); raise `ValueError` if none."""
        listed_values: dict[str, Mapping[str, object]] = {
            "code": {c: c for c in self.codes},
            "boolean": {"true": True, "false": False},
        }
        if self.type in listed_values and text not in listed_values[self.type]:
            raise ValueError(f"the constant {text!r} of {self.name} is none of {', '.join(listed_values[self.type])}")
        readers: dict[str, Callable[[str], object]] = {
            "integer": int,
            "number": float,
            "date": date.fromisoformat,
            "datetime": datetime.fromisoformat,
        }
        try:
            return listed_values[self.type][text] if self.type in listed_values else readers.get(self.type, str)(text)
        except ValueError:
            raise ValueError(f"the constant {text!r} of {self.name} cannot be read; expected: {self.type}") from None

    @property
    def arrow_field(self) -> "pa.Field":
        """The field written into Parquet: not nullable where the column is required, labels in the metadata."""
        import pyarrow as pa  # of all who know columns, only those who write files need it

        descriptions = {
            "label_vi": self.label_vi,
            "label_en": self.label_en,
            "unit": self.unit,
            "source_field": self.source_field,
        }
        metadata = {name: text for name, text in descriptions.items() if text}
        return pa.field(self.name, pa.type_for_alias(_ARROW[self.type]), nullable=not self.required, metadata=metadata)


# Where a row came from: of every table whose rows are sent to us, beside its own columns.
ORIGIN_COLUMNS = tuple(Column.model_validate(column) for column in data_file("origin_columns")["columns"])
