"""A guess written as the TOML of a source, with a comment wherever a person must look."""

import json
import re
from pathlib import Path

from flows.drafting import Guess, Mapped
from schemas.words.text import bare_key

_STAMP = re.compile(r"(?<!\d)(20\d{12}|20\d{10}|20\d{6})(?!\d)")
_STAMP_FORMATS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


def as_toml(guess: Guess, file: Path) -> str:
    """Return the draft as TOML; it is a source as soon as nothing is left to do (the comments say TODO)."""
    name = re.sub(r"[^a-z0-9]+", "-", bare_key(_STAMP.sub("", file.stem))).strip("-")
    parts = [
        "# Bản nháp, đoán theo tên cột; người phụ trách phải xem từng dòng TODO.",
        "# A draft, guessed from the headers; a person must look at every TODO.",
        f"id = {_text(f'{guess.table.name}-{name}'.replace('_', '-'))}  # TODO: tên tệp / the file's own name",
        f"table = {_text(guess.table.name)}",
        f"label_vi = {_text(guess.table.label_vi)}  # TODO",
        f"label_en = {_text(guess.table.label_en)}  # TODO",
        'units = []  # TODO: các đơn vị dùng định dạng này / the units that use it, such as ["quan-1"]',
    ]
    if guess.unit_header:
        parts.append(f"unit_header = {_text(guess.unit_header)}")
    parts += _list("ignored", guess.ignored, "TODO: không khớp cột nào; xem lại / like no column; look again")
    parts += _list("personal", guess.personal, "TODO: bị bỏ ngay khi đọc / dropped while reading; is this all?")
    parts += ["", "[format]", *_format(guess), *_exported_at(file), "", "[columns]"]
    parts += [f"# TODO: thiếu cột bắt buộc / required, not found: {c.name} ({c.label_vi})" for c in guess.unmapped]
    parts += [_mapped(m) for m in guess.mapped]
    return "\n".join(parts) + "\n"


def _text(value: str) -> str:
    """A TOML basic string: JSON's, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(key: str, values: tuple[str, ...], comment: str) -> list[str]:
    if not values:
        return []
    return [f"{key} = [  # {comment}", *(f"  {_text(v)}," for v in values), "]"]


def _format(guess: Guess) -> list[str]:
    shown = guess.peek.format.model_dump(exclude_defaults=True, mode="json") | {"kind": guess.peek.format.kind}
    lines = []
    for key, value in shown.items():
        written = _text(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        lines.append(f"{key} = {written}")
    return lines


def _exported_at(file: Path) -> list[str]:
    if not (found := _STAMP.search(file.stem)):
        return ["# TODO: thời điểm kết xuất lấy ở đâu / where the time of export is found: [exported_at]"]
    digits = len(found[1])
    pattern = f"(?<!\\d)(\\d{{{digits}}})(?!\\d)"
    return ["", "[exported_at]", f"name_pattern = '{pattern}'", f'format = "{_STAMP_FORMATS[digits]}"']


def _mapped(m: Mapped) -> str:
    parts, todo = [f"column = {_text(m.column.name)}"], f"{m.score} % giống / alike"
    written = m.written if m.written.formats else m.usual  # an empty column is probably written as the others are
    if m.column.is_time:
        parts.append(f"formats = [{', '.join(map(_text, written.formats))}]")
        todo += "" if m.written.formats else "; TODO: cột không có ngày đọc được / it holds no date that could be read"
    if m.column.type == "datetime":
        parts.append(f"precision = {_text(written.precision)}")
        if written.precision == "day" and written.has_hours:
            todo += "; TODO: có ngày không ghi giờ, nên tính theo ngày / some have no hour, so it counts by the day"
    if m.values:
        pairs = ", ".join(f"{_text(written)} = {_text(code)}" for written, code in m.values.items())
        parts.append(f"values = {{ {pairs} }}")
        todo += "; TODO: đủ các giá trị chưa / are these all values?"
    return f"{_text(m.header)} = {{ {', '.join(parts)} }}  # {todo}"
