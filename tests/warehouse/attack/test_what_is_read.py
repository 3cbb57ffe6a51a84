"""The site and the downloads as they are made: every count that the ranking shows is read in each form that it has."""

import pytest
from release_cases import CITY
from small_city import HIDDEN

from warehouse.attack.tree import Edition
from warehouse.release.files import release_files
from warehouse.site.build import site_files

pytestmark = pytest.mark.long

FORMS = ("vi/units/", "en/units/", "vi/indicators/", "en/indicators/")
FILES = ("data/rankings.csv", "data/rankings.sdmx.csv", f"data/{CITY.series}.xlsx")


@pytest.fixture(scope="module")
def counts():
    """Form -> the counts of the ranking, by key, that are read from it."""
    files = {f"data/{path}": data for path, data in release_files(CITY).items()} | site_files(CITY)
    encoded = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
    counts = {}
    for count in Edition("", encoded).counts():
        form = next((form for form in FORMS if count.place.startswith(form)), count.place)
        if count.key.table_name == "rankings" and count.key.part in ("x", "n"):
            counts.setdefault(form, {})[count.key] = count.value
    return counts


@pytest.mark.parametrize("form", [*FORMS, *FILES])
def test_every_form_is_read_as_the_table_is(counts, form):
    shown = {key: value for key, value in counts["data/rankings.parquet"].items() if value is not None}
    assert len(shown) > 30
    assert counts[form] == shown


def test_what_the_city_hides_stands_nowhere(counts):
    for form, of_form in counts.items():
        assert [key for key in of_form if (key.unit_id, key.item) == HIDDEN and key.part == "x"] == [], form
