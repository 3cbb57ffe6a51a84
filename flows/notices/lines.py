"""Notices as lines of JSON at the end of a file."""

import json
import os
import stat
from pathlib import Path

from flows.notices.faults import ChannelFault
from flows.notices.ledger import write_all
from flows.notices.notice import Notice
from schemas.notices import NoticeFile
from schemas.words.message import message


def append_line(channel: NoticeFile, notice: Notice) -> None:
    """Add a notice to the file as one line, whole or not at all, durably; raise `ChannelFault` where that fails."""
    try:
        _append(Path(channel.path), f"{json.dumps(notice.as_json(), ensure_ascii=False)}\n".encode())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ChannelFault(message("notices.not-written", file=channel.path, why=why)) from None


def _append(path: Path, line: bytes) -> None:
    # A pipe that nobody reads would hold the night up; a link may lead anywhere.
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "no regular file")
        is_unfinished = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        try:
            write_all(descriptor, b"\n" * is_unfinished + line)
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
