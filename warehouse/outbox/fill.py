"""The outbox is filled where something that its workbooks follow from is another; else nothing is ranked or written."""

from collections.abc import Collection
from pathlib import Path

from schemas.hashing import short_hash
from warehouse import store
from warehouse.ranking.request import Ranking, inputs_of


def fill_outbox(ranking: Ranking, late: Collection[str]) -> Path:
    """Write the workbook of each unit that delivers or should, unless all are there, and return the outbox.

    `late` are the ids of units that sent nothing although their cadence asks for it.
    """
    home = ranking.run.home
    record, key = home.cache / "outbox.json", outbox_key(ranking, late)
    if not store.is_made(record, key, home.outbox):
        from warehouse.outbox.write import write_outbox

        written_files = write_outbox(ranking.run, ranking.snapshot, ranking.draft, late)
        store.keep_key(record, key, home.outbox, written_files)
    return home.outbox


def outbox_key(ranking: Ranking, late: Collection[str]) -> str:
    """Return a hash of all that the workbooks for the units follow from."""
    return short_hash([ranking.run.keys["outbox"].derived, inputs_of(ranking), sorted(late)])
