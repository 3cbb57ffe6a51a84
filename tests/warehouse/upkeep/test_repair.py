"""What can be made again is healed to the byte, wherever it was damaged; the rest is named, and nothing is made worse."""

from dataclasses import replace

import pytest
from nights import hcmc, no_docs, no_rankings
from upkeep_cases import LAST, WAYS, copied, damages, lived_at, state

from warehouse import store
from warehouse.night.steps import usual_steps
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run
from warehouse.upkeep.damage import below
from warehouse.upkeep.repair import repair_home

STEPS = replace(usual_steps(), read=read_delivery, judge=no_docs, rank=no_rankings)
HEALED_FROM_ROWS_AND_BYTES = ("accepted", "rejected", "submissions", "snapshots", "landing")


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return lived_at(tmp_path_factory.mktemp("lived") / "home")


@pytest.fixture
def home(lived, tmp_path):
    return copied(lived, tmp_path / "home")


def repair(home, city=None, on=LAST):
    with store.one_writer(home):
        return repair_home(Run(home, city or hcmc(), on), steps=STEPS)


def left(home, repaired):
    return [(damage.code, below(home, damage.path)) for damage in repaired.left]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("folder", HEALED_FROM_ROWS_AND_BYTES)
def test_every_file_of_a_folder_is_healed_to_the_byte(home, lived, folder, way):
    if (folder, way.__name__) == ("landing", "delete"):
        pytest.skip("a landing copy that is gone is no damage")
    for victim in sorted(p for p in (home.root / folder).rglob("*") if p.is_file()):
        if victim.is_file() and not victim.is_symlink():
            way(victim)
    assert damages(home) != []
    repaired = repair(home)
    assert left(home, repaired) == []
    assert repaired.healed
    assert {k: v for k, v in state(home).items() if not k.endswith("elsewhere")} == state(lived)
    assert repair(home).healed == ()
