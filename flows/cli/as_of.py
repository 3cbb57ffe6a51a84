"""The day that a command takes where none is named: that of the last night, for which the units were to send."""

from dataclasses import replace
from datetime import date

from warehouse import store
from warehouse.run import Run


def as_of_snapshot(run: Run, day: date | None) -> Run:
    """Return the run on the day of the current snapshot where no day is named and there is one.

    Raises `DamagedFile` where the snapshot cannot be read.
    """
    snapshot = store.current_snapshot(run.home)
    if day or snapshot is None:
        return run
    return replace(run, business_date=date.fromisoformat(store.read_manifest(snapshot)["business_date"]))
