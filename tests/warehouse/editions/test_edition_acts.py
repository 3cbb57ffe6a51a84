import json

import pytest
from edition_cases import SERIES, Office, content

from schemas.edition import EditionRefused
from warehouse.pipeline import editions


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def test_from_a_draft_to_the_public(office):
    edition = office.submit()
    assert (edition.series, edition.version, edition.state) == (SERIES, 1, "in_review")
    assert office.approve(edition).state == "approved"
    assert not office.home.public.exists()
    done = office.publish(edition)
    assert (done.state, done.approved_by, done.published_by) == ("published", "chi", "dung")
    assert "lần đầu" in office.public(f"{SERIES}/vi/index.html")
    assert office.tree()[f"{SERIES}/data/rankings.xlsx"] == office.tree()[f"{SERIES}/v1/data/rankings.xlsx"]
    assert office.actions() == ["submit", "approve", "publish"]
    kept = json.loads((office.home.editions / SERIES / "v1" / "edition.json").read_text(encoding="utf-8"))
    assert kept["state"] == "published"
