"""A ranking is published a second time: what the first edition told of stocks that fell contradicts nothing."""

from datetime import date

import polars as pl
import pytest

from schemas.edition import EditionRefused
from tests.browser.hostile_city import DAY, HostileCity
from warehouse import store
from warehouse.disclosure.publication_counts import Earlier
from warehouse.publication.make import publication_of
from warehouse.ranking.rank_period import rank_period

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A night after which dossiers were open at the end of a quarter, where no small count is told."""
    city = HostileCity(tmp_path_factory.mktemp("city"), office="small_counts")
    city.night()
    return city


@pytest.fixture(scope="module")
def ranked(place):
    """Its city and its snapshot."""
    return place.city, store.current_snapshot(place.home)


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
    assert hidden(first) <= hidden(second)
    assert hidden(first)


def hidden(publication):
    """Return what is hidden for being small, but for months, which are others when the last of them is over."""
    rows = publication.tables["suppressions"].filter(pl.col("table_name") != "monthly", why="small")
    return set(rows.select("table_name", "unit_id", "item").iter_rows())


def test_a_draft_does_not_rest_on_an_edition_that_was_changed(place):
    """What the edition before hid would not be known: the draft would be kept, and tell it."""
    edition = place.published(place.draft())
    path = store.edition_folder(place.home, edition.series, edition.version) / "content/data/suppressions.parquet"
    path.chmod(0o644)
    whole = path.read_bytes()
    path.write_bytes(whole + b"0")
    with pytest.raises(EditionRefused, match=r"suppressions\.parquet"):
        place.draft()
    path.write_bytes(whole)
    assert place.draft().is_dir()
