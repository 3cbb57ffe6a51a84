"""Of what can be made again at any time: drafts by their keys, Data Docs, and the indexes in the cache."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from schemas.errors import DamagedFile
from warehouse import store
from warehouse.editions.drafts import KEY, LATEST, SITE
from warehouse.night.ingest.lost_docs import pages_lost, results_lost
from warehouse.store import Home
from warehouse.upkeep.damage import ADDED, CHANGED, MISSING, Damage
from warehouse.upkeep.expected import Expected, read_whole


def look_at_drafts(home: Home) -> tuple[list[Expected], list[Damage]]:
    """Return every file of the drafts whose key is there, and the damages that show without reading them."""
    files, damages = list[Expected](), list[Damage]()
    for folder in (p for p in sorted(home.drafts.glob("*")) if p.is_dir() and not p.is_symlink()):
        key = folder / KEY
        if not key.exists():  # of a night that was interrupted; the next one makes its draft anew
            continue
        hashes, difference = read_whole(key, store.made_files)
        if difference is not None:
            damages.append(Damage("draft-damaged", key, difference))
        if hashes is None:
            continue
        files += (Expected("draft-damaged", folder / name, sha256) for name, sha256 in hashes.items())
        site_files = {p for p in (folder / SITE).rglob("*") if p.is_symlink() or not p.is_dir()}
        damages += (Damage("draft-damaged", p, ADDED) for p in sorted(site_files - {folder / name for name in hashes}))
    links = (p for p in sorted(home.drafts.glob(f"{LATEST}*")) if p.is_symlink() and not p.exists())
    return files, [*damages, *(Damage("draft-damaged", link, CHANGED) for link in links)]


def look_at_docs(home: Home) -> Iterator[Damage]:
    """Yield the Data Docs where they were emptied; nothing has a hash of their pages."""
    if not home.docs.is_dir():  # a home may never have had them
        return
    with suppress(DamagedFile):
        if pages_lost(home) or results_lost(home):
            yield Damage("docs-damaged", home.docs / "site" / "index.html", MISSING)


def look_at_cache(home: Home) -> Iterator[Damage]:
    """Yield the index where SQLite finds it damaged: a night would do without it, and be slow."""
    path = store.index_path(home)
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as index:
            is_sound = index.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except sqlite3.Error:
        is_sound = False
    if not is_sound:
        yield Damage("cache-damaged", path, CHANGED)
