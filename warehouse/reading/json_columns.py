"""Names of columns that a JSON file holds apart from its records, which are arrays of values then."""

from collections import Counter

from schemas.source_format import JsonFormat
from schemas.words.text import header_key
from warehouse.reading.headers import listed
from warehouse.reading.json_parse import Json, value_at
from warehouse.reading.outcome import Refused

_NAME_KEYS = ("id", "name", "fieldName", "field")  # where an object that describes a column has its name


def column_names(document: Json, form: JsonFormat) -> list[str]:
    """Return the names at the declared place, as texts or in objects.

    Raises `Refused`: `unreadable` where there are none, `duplicate-header` where two are one.
    """
    listed_there = value_at(document, form.columns)
    columns = listed_there if isinstance(listed_there, list) else []
    names = [name for column in columns if (name := _name_of(column))]
    if not names or len(names) < len(columns):
        raise Refused(
            "unreadable",
            f"Không có danh sách tên cột tại {form.columns} (chuỗi, hoặc đối tượng có {', '.join(_NAME_KEYS)}). Xuất "
            "lại theo cấu trúc đã khai báo, hoặc đề nghị thành phố sửa format.columns của nguồn.",
            f"There is no list of column names at {form.columns} (texts, or objects with {', '.join(_NAME_KEYS)}). "
            "Export it as declared, or ask the city to correct format.columns of the source.",
            0.05,
        )
    counted = Counter(map(header_key, names))
    if doubled := [name for name in names if counted[header_key(name)] > 1]:
        raise Refused(
            "duplicate-header",
            f"Tên cột lặp lại tại {form.columns}: {listed(doubled)}. Mỗi tên chỉ được xuất hiện một lần.",
            f"Names of columns that occur twice at {form.columns}: {listed(doubled)}. Each may occur once.",
            0.5,
        )
    return names


def _name_of(column: Json) -> str:
    """Return the name of a column: Socrata's `id` is a number, and not it."""
    found = [column] if isinstance(column, str) else []
    if isinstance(column, dict):
        found = [name for key in _NAME_KEYS if isinstance(name := column.get(key), str)]
    return next((name for name in found if name.strip()), "")
