"""What is asked for in a template: a column of the workbook for each column of the table that an office can know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.city import City
from schemas.column import Column
from schemas.limits import Limits
from schemas.register import Unit
from schemas.table import Table
from schemas.words.catalogue import text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Declared, message

_UNIT = "unit_id"


@dataclass(frozen=True)
class Input:
    """A column of the workbook: its `header`, and the column of the table that it becomes.

    `choices` are the texts that its list offers -> what they stand for; none where anything of its type is written.
    `least` and `most` bound a number, None where no rule does.
    """

    header: str
    column: Column
    choices: Mapping[str, str] = field(default_factory=dict)
    least: float | None = None
    most: float | None = None

    @property
    def is_required(self) -> bool:
        """Whether a row without it is rejected."""
        return self.column.required and self.column.default is None and not self.column.default_from

    @property
    def is_unit(self) -> bool:
        """Whether it names the unit whose row it is."""
        return self.column.name == _UNIT


@dataclass(frozen=True)
class Template:
    """A workbook to be made: the table that it feeds, as the city judges it, what it asks for, and of whom.

    `unit` is the one unit that it is for; without one each row names its unit, if the table's rows are of units.
    """

    table: Table
    inputs: Sequence[Input]
    city: Declared
    limits: Limits
    unit: Unit | None = None

    @property
    def source_id(self) -> str:
        """The id of the source that reads it."""
        unit_suffix = f"-{self.unit.unit_id}" if self.unit else ""
        return f"{self.table.name}-template{unit_suffix}".replace("_", "-")


def template_of(table: Table, city: City, unit: Unit | None, units: Sequence[Unit]) -> Template:
    """Return the template of a table that is sent.

    Args:
        table: the table, as the city judges it.
        city: whose limits hold.
        unit: the one unit that it is for, or None.
        units: those that the list of units offers where it is for several.
    """
    columns = [
        column
        for column in table.columns
        if not column.is_computed and (column.name != _UNIT or _names_units(table, unit))
    ]
    name = Declared(city.about.name_vi, city.about.name_en)
    return Template(table, [_input(table, column, units) for column in columns], name, city.about.limits, unit)


def _names_units(table: Table, unit: Unit | None) -> bool:
    return table.scope == "unit" and unit is None


def _input(table: Table, column: Column, units: Sequence[Unit]) -> Input:
    least, most = _bounds(table, column)
    return Input(column.label_vi, column, _choices(column, units), least, most)


def _choices(column: Column, units: Sequence[Unit]) -> Mapping[str, str]:
    if column.name == _UNIT:
        return {unit.name_vi: unit.unit_id for unit in units}
    if column.type == "boolean":
        return {text(message(f"template.{code}"), VIETNAMESE): code for code in ("true", "false")}
    return {label_vi: code for code, (label_vi, _) in column.codes.items()}


def _bounds(table: Table, column: Column) -> tuple[float | None, float | None]:
    """Return what the rules of the table allow as the smallest and the largest number of a column."""
    bounds_of_rules = [
        rule.kwargs
        for rule in table.own_rules
        if rule.expectation == "expect_column_values_to_be_between" and rule.kwargs.get("column") == column.name
    ]
    numbers = {
        end: [kwargs[end] for kwargs in bounds_of_rules if isinstance(kwargs.get(end), int | float)]
        for end in ("min_value", "max_value")
    }
    return max(numbers["min_value"], default=None), min(numbers["max_value"], default=None)
