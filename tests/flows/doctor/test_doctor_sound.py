"""A data root that is sound has no fault, whatever its past: `motcua doctor` ends with 0."""

import tarfile
from datetime import date
from pathlib import Path

import pytest
from doctor_cases import codes, told

from schemas.city import DEFAULT_CITY
from tests.warehouse.nights import run as take_in_hcmc
from warehouse import store

pytestmark = pytest.mark.long

FIXTURE = Path(__file__).parents[2] / "fixtures" / "0.1.0" / "data-root.tar.xz"


def test_what_version_0_1_0_left_is_sound_before_and_after_an_upgraded_night(tmp_path, capsys):
    with tarfile.open(FIXTURE) as archive:
        archive.extractall(tmp_path, filter="tar")
    assert codes(capsys, tmp_path, DEFAULT_CITY) == set()
    take_in_hcmc(store.Home(tmp_path), on=date(2023, 3, 3))
    assert codes(capsys, tmp_path, DEFAULT_CITY) == set()
    said = {f["name"]: (f["state"], f["found"]) for f in told(capsys, tmp_path, city=DEFAULT_CITY)[1]}
    assert said["snapshots"][1].startswith("3 snapshots")
    assert said["ledger"] == ("ok", said["ledger"][1])
