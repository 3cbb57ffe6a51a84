"""What is known besides a file of which columns its headers are."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.city import City
from schemas.table import Table
from schemas.words.text import header_key


@dataclass(frozen=True)
class Elsewhere:
    """What is known besides the file: its table, the city, and header -> column as the city's sources declare it."""

    table: Table
    city: City
    declared: Mapping[str, str]


def elsewhere(table: Table, city: City) -> Elsewhere:
    """Return what the city's sources of `table` and its register say of any file."""
    sources = [s for s in city.sources.values() if s.table == table.name]
    declared = {header_key(h): f.column for s in sources for h, f in s.columns.items()}
    return Elsewhere(table, city, declared)


def declared_column(header: str, known: Elsewhere) -> str:
    """Return the column that a source of the city gives to a header, "" where none does."""
    return known.declared.get(header_key(header), "")
