"""What goes by the policy of retention goes by its arrival, and nothing goes that is still needed."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lived_cases import SECOND, cases, files_of, lived_in, night
from nights import deliver, dossier, hcmc, home_at
from nights import run as take_in
from publish_cases import tree

from schemas.city import load_city
from schemas.errors import DeclarationError
from schemas.register import CITY
from schemas.retention import Retention, load_retention
from warehouse import store
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.reread import outdated_and_wanted, outdated_submissions
from warehouse.run import Run
from warehouse.store import Home
from warehouse.upkeep.clean import clean
from warehouse.upkeep.clean_made import made_candidates
from warehouse.upkeep.repair import repair_home
from warehouse.upkeep.verify import verify_home

pytestmark = pytest.mark.long

TODAY = datetime.now().date()  # the copies of the tests are written now
YEARS_AGO = datetime(2016, 5, 4).timestamp()
POLICY = Retention(landing_days=90)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return lived_in(tmp_path_factory.mktemp("lived"))


def copy_of(lived, root):
    return replace(lived, home=Home(shutil.copytree(lived.home.root, root, symlinks=True)))


def after(run, days, policy=POLICY, is_tried=False):
    """Clean so many days from now."""
    soon = time.time_ns() + 60 * 10**9
    return clean(replace(run, business_date=TODAY + timedelta(days)), policy, soon, is_tried)


def reasons(cleaned, kind):
    counts = {}
    for candidate in (c for c in cleaned.candidates if c.kind == kind):
        counts[candidate.reason] = counts.get(candidate.reason, 0) + 1
    return counts


def all_of(home):
    """Every file, but for the locks, with its inode and time."""
    return {name: state for name, state in tree(home.root).items() if not name.endswith(".lock")}


def by_commit(home):
    """The snapshots in the order in which they were made."""
    return sorted(home.snapshots.iterdir(), key=lambda path: (path / "manifest.json").stat().st_mtime)


def aged(home, days):
    """Have the copies of a data root lie there for so many days."""
    then = time.time() - days * 86_400
    for path in home.landing.rglob("*.*"):
        os.utime(path, (then, then))


def test_what_senders_say_of_the_time_does_not_count(tmp_path):
    """`find … -mtime +90 -delete` would have deleted every one of these files."""
    home = home_at(tmp_path)
    for n in range(20):
        os.utime(deliver(home, "quan-12", f"a-{n}.csv", [dossier(n)]), (YEARS_AGO, YEARS_AGO))
    take_in(home, on=TODAY)
    run = Run(home, hcmc(), TODAY)
    by_find = [p for p in home.inbox.rglob("*.csv") if time.time() - p.stat().st_mtime > 90 * 86_400]
    assert len(by_find) == 20
    assert reasons(after(run, 90), "inbox") == {"young": 20}
    assert len(list(home.inbox.rglob("*.csv"))) == len(list(home.landing.rglob("*.csv"))) == 20
    gone = after(run, 91)
    assert (reasons(gone, "inbox"), reasons(gone, "landing")) == ({"": 20}, {"": 20})
    assert not list(home.inbox.rglob("*.csv"))
    assert not list(home.landing.rglob("*.csv"))


def test_the_first_day_counts_and_a_copy_that_is_older_than_its_night_does_not(tmp_path):
    """A copy brought here by a restore may have any time; a night may be dated back."""
    home = home_at(tmp_path)
    deliver(home, "quan-12", "a.csv", [dossier(1)])
    take_in(home, on=date(2023, 3, 1))
    assert reasons(after(Run(home, hcmc(), TODAY), 90, is_tried=True), "landing") == {"young": 1}
    aged(home, 400)
    assert reasons(after(Run(home, hcmc(), TODAY), 0, is_tried=True), "landing") == {"": 1}
    later = home_at(tmp_path / "later")
    deliver(later, "quan-12", "a.csv", [dossier(1)])
    take_in(later, on=TODAY)
    aged(later, 400)
    assert reasons(after(Run(later, hcmc(), TODAY), 0, is_tried=True), "landing") == {"young": 1}


def test_nothing_goes_that_was_not_read(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "read.csv", [dossier(1)])
    deliver(home, "quan-12", "read.csv.done", "rows=1")
    deliver(home, "quan-12", "unknown.csv", "a,b\n1,2\n")  # no source knows it
    deliver(home, "quan-12", "short.csv", [dossier(2)])
    deliver(home, "quan-12", "short.csv.done", "rows=2")  # what was promised is not there: it is asked again
    deliver(home, "quan-12", "bad.csv", [dossier(3)])
    deliver(home, "quan-12", "bad.csv.done", "no control file")
    deliver(home, "quan-13-cu", "nobody.csv", [dossier(4)])
    deliver(home, "quan-12", "half.csv.part", "x")
    take_in(home, on=TODAY)
    deliver(home, "quan-12", "new.csv", [dossier(5)])  # came after the night
    (home.landing / "00").mkdir()
    (home.landing / "00" / f"{'0' * 64}.csv").write_text("nobody knows of it")
    cleaned = after(Run(home, hcmc(), TODAY), 200)
    waits = {"without-record", "waiting", "not-recognised", "failed", "still-copying", ""}
    assert set(reasons(cleaned, "inbox")) == waits
    assert not (home.inbox / "quan-12" / "read.csv").exists()
    assert not (home.inbox / "quan-12" / "read.csv.done").exists()
    left = {"unknown.csv", "short.csv", "short.csv.done", "bad.csv", "bad.csv.done", "new.csv", "half.csv.part"}
    assert {path.name for path in (home.inbox / "quan-12").iterdir()} == left
    assert (home.inbox / "quan-13-cu" / "nobody.csv").exists()
    assert reasons(cleaned, "landing") == {"": 1, "in-inbox": 2, "without-record": 1}


def test_a_copy_stays_while_its_file_does_and_a_later_night_makes_none_anew(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "a.csv", [dossier(1)])
    take_in(home, on=TODAY)
    again = deliver(home, "quan-1", "b.csv", [dossier(1)])  # the same bytes, of another unit, not read yet
    run = Run(home, hcmc(), TODAY)
    assert reasons(after(run, 200), "landing") == {"in-inbox": 1}
    again.unlink()
    after(run, 200)
    before = files_of(home.root / "accepted")
    report = take_in(home, on=TODAY + timedelta(201))
    assert not list(home.landing.rglob("*.csv"))
    assert [o.status for o in report.outcomes if o.file_name] == []
    assert files_of(home.root / "accepted") == before


def test_a_file_that_changes_after_it_was_looked_at_stays(tmp_path):
    home = home_at(tmp_path)
    path = deliver(home, "quan-12", "a.csv", [dossier(1)])
    take_in(home, on=TODAY)
    path.write_bytes(path.read_bytes().replace(b"Kinh doanh", b"KINH DOANH"))
    cleaned = after(Run(home, hcmc(), TODAY), 200)
    assert (reasons(cleaned, "inbox"), path.exists()) == ({"without-record": 1}, True)


def test_what_is_gone_by_the_policy_is_no_alarm_and_is_written_down(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    aged(run.home, 400)
    cleaned = after(run, 0)
    assert len(cleaned.going) == 6
    (written,) = run.home.removals.glob("*.json")
    removed = json.loads(written.read_bytes())
    assert removed["policy"] == {"landing_days": 90}
    assert {thing["kind"] for thing in removed["removed"]} == {"inbox", "landing"}
    assert "a.csv" not in written.read_text(encoding="utf-8")  # names of files may be those of persons
    later = replace(run, city=with_other_sources(run, tmp_path))
    active = active_submissions(later, store.load_submissions(run.home).values(), store.load_retractions(run.home))
    assert len(outdated_submissions(later, active)) == 2
    assert outdated_and_wanted(later, active) == []


def with_other_sources(run, root):
    city = shutil.copytree(run.city.folder, root / "other-city")
    for path in (city / "sources").glob("*.toml"):
        path.write_text(path.read_text(encoding="utf-8").replace('"Internet"', '"internet"', 1), encoding="utf-8")
    return load_city(city)


def test_what_is_to_be_read_again_stays_until_it_was(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    aged(run.home, 400)
    later = replace(run, city=with_other_sources(run, tmp_path))
    cleaned = after(later, 0)
    assert set(reasons(cleaned, "inbox")) == set(reasons(cleaned, "landing")) - {"in-inbox"} | {"waiting"}
    assert not cleaned.going


def test_snapshots_that_editions_rest_on_and_what_readers_hold_stay(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    first, _, third = by_commit(run.home)
    policy = Retention(snapshots_days=30, drafts_days=30, runs_days=30)
    assert reasons(after(run, 30, policy), "snapshots") == {"current": 1, "edition": 1, "young": 1}
    cleaned = after(run, 31, policy)
    assert reasons(cleaned, "snapshots") == {"current": 1, "edition": 1, "": 1}
    assert {path.name for path in run.home.snapshots.iterdir()} == {first.name, third.name}
    assert store.current_snapshot(run.home).name == third.name
    assert reasons(cleaned, "runs") == {"": 2, "last-report": 1}
    assert not list(run.home.work.iterdir())
    deliver(run.home, CITY, "d.csv", cases(60, 70))
    night(run.home, run.city, SECOND)


def test_the_last_report_is_that_of_the_night_that_ended_last_whatever_touched_the_others(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    reports = sorted(run.home.runs.glob("*.json"))
    for day, path in enumerate(reports, start=1):
        ended_at = datetime(2023, 3, day, tzinfo=UTC).isoformat()
        path.write_text(json.dumps(json.loads(path.read_bytes()) | {"ended_at": ended_at}, indent=1))
        os.utime(path, (time.time() - 86_400 * day,) * 2)
    looked_at = made_candidates(run, Retention(), [])
    assert [each.path for each in looked_at if each.reason == "last-report"] == reports[-1:]


def test_days_of_a_snapshot_begin_when_another_takes_its_place(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    first, second, _ = by_commit(run.home)
    then = time.time() - 400 * 86_400
    for path in (first, second):  # it was current for more than a year, as on days without news
        os.utime(path / "manifest.json", (then, then))
    assert reasons(after(run, 29, Retention(snapshots_days=30)), "snapshots") == {
        "current": 1,
        "edition": 1,
        "young": 1,
    }
    assert second.is_dir()


def test_a_dry_run_changes_nothing_and_a_second_run_does_nothing(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    policy = Retention(landing_days=1, snapshots_days=1, drafts_days=1, runs_days=1)
    before = all_of(run.home)
    tried = after(run, 9, policy, is_tried=True)
    assert all_of(run.home) == before
    done = after(run, 9, policy)
    assert [(t.kind, t.name) for t in done.going] == [(t.kind, t.name) for t in tried.going]
    assert (done.size, done.faults) == (tried.size, ())
    after_first = all_of(run.home)
    assert after(run, 9, policy).going == []
    assert all_of(run.home) == after_first


def test_without_a_policy_nothing_goes(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    before = all_of(run.home)
    cleaned = after(run, 10_000, Retention())
    assert cleaned.going == []
    assert all_of(run.home) == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Retention,
        landing_days=st.none() | st.integers(50, 60),
        inbox_days=st.none() | st.integers(1, 50),
        snapshots_days=st.none() | st.integers(1, 60),
        drafts_days=st.none() | st.integers(1, 60),
        runs_days=st.none() | st.integers(1, 60),
    ),
    st.integers(0, 70),
)
def test_whatever_the_policy_all_that_is_kept_for_ever_stays_and_nights_go_on(lived, tmp_path_factory, policy, days):
    run = copy_of(lived, tmp_path_factory.mktemp("some") / "home")
    for_ever = ("accepted", "rejected", "submissions", "retractions", "editions", "public-trees")
    before = {name: files_of(run.home.root / name) for name in for_ever}
    cleaned = after(run, days, policy)
    assert cleaned.faults == ()
    assert {name: files_of(run.home.root / name) for name in for_ever} == before
    current = store.current_snapshot(run.home)
    assert current.name == store.current_snapshot(lived.home).name
    assert {thing.path.exists() for thing in cleaned.going} <= {False}
    report = take_in(run.home, run.city, SECOND)
    assert report.snapshot == current


def test_a_policy_that_cannot_be_right_is_refused(tmp_path):
    assert load_retention(tmp_path) == Retention()
    for text in ("landing_days = 0", "landing = 90", "landing_days = 30\ninbox_days = 60", 'landing_days = "90"x'):
        (tmp_path / "retention.toml").write_text(text)
        with pytest.raises(DeclarationError, match=r"retention\.toml"):
            load_retention(tmp_path)


@pytest.mark.parametrize("lock", [store.one_writer, store.one_editor])
def test_nothing_goes_while_something_is_under_way(lived, tmp_path, lock):
    run = copy_of(lived, tmp_path / "home")
    with lock(run.home), pytest.raises(BlockingIOError):
        after(run, 1000)


def test_a_damaged_record_of_what_went_is_found_and_put_aside(lived, tmp_path):
    run = copy_of(lived, tmp_path / "home")
    after(run, 200, Retention(drafts_days=1, snapshots_days=1))
    (path,) = run.home.removals.iterdir()
    path.write_text(path.read_text().replace("snapshots", "snapshot", 1))
    assert [(d.code, d.path) for d in verify_home(run).damages] == [("removal-damaged", path)]
    repaired = repair_home(run)
    assert ([d.code for d in repaired.healed], repaired.left) == (["removal-damaged"], ())
    assert store.removed_copies(run.home) == frozenset()
    assert (run.home.damaged / "removals" / path.name).is_file()


# Cleans as a sender puts other files in the place of two, at the very moment at which these are about to go.
REPLACING = """
import os, sys, time
from datetime import date
from pathlib import Path
from nights import hcmc
from schemas.retention import Retention
from warehouse.run import Run
from warehouse.store import Home
from warehouse.upkeep.clean import clean
from warehouse.upkeep.repair import repair_home
from warehouse.upkeep.verify import verify_home

home, is_done = Home(Path(sys.argv[1])), []
LAST_MOMENT = ("os.rename", "os.remove")

def watch(event, arguments):
    if event in LAST_MOMENT and Path(os.fspath(arguments[0])).name in ("a.csv", "b.csv.done"):
        name = Path(os.fspath(arguments[0])).name
        if name not in is_done:
            is_done.append(name)
            os.replace(home.root / f"new-{name}", home.inbox / "quan-12" / name)

sys.addaudithook(watch)
clean(Run(home, hcmc(), date(2100, 1, 1)), Retention(landing_days=1), time.time_ns())
print(*is_done)
"""


def test_what_a_sender_puts_in_the_place_of_what_goes_stays(tmp_path):
    home = home_at(tmp_path / "home")
    for n, name in enumerate(("a.csv", "b.csv")):
        deliver(home, "quan-12", name, [dossier(n)])
    deliver(home, "quan-12", "b.csv.done", "rows=1")
    take_in(home, on=TODAY)
    for name in ("a.csv", "b.csv.done"):
        (home.root / f"new-{name}").write_text("new")
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", REPLACING, home.root],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": f"{root}:{root / 'tests' / 'warehouse'}"},
    )
    assert done.stdout.split() == ["a.csv", "b.csv.done"], done.stderr
    left = {path.name: path.read_text() for path in (home.inbox / "quan-12").iterdir()}
    assert left == {"a.csv": "new", "b.csv.done": "new"}
    assert len(list(home.landing.rglob("*.csv"))) == 1


def test_what_an_interrupted_cleaning_was_about_to_remove_is_put_back(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "a.csv", [dossier(1)])
    going = home.inbox / "quan-12" / ".motcua-going-x"
    going.mkdir()
    (home.inbox / "quan-12" / "a.csv").rename(going / "a.csv")
    assert reasons(after(Run(home, hcmc(), TODAY), 200), "inbox") == {"without-record": 1}
    assert [path.name for path in (home.inbox / "quan-12").iterdir()] == ["a.csv"]
