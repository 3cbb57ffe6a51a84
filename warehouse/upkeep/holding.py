"""Nothing is under way in a data root: neither a run, nor a step of an edition."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from warehouse import store


@contextmanager
def all_held(home: store.Home) -> Iterator[None]:
    """Hold the data root, and its editions where there are any; raise `BlockingIOError` where somebody else does."""
    with store.one_writer(home), store.one_editor(home) if home.editions.is_dir() else nullcontext():
        yield
