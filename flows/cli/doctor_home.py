"""What `motcua doctor` finds of the data root: whether it can be written, who holds and may read it, the last night."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from flows.cli.finding import Finding
from flows.settings import now_utc
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse import store

_LATE = timedelta(hours=26)  # a nightly run should have ended by then


def root(home: store.Home) -> Finding:
    """Return whether the data root is there and can be written."""
    nearest = next(p for p in (home.root, *home.root.parents) if p.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        advice = message("doctor.make-writable", folder=str(nearest))
        return Finding("home", "error", f"{home.root}: not writable", advice)
    if not home.root.exists():
        return Finding("home", "warning", f"{home.root}: not there", message("doctor.no-home"))
    return Finding("home", "ok", str(home.root))


def state(home: store.Home) -> Iterator[Finding]:
    """Yield what there is in the data root; nothing where it is not there."""
    if not home.root.exists():
        return
    try:
        with store.one_writer(home):
            yield Finding("lock", "ok", "free")
            staged = [p.name for p in home.snapshots.glob(".staging-*")]
    except BlockingIOError:
        yield Finding("lock", "warning", "held", message("doctor.wait"))
        return
    yield _access(home)
    if staged:
        yield Finding("staging", "warning", ", ".join(staged), message("doctor.left-behind"))
    yield _last_run(home)


def _access(home: store.Home) -> Finding:
    open_to_others = list(store.exposed(home))
    if not open_to_others:
        return Finding("access", "ok", "closed to other users but for what is public")
    first = open_to_others[0].relative_to(home.root)
    state = f"{len(open_to_others)} files and folders are open to other users, first {shown(str(first))}"
    return Finding("access", "warning", state, message("doctor.close", home=str(home.root)))


def _last_run(home: store.Home) -> Finding:
    ended = [p.stat().st_mtime for p in home.runs.glob("*.json")]
    if not ended:
        return Finding("last run", "warning", "never", message("doctor.run-nightly"))
    when = datetime.fromtimestamp(max(ended), UTC).replace(microsecond=0)
    if now_utc() - when > _LATE:
        return Finding("last run", "warning", when.isoformat(), message("doctor.look-at-schedule"))
    return Finding("last run", "ok", when.isoformat())
