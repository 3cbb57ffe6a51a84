"""Alerts about file systems that are nearly full: of bytes, or of names of files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from warehouse.watch.alert import Alert, alert

LEAST_FILES = 10_000  # a night of a city makes some hundreds


@dataclass(frozen=True)
class FileSystem:
    """A file system that the data root uses: a folder on it, and the bytes and files (None: no limit) still free."""

    folder: str
    free_bytes: int
    free_files: int | None


def disk_alerts(file_systems: Iterable[FileSystem], least_bytes: int, typed: Mapping[str, str]) -> Iterator[Alert]:
    """Yield the file systems on which less than `least_bytes`, or room for few files, is left."""
    for file_system in file_systems:
        lacks_files = file_system.free_files is not None and file_system.free_files < LEAST_FILES
        lacks_space = file_system.free_bytes < least_bytes
        if lacks_space or lacks_files:
            yield alert(
                "disk-low",
                file_system.folder,
                typed,
                kind="space" if lacks_space else "files",
                folder=file_system.folder,
                free_mb=file_system.free_bytes >> 20,
                least_mb=least_bytes >> 20,
                free_files=file_system.free_files or 0,
            )
