"""A measure: what is counted of the rows of a table, on which day, and in which words; declared in `measures/*.toml`.

A measure is additive: the counts of any parts of a table sum to the counts of the whole, and any period is a sum of
days.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Literal

import polars as pl
from polars.exceptions import PolarsError
from pydantic import Field, model_validator

from schemas.errors import DeclarationError
from schemas.facts import countable
from schemas.strict import Declaration, load
from schemas.table import About, Table, load_tables
from schemas.words.text import nearest

MEASURES_FOLDER = Path(__file__).parent / "measures"
WEEK = "week"  # no measure, but the days whose cases belong together
DAYS = "_days"  # after the name of a level: how many days it was reported for

Kind = Literal["flow", "stock", "level"]


class MeasureDeclaration(Declaration):
    """What a file says of one measure.

    A flow is counted on its `day`. A stock is +1 on the day `begin` and -1 on the day `end`, so that its sum over all
    days up to a day is the stock at the end of that day; without `end` what has begun stays. A level is a number that
    holds on each `day`, and is averaged over days. Days are date columns or facts of the table; null: not counted.
    `where` is an SQL condition over its columns and facts; left out: every row. `weight`: the whole-number column that
    is summed; left out: rows are counted. `clusters` is the measure of the same rows that counts what its events came
    in, as attendances come in courses; or "week", where few are counted and those of a week may be about one event;
    left out: nothing tells. `vi` and `en` name what is counted, in the plural, as a term of a formula.
    """

    kind: Kind = "flow"
    day: str = ""
    begin: str = ""
    end: str = ""
    where: str = ""
    weight: str = ""
    clusters: str = ""
    vi: str = Field(min_length=1, description="what is counted, in Vietnamese")
    en: str = Field(min_length=1, description="what is counted, in English")

    @model_validator(mode="after")
    def _has_the_days_of_its_kind(self) -> "MeasureDeclaration":
        if self.kind == "stock" and (not self.begin or self.day or self.weight):
            raise ValueError("a stock has `begin`, and `end` where it ends; neither `day` nor `weight`")
        if self.kind != "stock" and (not self.day or self.begin or self.end):
            raise ValueError(f"a {self.kind} has `day`; neither `begin` nor `end`")
        if self.kind == "level" and not self.weight:
            raise ValueError("a level has `weight`, the column with its number")
        if self.clusters and (self.kind != "flow" or not (self.weight or self.comes_by_event)):
            raise ValueError("`clusters` is for a flow with `weight`: events that come several at a time")
        return self

    @property
    def comes_by_event(self) -> bool:
        """Whether few are counted, and those of one week may be about the same event."""
        return self.clusters == WEEK

    @property
    def comes_in(self) -> str:
        """The measure that counts what its events came in, "" where there is none."""
        return "" if self.comes_by_event else self.clusters


class Measure(MeasureDeclaration):
    """A measure by its name, with the table whose rows it counts.

    `about`: "office" where it counts what the office did, "people" where it counts people or what they said.
    `concerns_people`: each row that it counts is about somebody, as a dossier is.
    """

    name: str
    table: str
    about: About
    concerns_people: bool = False

    @property
    def counted_as(self) -> tuple[str, ...]:
        """The names under which it stands among the counts: its own, and for a level that of its days."""
        return (self.name, f"{self.name}{DAYS}") if self.kind == "level" else (self.name,)

    @property
    def days(self) -> tuple[str, ...]:
        """The columns of days on which it counts."""
        return tuple(filter(None, (self.day, self.begin, self.end)))


class MeasuresFile(Declaration):
    """A file of measures of one table.

    `about`: "office" where they count what the office did: dossiers resolved in time or late, petitions answered.
    "people" where they count people, or what people said of their own accord: answers to a survey, complaints. The
    city's policy says of both which counts are published.
    """

    table: str
    about: About
    measures: dict[str, MeasureDeclaration] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_are_codes(self) -> "MeasuresFile":
        for name in self.measures:
            if not name.isascii() or not name.isidentifier() or name != name.lower():
                raise ValueError(f"{name!r} cannot name a measure: write small letters, digits and _")
        return self

    @property
    def all_measures(self) -> list[Measure]:
        """The measures of the file, in its order."""
        file_fields = {"table": self.table, "about": self.about}
        return [
            Measure.model_validate({**measure.model_dump(), "name": name, **file_fields})
            for name, measure in self.measures.items()
        ]


@cache
def shared_measures() -> Mapping[str, Measure]:
    """Return by name the measures that every city has; raise `DeclarationError` naming file, place and fault.

    That their conditions say yes or no is for our tests to see: asking starts the threads of Polars, which no command
    that only looks something up should pay for, and which a forked process does not have.
    """
    tables = load_tables()
    return _with_files(sorted(MEASURES_FOLDER.glob("*.toml")), {}, tables, partial(_naming_faults, tables=tables))


def load_measures(folder: Path, tables: Mapping[str, Table]) -> Mapping[str, Measure]:
    """Return by name the measures of a city: those that every city has, then those of its own files in `folder`.

    `tables` are the city's. Raises `DeclarationError` naming file, place and fault.
    """
    return _with_files(sorted(folder.glob("*.toml")), shared_measures(), tables, partial(faults_of, tables=tables))


_Fault = tuple[str, str]  # key, what is wrong there


def _with_files(
    paths: Iterable[Path],
    shared: Mapping[str, Measure],
    tables: Mapping[str, Table],
    look: Callable[[Measure], list[_Fault]],
) -> Mapping[str, Measure]:
    measures = dict(shared)
    for path in paths:
        faults: list[str] = []
        for measure in load(MeasuresFile, path).all_measures:
            names = {name for earlier in measures.values() for name in earlier.counted_as}
            if taken_names := names.intersection(measure.counted_as):
                faults.append(
                    f"  measures.{measure.name}: {min(taken_names)!r} is counted already; give it another name"
                )
            faults += [f"  measures.{measure.name}.{key}: {fault}" for key, fault in look(measure)]
            concerns_people = measure.table in tables and tables[measure.table].about == "people"
            measures[measure.name] = measure.model_copy(update={"concerns_people": concerns_people})
        faults += [f"  measures.{name}.clusters: {fault}" for name, fault in _cluster_faults(measures)]
        if faults:
            raise DeclarationError("\n".join([f"{path}: {len(faults)} fault(s)", *faults]))
    return measures


def _cluster_faults(measures: Mapping[str, Measure]) -> list[_Fault]:
    """Return the measures whose clusters are not counted on the same day of the same rows, with what is wrong."""
    faults = []
    for measure in measures.values():
        cluster_measure = measures.get(measure.comes_in)
        if measure.comes_in and cluster_measure is None:
            faults.append(
                (measure.name, f"there is no measure {measure.comes_in!r}; {_instead(measure.comes_in, measures)}")
            )
        elif cluster_measure is not None and (
            cluster_measure.table,
            cluster_measure.kind,
            cluster_measure.day,
            cluster_measure.where,
        ) != (
            measure.table,
            "flow",
            measure.day,
            measure.where,
        ):
            faults.append((measure.name, f"{cluster_measure.name} counts other rows, or on another day"))
    return faults


def faults_of(measure: Measure, tables: Mapping[str, Table]) -> list[_Fault]:
    """Return what is wrong with the table, the days, the weight or the condition of a measure, with the key of each."""
    if faults := _naming_faults(measure, tables):
        return faults
    if not measure.where:
        return []
    try:
        condition = countable(tables[measure.table]).to_frame().select(pl.sql_expr(measure.where))
    except PolarsError as error:
        return [("where", f"{measure.where!r} cannot be asked: {_first_line(error)}")]
    if condition.height or condition.schema.dtypes() != [pl.Boolean()]:
        return [("where", f"{measure.where!r} does not say of each row whether it is counted")]
    return []


def _naming_faults(measure: Measure, tables: Mapping[str, Table]) -> list[_Fault]:
    """Return what a measure names and is not there, or is of another type; or calls people's business work."""
    sent_tables = {name: t for name, t in tables.items() if t.is_sent and "unit_id" in t.polars_schema}
    if measure.table not in sent_tables:
        return [("table", f"no rows of a table {measure.table!r} are sent; {_instead(measure.table, sent_tables)}")]
    schema = countable(sent_tables[measure.table])
    faults = []
    day_columns = [(key, getattr(measure, key), pl.Date()) for key in ("day", "begin", "end")]
    for key, name, kind in (*day_columns, ("weight", measure.weight, pl.Int64())):
        if name and name not in schema:
            faults.append((key, f"{measure.table} has no column or fact {name!r}; {_instead(name, schema)}"))
        elif name and schema[name] != kind:
            faults.append((key, f"{name} is of type {schema[name]}, not {kind}"))
    return faults + [("where", fault) for fault in _misnamed_in(measure.where, schema)]


def _misnamed_in(sql: str, schema: pl.Schema) -> list[str]:
    """Return what an SQL condition names and a table with this schema does not have, or why it is no SQL."""
    try:
        names = pl.sql_expr(sql).meta.root_names() if sql else []
    except PolarsError as error:
        return [f"{sql!r} is no SQL condition: {_first_line(error)}"]
    return [f"no column or fact {name!r}; {_instead(name, schema)}" for name in names if name not in schema]


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _instead(name: str, known_names: Iterable[str]) -> str:
    names = sorted(known_names)
    close = nearest(name, names)
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(names)}"
