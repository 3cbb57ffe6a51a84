"""A ranking is published a second time: what the first edition told of stocks that fell contradicts nothing."""

from datetime import date

import pytest

from tests.browser.hostile_city import DAY, HostileCity
from warehouse import store
from warehouse.pipeline.draft import rank_period
from warehouse.pipeline.publication import publication_of
from warehouse.pipeline.published.protect import Earlier


@pytest.fixture(scope="module")
def ranked(tmp_path_factory):
    """City and snapshot of a night after which dossiers were open at the end of a quarter, and closed later."""
    city = HostileCity(tmp_path_factory.mktemp("city"))
    city.night()
    return city.city, store.current_snapshot(city.home)


def publication(ranked, day, earlier=None):
    city, snapshot = ranked
    return publication_of(city, snapshot, rank_period(city, snapshot, "2023", "timeliness", day), earlier=earlier)


@pytest.fixture(scope="module")
def first(ranked):
    return publication(ranked, DAY)


@pytest.mark.parametrize("changed", ["nobody", "everybody"])
@pytest.mark.parametrize("day", [DAY, date(2023, 12, 31)])
def test_the_second_publication_hides_what_is_small(ranked, first, changed, day):
    units = frozenset(first.tables["units"].get_column("unit_id")) if changed == "everybody" else frozenset()
    second = publication(ranked, day, Earlier(first.tables, units))
    assert second.record["disclosure"]["small"] >= first.record["disclosure"]["small"] > 0
