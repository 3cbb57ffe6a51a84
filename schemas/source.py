"""A source, declared as TOML: one format in which units export one table, with every header accounted for."""

import re
from datetime import date
from typing import Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from schemas.column import Column
from schemas.field_checks import check_times, check_values
from schemas.register import CITY, Unit
from schemas.source_format import Format, Numbers
from schemas.source_parts import ExportedAt, Field_
from schemas.strict import Declaration
from schemas.table import Table, load_tables
from schemas.time_values import checked_zone
from schemas.words.text import header_key, nearest

_ID = r"^[a-z][a-z0-9-]*$"
LEVEL = "level:"  # begins an entry of `units` that stands for all units of a level


def is_source_id(text: str) -> bool:
    """Say whether a source may be called `text`, and its file `text`.toml."""
    return re.fullmatch(_ID, text) is not None


class Source(Declaration):
    """One export format of one table: one that every city has, or where it is validated in their context, of a city."""

    id: str = Field(pattern=_ID, description="the same as the name of the file", examples=["dossiers-quan-12"])
    table: str = Field(description="table that the rows enter", examples=["dossiers"])
    label_vi: str = Field(description="what the format is called, in Vietnamese", examples=["Excel theo quý"])
    label_en: str = Field(description="what the format is called, in English", examples=["Workbook of each quarter"])
    units: Literal["*"] | tuple[str, ...] = Field(
        "*",
        description=f"units that send it: ids of the register, {LEVEL}commune for all of a level; * is all units, each "
        f"in a folder of its own; an export with rows of several units is {CITY}, which * does not include",
        examples=[["quan-1", "quan-12"]],
    )
    valid_from: date | None = Field(
        None, description="first day on which files are read by it; unsaid: always", examples=[date(2023, 1, 1)]
    )
    valid_to: date | None = Field(
        None, description="last day on which files are read by it; unsaid: always", examples=[date(2025, 6, 30)]
    )
    write: Literal["upsert", "replace"] = Field(
        "upsert",
        description="replace: each file covers its whole window, and what it leaves out is gone",
        examples=["replace"],
    )
    may_be_empty: bool = Field(
        False, description="a file without records says that nothing arose, and is accepted", examples=[True]
    )
    filled_by_hand: bool = Field(
        False,
        description="people type its rows into a workbook of the city's: advice is about the cell, not the declaration",
        examples=[True],
    )
    may_be_absent: tuple[str, ...] = Field(
        (),
        description="headers of [columns] that a file may lack; in JSON that is so of all but required columns",
        examples=[["Fee"]],
    )
    restatement: bool = Field(False, description="may carry rows dated outside the unit's existence", examples=[True])
    format: Format = Field(
        description="what kind of file it is and how it is laid out", examples=[{"kind": "csv", "delimiter": ";"}]
    )
    numbers: Numbers = Field(
        Numbers(), description="how numbers are written in texts", examples=[{"decimal": ".", "thousands": ","}]
    )
    zone: str = Field(
        "", description="zone of times that carry an offset; empty: the city's", examples=["Europe/Amsterdam"]
    )
    exported_at: ExportedAt = Field(
        ExportedAt(),
        description="where the time of export is found; unsaid: the file's",
        examples=[{"name_pattern": "_([0-9]{8})"}],
    )
    unit_header: str = Field(
        "",
        description="the header that names the row's unit; required for a file of many units",
        examples=["Department"],
    )
    columns: dict[str, Field_] = Field(
        description="header -> the column that it becomes", examples=[{"Case number": {"column": "dossier_code"}}]
    )
    ignored: tuple[str, ...] = Field((), description="headers that nobody needs", examples=[["No.", "Latitude"]])
    personal: tuple[str, ...] = Field(
        (), description="headers with personal data: dropped inside the reader", examples=[["Applicant", "Telephone"]]
    )
    constants: dict[str, str] = Field(
        default_factory=dict,
        description="column -> value that the file leaves unsaid",
        examples=[{"channel": "not_recorded"}],
    )
    _target: Table = PrivateAttr()

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        return value and checked_zone(value)

    @model_validator(mode="after")
    def _fits_its_table(self, info: ValidationInfo) -> "Source":
        tables = info.context or load_tables()
        if self.table not in tables:
            raise ValueError(f"there is no table {self.table!r}; tables: {', '.join(tables)}")
        table = tables[self.table]
        if not table.is_sent:
            raise ValueError(f"table {self.table} is the pipeline's own account: no source feeds it")
        if table.scope == "unit" and CITY in self.units and not self.unit_header:
            raise ValueError(f"units = {CITY!r} is an export of many units: say in unit_header which header names them")
        columns = [c.name for c in table.columns]
        targets = [f.column for f in self.columns.values()] + list(self.constants)
        for name in targets:
            if name not in columns:
                close = ", ".join(nearest(name, columns)) or ", ".join(columns)
                raise ValueError(f"table {self.table} has no column {name!r}; nearest: {close}")
        if doubled := {n for n in targets if targets.count(n) > 1}:
            raise ValueError(f"more than one header is mapped to {', '.join(sorted(doubled))}")
        headers = [header_key(h) for h in self.headers]
        if doubled := {h for h in headers if headers.count(h) > 1}:
            raise ValueError(f"header listed twice: {', '.join(sorted(doubled))}")
        for header, field in self.columns.items():
            column = table.column(field.column)
            check_times(header, column, field.formats, field.precision)
            check_values(header, column, field.values, field.empty)
        for name, text in self.constants.items():
            table.column(name).constant(text)
        required_columns = [c.name for c in table.columns if c.required and c.name != "unit_id" and c.default is None]
        if absent_columns := [n for n in required_columns if n not in targets and not table.column(n).default_from]:
            raise ValueError("\n  ".join(_remedy(table.column(name)) for name in absent_columns))
        self._absences_are_possible(table)
        self._target = table
        return self

    def _absences_are_possible(self, table: Table) -> None:
        for header in self.may_be_absent:
            if header not in self.columns:
                close = ", ".join(nearest(header, list(self.columns))) or ", ".join(self.columns)
                raise ValueError(f"may_be_absent: {header!r} is not in [columns]; nearest: {close}")
            column = table.column(self.columns[header].column)
            if column.required and column.default is None and not column.default_from:
                raise ValueError(f"may_be_absent: {header!r} is mapped to {column.name}, which no row can do without")

    @property
    def levels(self) -> frozenset[str]:
        """The levels all of whose units send it, whatever units they will have."""
        return frozenset(name.removeprefix(LEVEL) for name in self.units if name.startswith(LEVEL))

    @property
    def only_unit(self) -> str | None:
        """The one unit, or the city, that sends it; None where several do."""
        return self.units[0] if self.units != "*" and len(self.units) == 1 and not self.levels else None

    def is_sent_by(self, unit: Unit) -> bool:
        """Say whether a unit of the register sends it."""
        return self.units == "*" or unit.unit_id in self.units or unit.level in self.levels

    @property
    def target(self) -> Table:
        """The table that the rows enter, as a city without limits judges it."""
        return self._target

    def filling(self, table: Table) -> "Source":
        """Return a source under construction as one of `table`; whether it fits is not asked."""
        source = self.model_copy()
        source._target = table
        return source

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the source knows: those that are kept, ignored or personal."""
        return (*self.kept_headers, *self.ignored, *self.personal)

    @property
    def kept_headers(self) -> tuple[str, ...]:
        """The headers whose texts are read: mapped, naming the unit, or telling the time of export."""
        headers = (h for h in (self.unit_header, self.exported_at.column) if h and h not in self.columns)
        return (*self.columns, *headers)

    @property
    def headers_by_column(self) -> dict[str, str]:
        """Column -> the header that it is mapped from; of `unit_id` that which names the row's unit."""
        mapped_headers = {field.column: header for header, field in self.columns.items()}
        return ({"unit_id": self.unit_header} if self.unit_header else {}) | mapped_headers

    @property
    def day_columns(self) -> frozenset[str]:
        """The time columns that are meant to the day only."""
        return frozenset(f.column for f in self.columns.values() if f.precision == "day")


def _remedy(column: Column) -> str:
    """Say that nothing is declared for a required column, and what to write."""
    remedy = f"{column.name} ({column.label_en}) is required: map the header that holds it, in [columns]"
    if not column.codes:
        return remedy
    return (
        f"{remedy}; or say it for all rows, at the end of the file: [constants], below it {column.name} = one of "
        f"{', '.join(map(repr, column.codes))}"
    )
