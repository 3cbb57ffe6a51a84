"""Whether anything on this machine can be seen that begins a night: a line for cron, a timer of systemd."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from schemas.words.message import Message, message

_CRON = ("/etc/crontab", "/etc/cron.d", "/var/spool/cron", "/var/spool/cron/crontabs")
_UNITS = ("/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system", "/usr/local/lib/systemd/system")
_OF_USER = ".config/systemd/user"
_NIGHT = re.compile(r"motcua\b.*\bnightly\b")  # `motcua nightly`, also by its whole path and with options


def schedule_seen() -> Message | None:
    """Return what begins a night, or None where nothing can be seen: the lines of other users cannot."""
    for path in _files(_CRON):
        lines = _text(path).splitlines()
        if any(_NIGHT.search(line) for line in lines if not line.lstrip().startswith("#")):
            return message("doctor.schedule-cron", file=str(path))
    services = {path.stem for path in _units(".service") if _NIGHT.search(_text(path))}
    for timer in _units(".timer"):
        unit_line = re.search(r"^Unit=(.+)\.service\s*$", _text(timer), re.MULTILINE)
        if (unit_line[1].strip() if unit_line else timer.stem) in services:
            return message("doctor.schedule-timer", file=str(timer))
    return None


def _units(suffix: str) -> Iterator[Path]:
    folders = list(_UNITS)
    with suppress(RuntimeError):  # the system knows no home of this user
        folders.append(str(Path.home() / _OF_USER))
    return (path for path in _files(folders) if path.suffix == suffix)


def _files(places: tuple[str, ...] | list[str]) -> Iterator[Path]:
    for place in map(Path, places):
        try:
            if place.is_file():
                yield place
            elif place.is_dir() and os.access(place, os.R_OK | os.X_OK):
                yield from (path for path in sorted(place.iterdir()) if path.is_file())
        except OSError:
            continue


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
