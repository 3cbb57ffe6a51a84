"""Landing by the index: what is unchanged is neither read nor written, and nothing that changed is believed."""

import hashlib
import os
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nights import DAY, deliver, dossier, hcmc, home_at, outcomes, run

from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from warehouse import store
from warehouse.check.shapes import shape_of_name
from warehouse.inbox import KnownFile, is_due
from warehouse.inbox.copying import copy_bytes, hash_of
from warehouse.night.arrival import landing
from warehouse.night.arrival.arrive import arrive
from warehouse.run import Limits, Run

BIG = 4 << 20  # bytes of a file: whoever reads one has read more than a look takes else (our own source code, 1.2 MB)
IO = Path("/proc/self/io")
CADENCE = timedelta(hcmc().about.recheck_landing_days)


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path)


def look(home, on=DAY, settled_for_s=60):
    """Look into the inbox; the file system's clock has gone so many seconds since anything in it was changed."""
    return arrive(Run(home, hcmc(), on), time.time_ns() + settled_for_s * 10**9, [], Limits(), ())


def landed(home, **others):
    """File name -> hash of what was landed."""
    return {a.delivery.path.name: a.landed.sha256 for a in look(home, **others).new}


def indexed(home):
    """File name -> what the index knows of it."""
    return {Path(os.fsdecode(path)).name: value for path, value in entries(home).items()}


def entries(home):
    return store.read_index(home, landing._KIND, landing._SHAPE) or {}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rewritten(path, letter):
    """Overwrite a file in place with as many other bytes, and give it back its time."""
    state = path.stat()
    path.write_bytes(letter * state.st_size)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def unseen(home, path):
    """Make the index believe that a file is as it was: what a clock that stands still, or a failing disk, would do."""
    s = path.stat()
    state = [s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_dev, s.st_ino]
    changed = {name: [state, *v[1:]] for name, v in entries(home).items() if name.endswith(os.fsencode(path.name))}
    store.write_index(home, landing._KIND, landing._SHAPE, changed, ())


@contextmanager
def counted():
    """How many bytes this process asked the system to read and to write meanwhile."""
    amounts = {}

    def now():
        lines = dict(line.split(": ") for line in IO.read_text().splitlines())
        return {name: int(lines[name]) for name in ("rchar", "wchar")}

    before = now()
    yield amounts
    amounts |= {name: after - before[name] for name, after in now().items()}


def big_inbox(home):
    return [deliver(home, unit, "a.csv", unit[-1].encode() * BIG) for unit in ("quan-1", "quan-3", "quan-12")]


def copies(home):
    return {str(p): (p.stat().st_ino, p.stat().st_mtime_ns) for p in home.landing.rglob("*") if p.is_file()}


@pytest.mark.skipif(not IO.exists(), reason="only Linux counts")
def test_an_unchanged_inbox_is_neither_read_nor_written(home):
    big_inbox(home)
    first = look(home)
    before = copies(home), store.index_path(home).stat()
    with counted() as amounts:
        second = look(home)
    assert amounts["rchar"] < BIG
    assert amounts["wchar"] < BIG
    after = copies(home), store.index_path(home).stat()
    assert after[0] == before[0]
    assert (after[1].st_ino, after[1].st_mtime_ns) == (before[1].st_ino, before[1].st_mtime_ns)
    assert second == first
    assert len(second.new) == 3


@pytest.mark.skipif(not IO.exists(), reason="only Linux counts")
@pytest.mark.parametrize("fate", ["lost", "broken", "of another shape"])
def test_without_its_index_the_inbox_is_hashed_and_nothing_that_is_there_is_copied(home, fate):
    big_inbox(home)
    first, before, known = look(home), copies(home), indexed(home)
    path = store.index_path(home)
    if fate == "lost":
        path.unlink()
    elif fate == "broken":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        store.write_index(home, landing._KIND, "another", {b"x": 1})
    with counted() as amounts:
        assert look(home) == first
    assert amounts["wchar"] < BIG
    assert (copies(home), indexed(home)) == (before, known)
    with counted() as amounts:
        assert look(home) == first
    assert amounts["rchar"] < BIG


def in_place(path):
    rewritten(path, b"y")


def by_another_file(path):
    other = path.with_name("other.csv")
    other.write_bytes(b"y" * path.stat().st_size)
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


def by_a_longer_one(path):
    path.write_bytes(path.read_bytes() + b"y")
    os.utime(path, (0, 0))


@pytest.mark.parametrize("change", [in_place, by_another_file, by_a_longer_one])
def test_a_file_whose_bytes_were_changed_is_landed_anew(home, change):
    path = deliver(home, "quan-1", "a.csv", b"x" * 1000)
    old = landed(home)
    change(path)
    assert landed(home) == {"a.csv": digest(path)} != old
    assert len(copies(home)) == 2
    assert indexed(home)["a.csv"][1] == digest(path)


def lose_index(home, _path):
    store.index_path(home).unlink(missing_ok=True)


def break_index(home, _path):
    if store.index_path(home).exists():
        os.truncate(store.index_path(home), 5000)


def lose_copies(home, _path):
    for copy in home.landing.rglob("*.csv"):
        copy.unlink()


STEPS = {
    "written": lambda _home, path: path.write_bytes(os.urandom(8)),
    "rewritten": lambda _home, path: path.exists() and rewritten(path, os.urandom(1)),
    "replaced": lambda _home, path: path.exists() and by_another_file(path),
    "touched": lambda _home, path: path.exists() and os.utime(path, (1, 1)),
    "removed": lambda _home, path: path.unlink(missing_ok=True),
    "index lost": lose_index,
    "index broken": break_index,
    "copies lost": lose_copies,
}


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(list(STEPS)), st.sampled_from("ab"), st.booleans()), max_size=10))
def test_whatever_is_done_to_the_files_each_is_landed_as_it_is(tmp_path_factory, steps):
    home = home_at(tmp_path_factory.mktemp("home"))
    folder = home.inbox / "quan-1"
    folder.mkdir()
    for step, name, is_night_between in [*steps, ("written", "a", True)]:
        STEPS[step](home, folder / f"{name}.csv")
        if is_night_between:
            arrivals = look(home)
            here = {p.name: digest(p) for p in folder.iterdir()}
            assert {a.delivery.path.name: a.landed.sha256 for a in arrivals.new} | {
                d.path.name: digest(d.path) for d, _ in arrivals.known
            } == here
            assert all(digest(a.landed.path) == a.landed.sha256 for a in arrivals.new)
            assert {name: value[1] for name, value in indexed(home).items()} == here
            assert arrivals.damaged == ()


def test_a_file_that_was_only_touched_is_not_copied(home):
    path = deliver(home, "quan-1", "a.csv", b"x" * 1000)
    old, before = landed(home), copies(home)
    os.utime(path, (1, 1))
    assert landed(home) == old
    assert copies(home) == before
    assert indexed(home)["a.csv"][0][1] == 10**9


def test_a_file_changed_a_moment_ago_is_not_believed_to_stay(home):
    """It may change again before the clock of the file system goes on: then nothing but its bytes is different."""
    path = deliver(home, "quan-1", "a.csv", b"x" * 1000)
    for seconds in (0, 1):
        landed(home, settled_for_s=seconds)
        rewritten(path, b"yz"[seconds : seconds + 1])
        unseen(home, path)
        assert landed(home, settled_for_s=seconds) == {"a.csv": digest(path)}
    assert indexed(home) == {}
    landed(home)
    assert list(indexed(home)) == ["a.csv"]


def test_files_that_are_gone_are_forgotten(home):
    paths = big_inbox(home)
    look(home)
    before = entries(home)
    paths[0].unlink()
    look(home)
    assert entries(home) == {name: value for name, value in before.items() if b"quan-1/" not in name}
    assert len(entries(home)) == 2


@pytest.mark.parametrize("fate", ["gone", "cut"])
def test_a_copy_that_is_not_there_is_made_again(home, fate):
    path = deliver(home, "quan-1", "a.csv", b"x" * 1000)
    look(home)
    (copy,) = home.landing.rglob("*.csv")
    if fate == "gone":
        copy.unlink()
    else:
        os.truncate(copy, 10)
    assert landed(home) == {"a.csv": digest(path)}
    assert copy.read_bytes() == path.read_bytes()


def test_bytes_that_changed_unseen_are_found_within_the_cadence(home):
    path = deliver(home, "quan-1", "a.csv", b"x" * 1000)
    old = landed(home)
    rewritten(path, b"y")
    unseen(home, path)
    assert landed(home) == old
    assert landed(home, on=DAY + CADENCE) == {"a.csv": digest(path)}
    assert landed(home) == {"a.csv": digest(path)}


def test_a_damaged_copy_is_told_of_and_made_again(home):
    path = deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    assert outcomes(run(home), "accepted")
    (copy,) = home.landing.rglob("*.csv")
    rewritten(copy, b"x")
    assert [o.status for o in outcomes(run(home))] == ["already_loaded"]
    report = run(home, on=DAY + CADENCE)
    (outcome,) = outcomes(report, "failed")
    assert (outcome.reason, outcome.unit_id, outcome.file_name) == (
        "landing-damaged",
        "quan-12",
        shape_of_name(path.name),
    )
    assert copy.name in outcome.message_vi
    assert "copied again" in outcome.message_en
    assert report.needs_attention
    assert copy.read_bytes() == path.read_bytes()
    assert not outcomes(run(home, on=DAY + CADENCE), "failed")


def test_a_damaged_copy_of_bytes_that_nobody_has_any_more_is_told_of(home):
    path = deliver(home, "quan-12", "a.csv", b"x" * 1000)
    look(home)
    (copy,) = home.landing.rglob("*.csv")
    rewritten(copy, b"z")
    rewritten(path, b"y")
    unseen(home, path)
    arrivals = look(home, on=DAY + CADENCE)
    ((_, damage),) = arrivals.damaged
    assert (damage.copy_name, damage.is_replaced) == (copy.name, False)
    assert "backup" in text(damage.message, ENGLISH)
    assert copy.read_bytes() == b"z" * 1000
    assert [a.landed.sha256 for a in arrivals.new] == [digest(path)]


def test_a_broken_promise_is_told_every_night_without_reading_the_file_again(home):
    deliver(home, "quan-1", "a.csv", b"x" * BIG)
    deliver(home, "quan-1", "a.csv.done", b"sha256=" + b"0" * 64)
    for amount in (5 * BIG, BIG):
        with counted() as amounts:
            (arrival,) = look(home).new
        assert (arrival.landed, arrival.refused.code) == (None, "control-total")
        assert amounts["rchar"] < amount


NIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=40)


@given(start=st.dates(date(2000, 1, 1), date(2050, 1, 1)), hashed=st.binary(min_size=4, max_size=4), gaps=NIGHTS)
def test_every_file_is_checked_once_in_a_cadence_whatever_nights_are_left_out(start, hashed, gaps):
    days = 10
    known, checks, nights = KnownFile((), hashed.hex().ljust(64, "0"), "", start), [start], [start]
    for gap in gaps:
        nights.append(nights[-1] + timedelta(gap))
        if is_due(known, nights[-1], days):
            known = known._replace(checked_on=nights[-1])
            checks.append(nights[-1])
        assert not is_due(known, nights[-1], days)
        assert nights[-1] - checks[-1] < timedelta(days)
    assert len(checks) - 1 <= (nights[-1] - start).days // days + 1


def test_each_night_checks_its_share(home):
    hashes = [hashlib.sha256(bytes([i])).hexdigest() for i in range(250)]
    known = [KnownFile((), h, "", DAY) for h in hashes]
    nights = [DAY + timedelta(i) for i in range(1, 31)]
    due = [{k.sha256 for k in known if is_due(k._replace(checked_on=on - timedelta(1)), on, 30)} for on in nights]
    assert sum(map(len, due)) == 250
    assert set().union(*due) == set(hashes)
    assert max(map(len, due)) < 25


def test_a_file_that_the_system_does_not_copy_is_read(tmp_path):
    """A file of /proc has no size, and the system says that it ends where it begins."""
    version = Path("/proc/version")
    if not version.exists():
        pytest.skip("no /proc")
    with version.open("rb") as source, (tmp_path / "copy").open("w+b") as target:
        copy_bytes(source.fileno(), target.fileno())
        assert hash_of(target.fileno()) == digest(version)
