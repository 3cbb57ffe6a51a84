"""What the declaration of one header can say that its column can never mean: found before a night, not in it."""

from collections.abc import Mapping, Sequence

from schemas.column import Column
from schemas.words.text import header_key, nearest

_CODES = {"boolean": ("true", "false")}


def check_times(header: str, column: Column, formats: Sequence[str], precision: str | None) -> None:
    """Raise `ValueError` where a time is declared without what reading it needs, or something else like a time.

    Args:
        header: the heading in the file.
        column: what its cells become.
        formats: in which times are written.
        precision: "day", "instant" or undeclared.
    """
    if not column.is_time:
        if formats or precision:
            raise ValueError(f"{header!r}: formats and precision are for times, and {column.name} is a {column.type}")
        return
    if column.type == "datetime" and precision is None:
        raise ValueError(f"{header!r} is a time: say precision = 'day' or 'instant'")
    if not formats:
        raise ValueError(f"{header!r} is a date: say in which formats it is written")


def check_values(header: str, column: Column, values: Mapping[str, str], empty: Sequence[str]) -> None:
    """Raise `ValueError` where texts are mapped to what is no code of the column, or one text to two meanings.

    Args:
        header: the heading in the file.
        column: what its cells become.
        values: text of the file -> code.
        empty: the texts that stand for nothing.
    """
    codes = tuple(column.codes) or _CODES.get(column.type, ())
    if values and not codes:
        raise ValueError(f"{header!r}: values are for codes and for yes or no, and {column.name} is a {column.type}")
    for text, code in values.items():
        if code not in codes:
            close = ", ".join(nearest(code, list(codes))) or ", ".join(codes)
            raise ValueError(f"{header!r}: {text!r} = {code!r}, which is no code of {column.name}; nearest: {close}")
    _refuse_two_meanings(header, values, empty)


def _refuse_two_meanings(header: str, values: Mapping[str, str], empty: Sequence[str]) -> None:
    meanings: dict[str, tuple[str, str]] = {}
    for cell_text, code in [*values.items(), *((text, "") for text in empty)]:
        earlier_text, meaning = meanings.setdefault(header_key(cell_text), (cell_text, code))
        if meaning != code:
            raise ValueError(
                f"{header!r}: {earlier_text!r} and {cell_text!r} are the same text to the reader and stand for "
                f"{meaning or 'nothing'!r} and {code or 'nothing'!r}"
            )
