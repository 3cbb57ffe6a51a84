"""What we compute and where it is kept: pure functions over Polars frames, and two edges that touch disk."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _installed


@cache  # every submission names it, and asking means reading what pip has written
def version() -> str:
    """Return the installed version of motcua."""
    try:
        return _installed("motcua")
    except PackageNotFoundError:
        return "not installed"
