"""What is known besides a file of which columns its headers are."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.city import City
from schemas.table import Table
from schemas.words.text import header_key


@dataclass(frozen=True)
class Background:
    """What is known besides the file: its table, the city, and header -> column as the city's sources declare it."""

    table: Table
    city: City
    columns: Mapping[str, str]


def background_of(table: Table, city: City) -> Background:
    """Return what the city's sources of `table` and its register say of any file."""
    sources = [source for source in city.sources.values() if source.table == table.name]
    columns = {
        header_key(header): source_column.column
        for source in sources
        for header, source_column in source.columns.items()
    }
    return Background(table, city, columns)


def declared_column(header: str, background: Background) -> str:
    """Return the column that a source of the city gives to a header, "" where none does."""
    return background.columns.get(header_key(header), "")
