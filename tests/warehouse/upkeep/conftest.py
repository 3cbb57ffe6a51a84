"""What tests of verifying and repairing may ask for."""

import pytest
from upkeep_cases import copied, lived_at


@pytest.fixture(scope="session")
def lived(tmp_path_factory):
    """A data root that was lived in; nobody changes it."""
    return lived_at(tmp_path_factory.mktemp("lived") / "home")


@pytest.fixture
def home(lived, tmp_path):
    """A copy of it, to be damaged."""
    return copied(lived, tmp_path / "home")
