"""What a run leaves behind while it goes on and where it fails, so that one that died is seen by whoever looks next.

`runs/under-way` is there, and locked, as long as a run goes on: a crash releases the lock and leaves the file.
`runs/failed/` holds a record of each run that raised, or died. How a run ended well is in its report (`flows.reports`).
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple, TextIO

from flows.faults import Fault, fault_of
from flows.reports import last_end
from schemas.errors import DamagedFile
from schemas.words.catalogue import said
from schemas.words.message import message
from schemas.words.shown import cut
from warehouse import store

Way = Literal["direct", "prefect"]
_MOST = 600  # characters: two texts of letters of three bytes are less than a block of the disk
_NO_CODE = -1  # of a run that died, and nobody saw how


@dataclass(frozen=True)
class Marker:
    """A run under way: when it began (UTC, by the clock of its machine), its process, and how it was started."""

    began_at: datetime
    pid: int
    way: Way
    business_date: str = ""


@dataclass(frozen=True)
class Failure:
    """A run that raised or died, and what the command line says of it, which quotes no data and no name of a file.

    `business_date` is empty where it is not known: the run raised before it held the data root.
    """

    began_at: datetime
    seen_at: datetime
    pid: int
    way: Way
    fault: Fault
    business_date: str = ""

    @property
    def is_death(self) -> bool:
        """Whether the run ended without a word: killed, or its machine was reset."""
        return self.fault.exit_code == _NO_CODE


@contextmanager
def under_way(home: store.Home, business_date: date, way: Way) -> Iterator[Marker]:
    """Mark a run as under way; keep a record of it where it raises, and of the run before where that one died.

    The caller holds the lock of the data root. A run that a person stops leaves nothing.
    """
    for unfinished_file in _folder(home).glob("*.part"):  # as a full disk left it
        unfinished_file.unlink(missing_ok=True)
    if (death := _death(home)) is not None:
        _keep(home, death)
    marker = Marker(datetime.now(UTC), os.getpid(), way, business_date.isoformat())
    with _standing_marker(home, marker) as file:
        try:
            yield marker
        except KeyboardInterrupt:
            _path(home).unlink(missing_ok=True)
            raise
        except BaseException as error:
            fault = fault_of(error)
            try:
                keep_failure(home, marker.began_at, way, fault, marker.business_date)
                _path(home).unlink()
            except OSError:  # a full disk: the marker stays, and has room to say how the run failed
                _add_fault(file, marker, fault)
            raise
        _path(home).unlink(missing_ok=True)


def keep_failure(home: store.Home, began_at: datetime, way: Way, fault: Fault, business_date: str = "") -> Failure:
    """Keep the record of a run of this process that raised, and return it.

    Args:
        home: the data root.
        began_at: when the run began.
        way: how it was started.
        fault: what ended it.
        business_date: its business date, where it is known.
    """
    failure = Failure(began_at, datetime.now(UTC), os.getpid(), way, fault, business_date)
    _keep(home, failure)
    return failure


def run_under_way(home: store.Home) -> Marker | None:
    """Return the run that goes on, or None."""
    state = _look(home)
    return state.marker if state and state.is_going_on else None


def failures(home: store.Home) -> list[Failure]:
    """Return the runs that raised or died, in the order in which they began; the last may have left but its marker."""
    death = _death(home)
    return sorted([*_records(home), *([death] if death else [])], key=lambda failure: failure.began_at)


def _folder(home: store.Home) -> Path:
    return home.runs / "failed"


def _path(home: store.Home) -> Path:
    return home.runs / "under-way"


@contextmanager
def _standing_marker(home: store.Home, marker: Marker) -> Iterator[TextIO]:
    """Have the marker stand, locked before it can be seen and as long as this process lives."""
    path = _path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished_file = path.with_suffix(".part")
    with unfinished_file.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        json.dump(asdict(marker), file, default=datetime.isoformat)
        file.flush()
        os.fsync(file.fileno())
        unfinished_file.replace(path)
        store.sync_folder(path.parent)
        yield file


def _add_fault(file: TextIO, marker: Marker, fault: Fault) -> None:
    """Write into the marker how its run failed: within the block of the disk that it has, no other is needed."""
    short = replace(fault, message_vi=cut(fault.message_vi, _MOST), message_en=cut(fault.message_en, _MOST))
    text = json.dumps(asdict(marker) | {"fault": asdict(short)}, ensure_ascii=False, default=datetime.isoformat)
    with suppress(OSError):
        os.pwrite(file.fileno(), text.encode(), 0)


class _MarkerState(NamedTuple):
    marker: Marker
    is_going_on: bool
    fault: Fault | None


def _look(home: store.Home) -> _MarkerState | None:
    """Return the marker that stands, whether its run goes on, and how it failed. Whoever looks hinders no run."""
    try:
        with _path(home).open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                is_going_on = False
            except BlockingIOError:
                is_going_on = True
            changed_at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            try:
                content = json.load(file)
                fault = Fault(**content.pop("fault")) if "fault" in content else None
                marker = Marker(**content | {"began_at": datetime.fromisoformat(content["began_at"])})
            except (ValueError, TypeError, KeyError):  # the disk lost what was written
                return _MarkerState(Marker(changed_at, 0, "direct"), is_going_on, None)
            return _MarkerState(marker, is_going_on, fault)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _death(home: store.Home) -> Failure | None:
    """Return the run whose marker nobody holds any more, although no report and no record says how it ended.

    It died, unless the marker says otherwise.
    """
    state = _look(home)
    if state is None or state.is_going_on:
        return None
    marker = state.marker
    end = last_end(home)
    reported_starts = [end.began_at] if end else []
    if marker.began_at in (*reported_starts, *(failure.began_at for failure in _records(home))):
        return None
    fault = state.fault or Fault(_NO_CODE, "", "", *said(message("alerts.died", pid=marker.pid)))
    return Failure(marker.began_at, datetime.now(UTC), marker.pid, marker.way, fault, marker.business_date)


def _records(home: store.Home) -> list[Failure]:
    return [failure for path in sorted(_folder(home).glob("*.json")) if (failure := _read_failure(path)) is not None]


def _read_failure(path: Path) -> Failure | None:
    """Return what a record says; nothing where it is no record any more."""
    try:
        content: dict[str, Any] = store.read_json(path)
        began_at, seen_at = (datetime.fromisoformat(content[name]) for name in ("began_at", "seen_at"))
        business_date = content.get("business_date", "")
        return Failure(began_at, seen_at, content["pid"], content["way"], Fault(**content["fault"]), business_date)
    except (DamagedFile, OSError, ValueError, TypeError, KeyError):
        return None


def _keep(home: store.Home, failure: Failure) -> None:
    name = f"{failure.began_at:%Y%m%dT%H%M%S.%fZ}-{failure.pid}.json"
    text = json.dumps(asdict(failure), ensure_ascii=False, indent=1, default=datetime.isoformat)
    store.write_text(_folder(home) / name, text)
