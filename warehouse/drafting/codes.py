"""What the values of a coded column mean, where labels, other sources of the city or the vocabulary say it surely."""

from collections.abc import Iterable, Mapping
from functools import cache

from schemas.city import City
from schemas.column import Column
from schemas.data_files import data_file
from schemas.words.text import bare_key, header_key

CODED = ("code", "boolean")


_UNDECIDED = "undecided"  # in the vocabulary, of texts that have no one meaning and yet belong to a column


def code_of(text: str, kind: str) -> str:
    """Return the code that a text means in a column of the name `kind` (`boolean`: of yes and no), "" where unsure."""
    return _meanings(kind).get(bare_key(text), "").replace(_UNDECIDED, "")


def belongs(text: str, kind: str) -> bool:
    """Say whether a text is among those that are written in columns of the name `kind`."""
    return bare_key(text) in _meanings(kind)


def known_values(column: Column, city: City, table: str, header: str) -> dict[str, str]:
    """Return how the codes of a column are written: by its labels, and as the city's other sources write them.

    A bare number means something else in every system: it is taken from sources that have this very header.

    Args:
        column: whose codes they are.
        city: whose sources are asked.
        table: the table that these sources feed.
        header: what the column is called in the file.
    """
    values = {label: code for code, labels in column.codes.items() for label in labels}
    for source in city.sources.values():
        for source_header, mapped in source.columns.items():
            if source.table == table and mapped.column == column.name:
                is_same = header_key(source_header) == header_key(header)
                values |= {text: code for text, code in mapped.values.items() if is_same or not text.isdecimal()}
    return values


def guessed_codes(texts: Iterable[str], column: Column, codes_by_text: Mapping[str, str]) -> dict[str, str]:
    """Return text -> code for each of `texts`, "" where a person has to say what it means.

    Args:
        texts: the different texts of the column.
        column: what they become.
        codes_by_text: how its codes are written elsewhere.
    """
    codes_by_key = {header_key(known_text): code for known_text, code in codes_by_text.items()}
    kind = "boolean" if column.type == "boolean" else column.name
    return {text: codes_by_key.get(header_key(text)) or code_of(text, kind) for text in texts}


@cache
def _meanings(kind: str) -> Mapping[str, str]:
    """Return bare text -> code, without those that the vocabulary has under two codes."""
    meanings: dict[str, str] = {}
    for code, words in data_file("code_words").get(kind, {}).items():
        for word in words.split("|"):
            meanings[bare_key(word)] = "" if meanings.get(bare_key(word), code) != code else code
    return meanings
