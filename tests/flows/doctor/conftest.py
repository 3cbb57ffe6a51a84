"""What all tests of doctor may ask for."""

import shutil
import tempfile
from pathlib import Path

import pytest
from doctor_cases import copied, sound_home


@pytest.fixture(scope="session")
def two_nights(tmp_path_factory):
    """A sound data root after two nights; nobody changes it."""
    return sound_home(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def home(two_nights, tmp_path):
    """A copy of it, to be damaged."""
    return copied(two_nights, tmp_path / "home")


@pytest.fixture
def open_to_all():
    """A folder that every user gets to."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
