"""Files that left the inbox long ago are read again from their landing copies, once, when declarations change."""

import json
from dataclasses import replace
from datetime import date

import pytest
from nights import DAY, WABO, check_ledger, copy_city, deliver, dossier, hcmc, home_at, outcomes, run, sent_name, table

from schemas.city import load_city
from schemas.register import CITY
from warehouse import store
from warehouse.night.arrival.active import active_submissions
from warehouse.run import Run

pytestmark = pytest.mark.long

NAME = "HoSo_202302282000.csv"
NEW_SPELLING = {"units.csv": [("Q.12|", "Q.12|Quận Mười Hai|")]}


@pytest.fixture(scope="module")
def renamed(tmp_path_factory):
    """The city after a decision: its register knows one more spelling, so that every file wants reading again."""
    return copy_city(tmp_path_factory.mktemp("renamed") / "city", NEW_SPELLING)


def records(home):
    return sorted(store.load_submissions(home).values(), key=lambda s: (s.file_name, s.business_date, s.submission_id))


def active(home, city):
    return active_submissions(Run(home, city, DAY), records(home), store.load_retractions(home))


def read_then_removed(home, *paths):
    """A night over the inbox; afterwards somebody has cleared it."""
    report = run(home)
    for path in paths:
        path.unlink()
    return report


def test_a_file_that_left_the_inbox_is_read_again_once(tmp_path, renamed):
    home = home_at(tmp_path)
    read_then_removed(home, deliver(home, "quan-12", NAME, [dossier(i) for i in range(3)]))
    before = table(home, "dossiers")
    (outcome,) = outcomes(run(home, renamed))
    assert (outcome.status, outcome.is_read_again) == ("accepted", True)
    after = table(home, "dossiers")
    assert after.drop("submission_id").equals(before.drop("submission_id"))
    assert (
        set(after["submission_id"]) == {s.submission_id for s in active(home, renamed)} != set(before["submission_id"])
    )
    assert outcomes(run(home, renamed)) == []
    check_ledger(home)


def test_what_was_refused_is_accepted_from_its_copy_when_the_source_knows_its_words(tmp_path):
    fax = copy_city(
        tmp_path / "city", {"sources/dossiers-csv-utf8.toml": [('"Trực tiếp" =', '"Fax" = "direct", "Trực tiếp" =')]}
    )
    home = home_at(tmp_path / "home")
    path = deliver(home, "quan-12", NAME, [dossier(i, Kênh_nộp="Fax") for i in range(3)])
    assert [o.reason for o in outcomes(read_then_removed(home, path))] == ["gate"]
    assert [o.status for o in outcomes(run(home, fax))] == ["accepted"]
    assert table(home, "dossiers")["channel"].to_list() == ["direct"] * 3


@pytest.mark.parametrize(
    "control",
    [None, "rows=2\nexported_at=2023-02-27T21:00:00+07:00\n", json.dumps({"exported_at": "2023-02-27T20:00:00"})],
    ids=["the file's time", "a control file", "a control file without an offset"],
)
def test_what_stood_beside_the_bytes_is_remembered(tmp_path, renamed, control):
    home = home_at(tmp_path)
    paths = [deliver(home, "quan-12", "HoSo.csv", [dossier(1), dossier(2)])]
    if control is not None:
        paths.append(deliver(home, "quan-12", "HoSo.csv.done", control))
    read_then_removed(home, *paths)
    run(home, renamed)
    first, again = (
        (s.exported_at, s.exported_at_origin, s.modified_ns, s.promised_rows, s.promised_at) for s in records(home)
    )
    assert first == again
    assert first[1] == ("file_time" if control is None else "sidecar")


def test_the_same_bytes_under_two_names_are_read_again_once(tmp_path, renamed):
    home = home_at(tmp_path)
    first = deliver(home, "quan-12", "HoSo.csv", [dossier(1)])
    read_then_removed(home, first)
    deliver(home, "quan-12", "HoSo (1).csv", [dossier(1)])
    run(home)
    (outcome,) = outcomes(run(home, renamed))
    assert (sent_name(home, outcome), outcome.status) == ("HoSo (1).csv", "accepted")
    for _ in range(2):
        assert [(o.file_name, o.status) for o in outcomes(run(home, renamed))] == [
            (outcome.file_name, "already_loaded")
        ]


def test_another_time_found_in_the_same_name_is_no_second_export(tmp_path):
    undated = copy_city(
        tmp_path / "city", {"sources/dossiers-csv-utf8.toml": [(r"name_pattern = '^.*_(\d{12}).*$'" + "\n", "")]}
    )
    home = home_at(tmp_path / "home")
    path = deliver(home, "quan-12", NAME, [dossier(1)])
    run(home, undated)
    path.unlink()
    assert [o.status for o in outcomes(run(home))] == ["accepted"]
    assert outcomes(run(home)) == []
    assert [s.exported_at_origin for s in active(home, hcmc())] == ["name"]


def test_what_was_taken_back_stays_so(tmp_path, renamed):
    home = home_at(tmp_path)
    read_then_removed(home, deliver(home, "quan-12", NAME, [dossier(1)]))
    store.keep_retraction(home, records(home)[0].submission_id, {"reason": "a test"})
    run(home, renamed)
    assert table(home, "dossiers").height == 0
    assert outcomes(run(home, renamed)) == []


def test_two_files_of_one_name_do_not_meet(tmp_path, renamed):
    home = home_at(tmp_path)
    for number in range(6):
        deliver(home, "quan-12", "HoSo.csv", [dossier(number)])
        run(home)
    read_then_removed(home, home.inbox / "quan-12" / "HoSo.csv")
    assert [o.status for o in outcomes(run(home, renamed))] == ["accepted"] * 6
    assert table(home, "dossiers").height == 6


def test_a_file_of_several_units_is_read_again_until_all_its_parts_are_there(tmp_path):
    """A run that was killed between two units of an export of the city has kept one of them."""
    city = load_city(WABO)
    longer = city.about.limits.model_copy(update={"latest": date(2098, 1, 1)})
    after = replace(city, about=city.about.model_copy(update={"limits": longer}))
    home, at = home_at(tmp_path), " 09:00:00+01:00"
    rows = [
        f"case-{u},Internet,2023-02-20{at},{u},2023-02-10{at},,,,2023-02-07{at},1,\n" for u in ("General", "Experts")
    ]
    head = "case,channel,deadline,department,enddate,enddate_planned,group,responsible,startdate,events,last_event\n"
    path = deliver(home, CITY, "cases.csv", head + "".join(rows))
    run(home, city)
    path.unlink()
    before = store.load_submissions(home).keys()
    assert len(outcomes(run(home, after))) == 2
    lost = min(store.load_submissions(home).keys() - before)
    (home.submissions / f"{lost}.json").unlink()
    run(home, after)
    assert lost in store.load_submissions(home)
    assert table(home, "dossiers").height == 2


def test_without_its_copy_a_file_stays_as_it_was_read(tmp_path, renamed):
    home = home_at(tmp_path)
    read_then_removed(home, deliver(home, "quan-12", NAME, [dossier(i) for i in range(3)]))
    before = table(home, "dossiers")
    (copy,) = home.landing.rglob("*.csv")
    copy.write_bytes(copy.read_bytes().replace(b"0001", b"0009"))  # what it holds now is not what was sent
    assert outcomes(run(home, renamed)) == []
    copy.unlink()
    assert outcomes(run(home, renamed)) == []
    assert table(home, "dossiers").equals(before)
