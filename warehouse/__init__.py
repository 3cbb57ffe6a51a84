"""What we compute and where it is kept: pure functions over Polars frames, and two edges that touch disk."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _installed


def version() -> str:
    """Return the installed version of motcua."""
    try:
        return _installed("motcua")
    except PackageNotFoundError:
        return "not installed"
