"""A table, declared once: from its TOML come the Polars and Arrow schemas, the rules, the suite and the dictionary."""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import polars as pl
import pyarrow as pa
from pydantic import Field, model_validator

from schemas.errors import DeclarationError
from schemas.strict import Declaration, load
from schemas.text import nearest

TABLES_FOLDER = Path(__file__).parent / "tables"
ROW = "_row"  # the number of a row in its file, as a person sees it; from the reader to the rejections
UNREADABLE = "unreadable:"  # prefix of the check columns that say "a text was written here but could not be read"
FOREIGN_UNIT = "foreign_unit"  # check column: the row names another unit than the submission's
OUTSIDE_VALIDITY = "outside_validity"  # check column: the row's date lies outside the unit's existence
UNKNOWN_UNIT = "unknown_unit"  # check column: the row names a unit that is not in the register

ColumnType = Literal["string", "code", "integer", "number", "boolean", "date", "datetime"]
Severity = Literal["reject", "warn", "batch"]

_POLARS: dict[str, pl.DataType] = {
    "string": pl.String(),
    "code": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
}
_ARROW: dict[str, pa.DataType] = {
    "string": pa.large_string(),
    "code": pa.large_string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
}


class Column(Declaration):
    """One column: what it is called, what it holds, what may be missing, and what it is called in the field."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: ColumnType
    label_vi: str
    label_en: str
    required: bool = False
    unit: str = ""
    source_field: str = ""
    codes: dict[str, tuple[str, str]] = Field(default_factory=dict, description="code -> (label vi, label en)")
    default_from: str = Field("", description="column whose value stands in where this one is empty")
    default: bool | int | None = Field(None, description="value where the export says nothing")
    true_if_day: tuple[str, ...] = Field((), description="true where the source gives any of these to the day only")
    fold: Literal["latest", "first", "changes"] = Field("latest", description="how versions of one key become a row")
    fold_of: str = Field("", description="for fold = changes: the column whose changes are counted")

    @property
    def polars_type(self) -> pl.DataType:
        """The Polars type of the column."""
        return _POLARS[self.type]


SUBMISSION_COLUMN = Column(
    name="submission_id",
    type="string",
    label_vi="Lần nộp",
    label_en="Submission that the row came in",
    required=True,
)


class When(Declaration):
    """A row condition: the rule concerns only rows where `column operator value` holds."""

    column: str
    operator: Literal["==", "!=", ">", ">=", "<", "<=", "is_null", "is_not_null"]
    value: str | int | float | bool | None = None


class Rule(Declaration):
    """An expectation as data: a Great Expectations type, its arguments, and what to tell the people concerned.

    `mostly` is the share of rows that must meet the rule for the submission to pass the gate; below it the whole
    submission is rejected. Severity `warn` never rejects a row, `batch` concerns the submission as a whole.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    expectation: str = Field(pattern=r"^expect_[a-z_]+$")
    kwargs: dict[str, Any] = Field(default_factory=dict)
    when: When | None = None
    severity: Severity = "reject"
    mostly: float = Field(0.5, ge=0, le=1)
    message_vi: str
    message_en: str
    advice_vi: str = ""
    advice_en: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule looks at, in the order of its arguments."""
        named = [self.kwargs.get(k) for k in ("column", "column_A", "column_B")]
        return tuple([c for c in named if c] + list(self.kwargs.get("column_list", [])))


class Derived(Declaration):
    """A check column: computed for the rules by an SQL expression over the table's columns, never stored."""

    name: str
    sql: str


class Table(Declaration):
    """A table of the warehouse.

    `scope`: "unit" tables hold rows of reporting units, one submission per unit; a "city" table is submitted whole;
    "operational" tables are the pipeline's own account of what it did.
    `partition_by`: the date or time column whose month files a row, or empty for one file.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label_vi: str
    label_en: str
    description_vi: str
    description_en: str
    key: tuple[str, ...]
    scope: Literal["unit", "city", "operational"] = "unit"
    partition_by: str = ""
    cautions: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    derived: tuple[Derived, ...] = ()
    own_rules: tuple[Rule, ...] = Field((), alias="rules")

    @model_validator(mode="after")
    def _names_exist(self) -> "Table":
        known = {c.name for c in self.columns} | {d.name for d in self.derived}
        used = [*self.key, *filter(None, [self.partition_by, *(c.default_from for c in self.columns)])]
        used += [name for c in self.columns for name in (*c.true_if_day, *filter(None, [c.fold_of]))]
        used += [name for rule in self.own_rules for name in rule.columns]
        used += [rule.when.column for rule in self.own_rules if rule.when]
        for name in used:
            if name not in known:
                raise ValueError(f"there is no column {name!r}; nearest: {', '.join(nearest(name, sorted(known)))}")
        if len({r.id for r in self.rules}) != len(self.rules):
            raise ValueError("two rules share an id")
        return self

    def column(self, name: str) -> Column:
        """Return the column called `name`."""
        return next(c for c in self.columns if c.name == name)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the table: those that follow from the columns and the key, then the table's own."""
        return (*_implied_rules(self), *self.own_rules)

    @cached_property
    def polars_schema(self) -> pl.Schema:
        """Name and Polars type of each column."""
        return pl.Schema({c.name: c.polars_type for c in self.columns})

    @cached_property
    def stored_columns(self) -> tuple[Column, ...]:
        """The columns as they are kept: the table's own and, where rows are sent to us, their submission."""
        return self.columns if self.scope == "operational" else (*self.columns, SUBMISSION_COLUMN)

    @cached_property
    def stored_schema(self) -> pl.Schema:
        """Name and Polars type of each stored column."""
        return pl.Schema({c.name: c.polars_type for c in self.stored_columns})

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        """The schema written into Parquet: required columns are not nullable, labels are in the field metadata."""
        fields = [
            pa.field(c.name, _ARROW[c.type], nullable=not c.required, metadata=_metadata(c))
            for c in self.stored_columns
        ]
        about = {"title_vi": self.label_vi, "title_en": self.label_en, "key": ",".join(self.key)}
        return pa.schema(fields, metadata=about)


def _metadata(column: Column) -> Mapping[str, str]:
    about = {"label_vi": column.label_vi, "label_en": column.label_en, "unit": column.unit}
    return {k: v for k, v in (about | {"source_field": column.source_field}).items() if v}


def _implied_rules(table: Table) -> list[Rule]:
    """Return the rules that need no writing down: readable, present, in the code list, of this unit, unique."""
    if table.scope == "operational":
        return []
    rules = []
    for c in table.columns:
        if c.type != "string":
            rules.append(_readable(c))
        if c.required and c.name != "unit_id":
            rules.append(_present(c))
    if table.scope == "unit":
        rules += [_known_unit(), _own_unit()]
    if table.scope == "unit" and table.partition_by:
        rules.append(_unit_exists())
    return [*rules, _unique_key(table)]


def _readable(c: Column) -> Rule:
    expected = {
        "code": ("một mã trong danh mục", "a value of the code list"),
        "integer": ("một số nguyên", "a whole number"),
        "number": ("một số", "a number"),
        "boolean": ("có hoặc không", "yes or no"),
        "date": ("một ngày có thật theo mẫu đã khai báo", "a real date in a declared format"),
        "datetime": ("một ngày giờ có thật theo mẫu đã khai báo", "a real date and time in a declared format"),
    }[c.type]
    return Rule(
        id=f"{_slug(c.name)}-unreadable",
        expectation="expect_column_values_to_not_be_in_set",
        kwargs={"column": UNREADABLE + c.name, "value_set": [True]},
        message_vi=f"{c.label_vi}: không đọc được giá trị; cần {expected[0]}",
        message_en=f"{c.label_en}: the value cannot be read; expected {expected[1]}",
        advice_vi="Sửa giá trị trong hệ thống nguồn rồi gửi lại.",
        advice_en="Correct the value in the source system and send again.",
    )


def _present(c: Column) -> Rule:
    return Rule(
        id=f"{_slug(c.name)}-missing",
        expectation="expect_column_values_to_not_be_null",
        kwargs={"column": c.name},
        message_vi=f"{c.label_vi}: bắt buộc nhưng để trống",
        message_en=f"{c.label_en}: required but empty",
        advice_vi="Điền giá trị còn thiếu rồi gửi lại.",
        advice_en="Fill in the missing value and send again.",
    )


def _known_unit() -> Rule:
    return Rule(
        id="unit-unknown",
        expectation="expect_column_values_to_not_be_in_set",
        kwargs={"column": UNKNOWN_UNIT, "value_set": [True]},
        message_vi="Tên đơn vị không có trong danh bạ",
        message_en="The unit's name is not in the register",
        advice_vi="Dùng tên chính thức của đơn vị, hoặc đề nghị thành phố thêm cách viết này vào danh bạ.",
        advice_en="Use the unit's official name, or ask the city to add this spelling to the register.",
    )


def _own_unit() -> Rule:
    return Rule(
        id="unit-foreign",
        expectation="expect_column_values_to_not_be_in_set",
        kwargs={"column": FOREIGN_UNIT, "value_set": [True]},
        message_vi="Dòng này thuộc đơn vị khác với đơn vị nộp tệp",
        message_en="The row belongs to another unit than the one that sent the file",
        advice_vi="Kiểm tra xem tệp có bị đặt nhầm thư mục không.",
        advice_en="Check whether the file was put into the wrong folder.",
    )


def _unit_exists() -> Rule:
    return Rule(
        id="unit-not-in-existence",
        expectation="expect_column_values_to_not_be_in_set",
        kwargs={"column": OUTSIDE_VALIDITY, "value_set": [True]},
        message_vi="Ngày nằm ngoài thời gian đơn vị tồn tại theo danh bạ",
        message_en="The date lies outside the time in which the register says that the unit exists",
        advice_vi="Kiểm tra ngày, hoặc gửi qua nguồn được khai báo là số liệu tính lại.",
        advice_en="Check the date, or send it through a source declared as a restatement.",
    )


def _unique_key(table: Table) -> Rule:
    # A row without its key is the business of the "missing" rules; Great Expectations asks two columns of a compound.
    compound = {"column_list": list(table.key), "ignore_row_if": "any_value_is_missing"}
    single = len(table.key) == 1
    return Rule(
        id="key-conflict",
        expectation="expect_column_values_to_be_unique" if single else "expect_compound_columns_to_be_unique",
        kwargs={"column": table.key[0]} if single else compound,
        message_vi="Nhiều dòng khác nhau có cùng khóa trong một tệp",
        message_en="Different rows share one key within the file",
        advice_vi="Giữ một dòng cho mỗi khóa.",
        advice_en="Keep one row for each key.",
    )


def _slug(name: str) -> str:
    return name.replace("_", "-")


@cache
def load_tables() -> Mapping[str, Table]:
    """Return every declared table by name; raise `DeclarationError` where a declaration is wrong."""
    tables = {}
    for path in sorted(TABLES_FOLDER.glob("*.toml")):
        table = load(Table, path)
        if table.name != path.stem:
            raise DeclarationError(f"{path}: the table is named {table.name!r}; the file must have that name")
        tables[table.name] = table
    return tables
