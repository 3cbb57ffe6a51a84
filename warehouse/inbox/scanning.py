"""Looking through the inbox without following a link out of it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from schemas.register import CITY, Register
from warehouse.inbox.control import NO_CONTROL, control_of, read_control
from warehouse.inbox.entries import Delivery, LeftAlone, Scan, link, still_copying

_TEMPORARY_PREFIXES = (".", "~")
_TEMPORARY_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".swp", "~")
_SYSTEM_NAMES = ("thumbs.db", "desktop.ini")
_DATA_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".json", ".ndjson", ".zip")


def scan(inbox: Path, register: Register, settled_before_ns: int) -> Scan:
    """Return what lies in `inbox/<unit>/...` and `inbox/_city/...`, following no link.

    A file changed after `settled_before_ns` (nanoseconds since 1970) is still being copied, unless a `.done` marker
    says that it is finished.
    """
    deliveries, left = list[Delivery](), list[LeftAlone]()
    for entry in _entries(Path(inbox), left):
        path = Path(entry.path)
        if reason := _not_ours(entry):
            left.append(reason)
        elif not entry.is_dir(follow_symlinks=False):
            left.append(_outside(path))
        elif (unit_id := _unit_of(entry.name, register)) is None:
            left.append(_unknown_unit(path, register))
        else:
            _scan_folder(path, unit_id, settled_before_ns, deliveries, left)
    return Scan(
        tuple(sorted(deliveries, key=lambda d: (d.unit_id, str(d.path)))),
        tuple(sorted(left, key=lambda a: str(a.path))),
    )


def _entries(folder: Path, left: list[LeftAlone]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda e: e.name)
    except PermissionError:
        left.append(LeftAlone(folder, "no-permission", "Không có quyền đọc thư mục.", "The folder may not be read."))


def _scan_folder(
    folder: Path, unit_id: str, settled_before_ns: int, deliveries: list[Delivery], left: list[LeftAlone]
) -> None:
    files = dict[str, os.DirEntry[str]]()
    for entry in _entries(folder, left):
        if reason := _not_ours(entry):
            left.append(reason)
        elif entry.is_dir(follow_symlinks=False):
            _scan_folder(Path(entry.path), unit_id, settled_before_ns, deliveries, left)
        else:
            files[entry.name] = entry
    controls = control_of(sorted(files))
    for name, entry in files.items():
        if name in controls.values():
            continue
        path = Path(entry.path)
        if name.endswith(".done"):
            left.append(_control_alone(path))
            continue
        seen = entry.stat(follow_symlinks=False)
        marker = controls.get(name)
        is_done = marker is not None and marker.endswith(".done")
        if seen.st_mtime_ns > settled_before_ns and not is_done:
            left.append(still_copying(path))
            continue
        control = read_control(folder / marker) if marker else NO_CONTROL
        deliveries.append(Delivery(path, unit_id, seen.st_size, seen.st_mtime_ns, seen.st_dev, seen.st_ino, control))


def _unit_of(folder_name: str, register: Register) -> str | None:
    if folder_name == CITY:
        return CITY
    unit = register.resolve(folder_name)
    return unit.unit_id if unit else None


def _not_ours(entry: os.DirEntry[str]) -> LeftAlone | None:
    """Return why an entry is left alone whatever it holds, or None."""
    path, name = Path(entry.path), entry.name.casefold()
    if name.startswith(_TEMPORARY_PREFIXES) or name.endswith(_TEMPORARY_SUFFIXES) or name in _SYSTEM_NAMES:
        return LeftAlone(path, "temporary-name", "Tên của tệp tạm hoặc tệp hệ thống.", "The name of a temporary file.")
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        return link(path)
    if stat.S_ISDIR(mode) and name.endswith(_DATA_SUFFIXES):
        return LeftAlone(
            path,
            "folder-named-like-file",
            "Đây là thư mục nhưng mang tên của tệp. Đổi tên thư mục.",
            "This is a folder with the name of a file. Rename it.",
        )
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        return LeftAlone(
            path, "not-a-file", "Không phải tệp thông thường (thiết bị, ống dẫn).", "Not a regular file (device, pipe)."
        )
    return None


def _outside(path: Path) -> LeftAlone:
    return LeftAlone(
        path,
        "outside-unit-folder",
        f"Tệp nằm ngoài thư mục đơn vị. Chuyển vào thư mục của đơn vị hoặc {CITY}.",
        f"The file is in no unit's folder. Move it to the unit's folder or to {CITY}.",
    )


def _control_alone(path: Path) -> LeftAlone:
    return LeftAlone(
        path,
        "control-without-file",
        "Tệp .done không thuộc về đúng một tệp dữ liệu bên cạnh. Đặt tên <tên tệp>.done.",
        "The .done file belongs to no single data file beside it. Call it <file name>.done.",
    )


def _unknown_unit(path: Path, register: Register) -> LeftAlone:
    close = ", ".join(register.suggest(path.name))
    return LeftAlone(
        path,
        "unknown-unit-folder",
        f"Thư mục không phải tên đơn vị nào.{f' Gần giống: {close}.' if close else ''} Đổi tên thư mục.",
        f"The folder names no unit.{f' Nearest: {close}.' if close else ''} Rename it.",
    )
