"""A table, declared once: from its TOML come the Polars and Arrow schemas, the rules, the suite and the dictionary."""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import polars as pl
from pydantic import Field, model_validator

from schemas.column import ORIGIN_COLUMNS, UNREADABLE, Column, Scope
from schemas.errors import DeclarationError
from schemas.hashing import short_hash
from schemas.implied_rules import implied_rules
from schemas.limits import Limits, rules_in_city
from schemas.rule import DeclaredRule, Rule
from schemas.strict import Declaration, load
from schemas.time_rules import RULES, Days, is_every_day, rules_in, sql_with_days
from schemas.words.text import nearest

if TYPE_CHECKING:
    import pyarrow as pa

TABLES_FOLDER = Path(__file__).parent / "tables"
About = Literal["people", "office"]
PublishedAs = Literal["result", "analysis", "background", "register", "history"]
_ABOUT = (
    'write about = "people" if the rows count people\'s business (dossiers, petitions, answers), of which small counts '
    'may have to be suppressed; write about = "office" if they count the office\'s own work (procedures, staff)'
)


class Derived(Declaration):
    """A check column: computed for the rules by an SQL expression over the table's columns, never stored."""

    name: str
    sql: str


class Table(Declaration):
    """A table of the warehouse.

    `key`: the columns that no two rows agree in; none where rows are counts that add up, of which several may agree.
    `scope`: "unit" tables hold rows of reporting units, one submission per unit; a "city" table is submitted whole;
    "operational" tables are the pipeline's own account of what it did; "published" ones are made for a publication
    and are in no snapshot.
    `published_as`: as which part of a publication the table leaves the house; unsaid: it does not. "history" is no part
    of one: what became of editions stands beside them, outside what was approved.
    `partition_by`: the date or time column whose month files a row, or empty for one file.
    `unit_groups`: into how many files, each of a group of units, those of a month are divided.
    `limits`: those of the city whose rows the table holds; `days_said`: of which days its rules of time say
    something, by rule, where the table asks. `in_city` puts both in, no table's file declares them.
    `about`: "people" where a row, or a number in it, counts people's business with the office: the city's policy says
    which of its counts are published. "office" where it is the office's own work: its procedures, staff and files, and
    our account of them.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label_vi: str
    label_en: str
    description_vi: str
    description_en: str
    key: tuple[str, ...]
    scope: Scope = "unit"
    published_as: PublishedAs | None = None
    partition_by: str = ""
    unit_groups: int = Field(1, ge=1, le=999)
    about: About = Field(description=_ABOUT)
    cautions: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    derived: tuple[Derived, ...] = ()
    own_rules: tuple[DeclaredRule, ...] = Field((), alias="rules")
    limits: Limits = Limits()
    days_said: Mapping[str, Days] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_exist(self) -> "Table":
        names = [*(c.name for c in self.columns), *(d.name for d in self.derived)]
        known_names = set(names)
        if twice := sorted(name for name in known_names if names.count(name) > 1):
            raise ValueError(f"declared twice: {', '.join(twice)}")
        used_names = [*self.key, *filter(None, [self.partition_by])]
        used_names += [name for c in self.columns for name in c.columns_used]
        used_names += [name for rule in self.own_rules for name in rule.columns]
        used_names += [rule.when.column.removeprefix(UNREADABLE) for rule in self.own_rules if rule.when]
        for name in used_names:
            if name not in known_names:
                raise ValueError(
                    f"there is no column {name!r}; nearest: {', '.join(nearest(name, sorted(known_names)))}"
                )
        if unknown_rules := sorted(self._rules_of_time() - set(RULES)):
            raise ValueError(f"there is no rule of time {unknown_rules[0]!r}; rules: {', '.join(RULES)}")
        if self.unit_groups > 1 and "unit_id" not in self.key:
            raise ValueError("unit_groups is for tables whose key has unit_id: a row must stay in one file")
        if len({r.id for r in self.rules}) != len(self.rules):
            raise ValueError("two rules share an id")
        return self

    @model_validator(mode="after")
    def _published_as_it_is_made(self) -> "Table":
        if self.scope == "published" and self.published_as is None:
            raise ValueError(f"scope published needs published_as: {', '.join(get_args(PublishedAs))}")
        if self.is_sent and self.published_as is not None:
            raise ValueError("rows that are sent to us are not published as they are: leave published_as out")
        return self

    def __hash__(self) -> int:
        """Equal tables have one name; the rules' arguments, which pydantic would hash, cannot be hashed."""
        return hash(self.name)

    def column(self, name: str) -> Column:
        """Return the column called `name`."""
        return next(c for c in self.columns if c.name == name)

    def unit_group(self, unit_id: str) -> int:
        """Return the number, from 0, of the group of units whose file holds this unit's rows.

        It follows from the id alone, so that no unit that joins the register, and no row, moves another's rows.
        """
        return int(short_hash(unit_id), 16) % self.unit_groups

    @property
    def is_sent(self) -> bool:
        """Whether rows of the table are sent to us, in submissions."""
        return self.scope in ("unit", "city")

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the table: those that follow from the columns and the key, then the table's own."""
        implied = implied_rules(self.columns, self.key, self.scope, bool(self.partition_by), self.limits)
        own_rules = [rule for rule in self.own_rules if not is_every_day(self.days_said.get(rule.unless_said, ()))]
        return (*implied, *rules_in_city(own_rules, self.limits))

    @cached_property
    def check_columns(self) -> tuple[Derived, ...]:
        """The derived columns as the city has them: with the days of its rules of time in the SQL."""
        return tuple(d.model_copy(update={"sql": sql_with_days(d.sql, self.days_said)}) for d in self.derived)

    def in_city(self, limits: Limits, days_said: Mapping[str, Days]) -> "Table":
        """Return the table as a city with these limits judges it, with the unit of its money.

        `days_said`: the days of which the city's rules of time say something, by rule.
        """
        fields = {name: getattr(self, name) for name in Table.model_fields}
        columns = tuple(c.model_copy(update={"unit": limits.money_unit}) if c.is_money else c for c in self.columns)
        days = {rule: days_said[rule] for rule in sorted(self._rules_of_time()) if days_said.get(rule)}
        return Table.model_validate(fields | {"limits": limits, "days_said": days, "columns": columns})

    def _rules_of_time(self) -> set[str]:
        """Return the rules of time of which the table asks whether they say something."""
        idle = {rule.unless_said for rule in self.own_rules if rule.unless_said}
        return idle.union(*(rules_in(d.sql) for d in self.derived))

    @cached_property
    def polars_schema(self) -> pl.Schema:
        """Name and Polars type of each column."""
        return pl.Schema({c.name: c.polars_type for c in self.columns})

    @cached_property
    def stored_columns(self) -> tuple[Column, ...]:
        """The columns as they are kept: the table's own and, where rows are sent to us, where each row came from."""
        return (*self.columns, *ORIGIN_COLUMNS) if self.is_sent else self.columns

    @cached_property
    def stored_schema(self) -> pl.Schema:
        """Name and Polars type of each stored column."""
        return pl.Schema({c.name: c.polars_type for c in self.stored_columns})

    @cached_property
    def arrow_schema(self) -> "pa.Schema":
        """The schema written into Parquet: required columns are not nullable, labels are in the field metadata."""
        import pyarrow as pa

        metadata = {"title_vi": self.label_vi, "title_en": self.label_en, "key": ",".join(self.key)}
        return pa.schema([c.arrow_field for c in self.stored_columns], metadata=metadata)


@cache
def load_tables() -> Mapping[str, Table]:
    """Return by name the tables that every city has, as one without limits judges them (`City.tables`: all of a city).

    Raises `DeclarationError` where a declaration is wrong.
    """
    tables = {}
    for path in sorted(TABLES_FOLDER.glob("*.toml")):
        table = load(Table, path)
        if table.name != path.stem:
            raise DeclarationError(f"{path}: the table is named {table.name!r}; the file must have that name")
        tables[table.name] = table
    return tables
