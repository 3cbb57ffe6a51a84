"""Names by which it is recognised what stands in a JSON answer beside its records."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "json_names.toml"


def names(kind: str) -> frozenset[str]:
    """Return the names of one kind, as `bare_key` without spaces compares them; the kinds stand in the data file."""
    return frozenset(_all_names()[kind])


@cache
def _all_names() -> dict[str, list[str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
