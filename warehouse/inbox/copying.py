"""Copies of whole files between open descriptors, and their hashes."""

import hashlib
import os

_AT_ONCE = 1 << 30
_BLOCK = 1 << 20


def copy_bytes(source: int, target: int) -> None:
    """Copy a file into an empty one. Raises `OSError` where it cannot be read or written.

    The system copies: where the file system can share blocks (XFS, Btrfs) none is read or written. What it cannot copy,
    or does not to the end (some say that a file ends when it does not), is read and written.
    """
    os.lseek(source, 0, os.SEEK_SET)
    _copy_within_system(source, target)
    while block := os.read(source, _BLOCK):
        remaining = memoryview(block)
        while remaining:
            remaining = remaining[os.write(target, remaining) :]


def hash_of(descriptor: int) -> str:
    """Return the SHA-256 of an open file, in hexadecimal."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", buffering=0, closefd=False) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_within_system(source: int, target: int) -> None:
    """Copy as much as the system can; both descriptors stand behind it afterwards."""
    try:
        while os.copy_file_range(source, target, _AT_ONCE):
            pass
    except OSError:
        return
