"""What a file is read with, as one hash: the declarations in force and the code of the reading stage."""

from schemas.hashing import short_hash
from schemas.source import Source
from warehouse.run import Run


def reading_hash(run: Run, source: Source) -> str:
    """Return the hash that a submission read by `source` carries as its `declarations`."""
    return short_hash([run.city.declarations[source.id], run.keys["read"].code])


def unrecognised_hash(run: Run) -> str:
    """Return the hash for a file that no source has recognised: all of them decide that."""
    return short_hash([*run.city.declarations.values(), run.keys["read"].code])


def readings_in_force(run: Run) -> frozenset[str]:
    """Return the hashes under which a file need not be read again, whatever sources its unit uses by now."""
    return frozenset([unrecognised_hash(run), *(reading_hash(run, s) for s in run.city.sources.values())])
