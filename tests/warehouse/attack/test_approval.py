"""Nothing is approved from which a small count can be worked out, alone or beside what is public already."""

from dataclasses import replace

import pytest
from edition_cases import SERIES, Office, content
from small_cities import BIG, city_of, city_that_tells

from schemas.edition import EditionRefused
from schemas.words.catalogue import text
from schemas.words.languages import LANGUAGES
from warehouse.editions import acts
from warehouse.editions.withstood import attack_edition

# Two small counts in a unit, and a rough score: neither follows.
SAFE = replace(city_of(petitions_on_time=[(60, 66), *BIG[1:]]), decimals=-1)


def of(city, **about):
    whole = content(**about)
    return replace(whole, files={**whole.files, **city.files()})


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def test_what_tells_a_small_count_is_not_approved(office):
    edition = office.submit(of=of(city_that_tells()))
    with pytest.raises(EditionRefused) as refused:
        office.approve(edition)
    assert refused.value.code == "attack"
    assert "petitions_on_time (mẫu số trừ tử số), 01/01/2022 – 31/12/2022 = 6" in refused.value.message_vi
    assert f"motcua edition attack {SERIES}" in refused.value.message_en
    entry = acts.history(office.home)[-1]
    assert (entry.action, entry.actor, entry.details["attempted"], entry.details["because"]) == (
        *("refuse", "chi"),
        *("approve", "attack"),
    )


def test_what_withstands_is_approved(office):
    edition = office.submit(of=of(SAFE))
    assert attack_edition(office.home, edition).findings
    assert office.approve(edition).state == "approved"


def test_a_site_that_lists_nothing_hidden_is_not_attacked(office):
    edition = office.submit()
    assert attack_edition(office.home, edition) is None
    assert office.approve(edition).state == "approved"


def test_an_edition_before_can_give_away_what_this_one_hides(office):
    """What is hidden now stood in the version before; the units have sent nothing since."""
    office.publish(office.approve(office.submit(of=of(replace(SAFE, hides_nothing=True)))))
    edition = office.submit(of=of(SAFE), reason="sửa")
    recovered = attack_edition(office.home, edition).recovered
    assert {(finding.key.item, finding.key.part, finding.least) for finding in recovered} == {
        ("petitions_on_time", "rest", 6)
    }
    with pytest.raises(EditionRefused) as refused:
        office.approve(edition)
    assert refused.value.code == "attack"


def test_each_count_is_said_in_both_languages(office):
    attack = attack_edition(office.home, office.submit(of=of(city_that_tells())))
    finding = next(finding for finding in attack.recovered if finding.key.table_name == "rankings")
    assert [text(finding.how, language) for language in LANGUAGES] == [
        "không số nào khác khớp với điểm 83,12 của đơn vị và các số đã công bố khác",
        "no other number agrees with the score 83.12 of the unit and with what else is published",
    ]
