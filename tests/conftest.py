"""What tests of every room may ask for."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from warehouse.stages.declared import STAGES
from warehouse.stages.keys import codes_by_cache
from warehouse.stages.sources import read_sources

# Files that take longest, of which each is one process's: begun last they would leave the other idle. Longest first,
# after the one that must have its process before anything else has imported Prefect there.
LONGEST = (
    "test_flows.py",
    "test_prefect_tells.py",
    "test_no_connections.py",
    "test_modes.py",
    "test_stages_traced.py",
    "test_runners.py",
    "test_demo_truth.py",
    "test_check_as_night.py",
)

# How long an example takes is a fact about the machine: a busy one would fail tests that hold.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the longest files come first, the others in their order."""
    place = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.name, len(LONGEST)))


def pytest_collection_finish() -> None:
    """Have what was imported and collected no longer searched for garbage, again and again: it stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def knows_our_code(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Give a data root what its first night finds out about our code: every other process there takes it from it."""
    # One for the processes of a run, each of which has a folder beside those of the others.
    base = tmp_path_factory.getbasetemp()
    codes = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "codes" / "code.json"
    codes_by_cache(codes, read_sources(Path(__file__).parents[1], STAGES))

    def give(root: Path) -> None:
        (root / "cache").mkdir(parents=True, exist_ok=True)
        shutil.copy(codes, root / "cache")

    return give
