"""The file systems that the data root lies on: one, writable, with room for a night."""

import os
from collections.abc import Iterator
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault
from flows.doctor.folders import night_folders
from schemas.notices import load_notices
from schemas.words.message import message
from warehouse.watch.disks import LEAST_FILES

_HEADROOM = 5 << 30  # bytes free, below which it is a warning
_MAY_LIE_ELSEWHERE = ("inbox", "outbox")  # others fill and empty them, and nothing in them is linked to


def disks(checkup: Checkup) -> Iterator[Finding]:
    """Yield the room on each file system, and each folder that lies on another than the data root.

    What is too little room is what people are told of as an alert.
    """
    least_bytes = load_notices(checkup.city.folder, checkup.city.register).disk_low_mb << 20
    try:
        root = nearest(checkup.home.root)
    except OSError:  # a folder above it is closed to us, which is told
        return
    device = root.stat().st_dev
    known_devices = {device}
    yield from _room(root, "disk", least_bytes)
    for folder in night_folders(checkup.home):
        if not folder.path.is_dir():
            continue
        folder_device = folder.path.stat().st_dev
        if folder_device != device and folder.name not in _MAY_LIE_ELSEWHERE:
            yield fault(message("doctor.item-disk"), "other-file-system", folder=str(folder.path), root=str(root))
        if folder_device not in known_devices:
            known_devices.add(folder_device)
            yield from _room(folder.path, folder.name, least_bytes)


def nearest(path: Path) -> Path:
    """Return the nearest folder above a path that is there, or the path itself."""
    return next(p for p in (path, *path.parents) if p.exists())


def _room(folder: Path, name: str, least_bytes: int) -> Iterator[Finding]:
    item = message("doctor.item-disk") if name == "disk" else message("doctor.item-disk-of", folder=name)
    room = os.statvfs(folder)
    free = room.f_bavail * room.f_frsize
    words = message("doctor.free", megabytes=free >> 20)
    if free < least_bytes:
        yield fault(item, "disk-low", folder=str(folder), megabytes=free >> 20, least=least_bytes >> 20)
    elif free < _HEADROOM:
        yield Finding(item, "warning", words, message("doctor.free-disk"))
    else:
        yield Finding(item, "ok", words)
    if room.f_files and room.f_favail < LEAST_FILES:
        yield fault(item, "inodes-low", folder=str(folder), files=room.f_favail)
