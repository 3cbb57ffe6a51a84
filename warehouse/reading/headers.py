"""The headers of a file against those of a source: every one known, none twice, none missing."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from schemas.source import Source
from schemas.words.text import header_key, nearest
from warehouse.reading.outcome import Refused, first_of

_SHOWN = 8  # headers named in one message
_LONGEST = 80  # a longer text is no header
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zl", "Zp", "Zs")  # in NFC a mark of its own (Mn) joins no letter


def place(found: Sequence[str], source: Source, must: Collection[str], row: int) -> dict[str, int]:
    """Return the position in `found` of each wanted header that is there, under its declared name.

    `must` are the headers that may not be missing; `row` is where the headers stand (0: keys of records). Empty headers
    are left to the caller. Raises `Refused` with `duplicate-header`, `unknown-header` or `missing-header`.
    """
    known = {header_key(h): h for h in source.headers}
    keys = [header_key(h) for h in found]
    missing = [h for h in must if header_key(h) not in keys]
    unknown = [i for i, key in enumerate(keys) if key and key not in known]
    filled = sum(1 for key in keys if key)
    closeness = 0.99 * (filled - len(unknown)) / max(1, filled + len(missing))
    if doubled := [key for key, n in Counter(key for key in keys if key in known).items() if n > 1]:
        raise _duplicate([known[key] for key in doubled], row, closeness)
    if unknown:
        # Without a header row, the first data row stands here, persons and all: quote only what looks like headers.
        # A mark in a header shows that it may run on into a record.
        quotable = row == 0 or (closeness >= 0.3 and not any('"' in found[i] for i in unknown))
        raise _unknown([(i, found[i]) for i in unknown], missing, source, row, closeness, quotable)
    if missing:
        raise _missing(missing, source, row, closeness)
    position = {key: i for i, key in enumerate(keys)}
    return {h: position[header_key(h)] for h in source.kept_headers if header_key(h) in position}


def listed(names: Sequence[str]) -> str:
    """Return the names in quotation marks, the first few of them."""
    return first_of([f'"{name}"' for name in names], _SHOWN)


def _visible(name: str) -> str:
    """Return `name` with each character that cannot be seen, or passes for a space, replaced by its code point."""
    return "".join(
        f"<U+{ord(c):04X}>" if c != " " and unicodedata.category(c) in _UNSEEN else c
        for c in unicodedata.normalize("NFC", name)
    )


def _place_of(row: int) -> tuple[str, str]:
    return (f"ở dòng {row}", f"in row {row}") if row else ("trong các bản ghi", "in the records")


def _duplicate(names: list[str], row: int, closeness: float) -> Refused:
    vi, en = _place_of(row)
    return Refused(
        "duplicate-header",
        f"Tiêu đề lặp lại {vi}: {listed(names)}. Mỗi tiêu đề chỉ được xuất hiện một lần; hãy xóa cột thừa.",
        f"Headers that occur twice {en}: {listed(names)}. Each may occur once; remove the extra column.",
        closeness,
    )


def _unknown(
    unknown: list[tuple[int, str]], missing: list[str], source: Source, row: int, closeness: float, quotable: bool
) -> Refused:
    vi, en = _place_of(row)
    expected = listed(source.kept_headers)
    if not quotable:
        columns = ", ".join(str(i + 1) for i, _ in unknown[:_SHOWN])
        return Refused(
            "unknown-header",
            f"Không nhận ra tiêu đề {vi} (cột {columns}). Cần các tiêu đề: {expected}. "
            "Kiểm tra dòng tiêu đề có đúng vị trí không.",
            f"The headers {en} are not recognised (columns {columns}). Expected: {expected}. "
            "Check that the header row is where it should be.",
            closeness,
        )
    names = [_visible(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…") for _, name in unknown]
    hints = _hints(names, missing or list(source.headers))
    lacking = (f" Thiếu: {listed(missing)}.", f" Missing: {listed(missing)}.") if missing else ("", "")
    return Refused(
        "unknown-header",
        f"Tiêu đề lạ {vi}: {listed(names)}.{_joined(' Gần giống: ', hints)}{lacking[0]} "
        f"Đổi lại tên cột, hoặc đề nghị thành phố khai báo cột mới (nguồn {source.id}).",
        f"Unknown headers {en}: {listed(names)}.{_joined(' Nearest: ', hints)}{lacking[1]} "
        f"Rename the column, or ask the city to declare it (source {source.id}).",
        closeness,
    )


def _missing(names: list[str], source: Source, row: int, closeness: float) -> Refused:
    vi, en = _place_of(row)
    return Refused(
        "missing-header",
        f"Thiếu tiêu đề {vi}: {listed(names)} (nguồn {source.id}). Xuất lại tệp với đủ các cột.",
        f"Headers missing {en}: {listed(names)} (source {source.id}). Export the file with all columns.",
        closeness,
    )


def _hints(names: list[str], candidates: list[str]) -> list[str]:
    close = [(name, nearest(name, candidates, limit=2)) for name in names[:_SHOWN]]
    return [f'"{name}" ~ {listed(found)}' for name, found in close if found]


def _joined(label: str, hints: list[str]) -> str:
    return f"{label}{'; '.join(hints)}." if hints else ""


def required_headers(source: Source) -> tuple[str, ...]:
    """Return the headers that no file of the source can do without: the unit's, and those of required columns."""
    table = source.target
    needed = {c.name for c in table.columns if c.required and c.default is None and not c.default_from}
    own = (source.unit_header,) if source.unit_header else ()
    return tuple(dict.fromkeys((*own, *(h for h, field in source.columns.items() if field.column in needed))))
