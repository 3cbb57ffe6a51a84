"""The index over the records of submissions: whatever happens to it, it says what the records say, or nothing."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemas.submission import Counted, Submission, SubmissionRecord
from warehouse import store
from warehouse.store.index import index_path, read_index, write_index

MOMENT = datetime(2023, 3, 1, 20, 30)
DAY = date(2023, 3, 1)


def record(number, **others):
    about = {
        "submission_id": f"{number:016x}",
        "folder": "quan-12",
        "unit_id": "quan-12",
        "table": "dossiers",
        "source_id": None,
        "declarations": "d",
        "libraries": {"polars": "2.0", "python": "3.11"},
        "file_name": f"Hồ sơ {number}.csv",
        "file_sha256": f"{number:064x}",
        "exported_at": MOMENT,
        "exported_at_origin": "name",
        "business_date": DAY,
        "status": "accepted",
        "counts": (Counted(rule="r", rows=number, missing=0, unexpected=0),),
    }
    return SubmissionRecord(**(about | others))


VARIANTS = [
    {},
    {"source_id": "a", "reason": "gate", "status": "rejected", "message_vi": "Sai «ngày»\n", "message_en": ""},
    {"promised_at": MOMENT.replace(tzinfo=UTC), "promised_rows": 0, "modified_ns": 2**62},
    {"promised_at": MOMENT.astimezone().replace(microsecond=5), "window": (date.min, date.max)},
    {"window": (DAY, DAY + timedelta(1)), "replaces": True, "exported_at_origin": "file_time", "parts": 3},
]


def kept(home, number, variant):
    store.keep_record(home, record(number, **VARIANTS[variant]))


def parsed(home):
    """What the records themselves say."""
    texts = {p.stem: p.read_bytes() for p in sorted(home.submissions.glob("*.json"))}
    whole = {i: SubmissionRecord.model_validate_json(text) for i, text in texts.items()}
    return {i: Submission(**{n: getattr(r, n) for n in Submission.model_fields}) for i, r in whole.items()}


def same(loaded, expected):
    """The same submissions in the same order, down to the types of the facts."""
    assert [(i, s, s.model_dump_json()) for i, s in loaded.items()] == [
        (i, s, s.model_dump_json()) for i, s in expected.items()
    ]
    for i, s in loaded.items():
        assert type(s) is Submission
        assert {n: type(v) for n, v in vars(s).items() if n != "promised_at"} == {
            n: type(v) for n, v in vars(expected[i]).items() if n != "promised_at"
        }


@pytest.fixture
def home(tmp_path):
    return store.Home(tmp_path)


def rows(home):
    """How many entries are of submissions: a page that was cut may hold something of no kind, which nobody reads."""
    with closing(sqlite3.connect(index_path(home))) as index:
        return index.execute("SELECT count(*) FROM entries WHERE kind = 'submission'").fetchone()[0]


def overwrite(home, place, data):
    path = index_path(home)
    if path.exists():
        with path.open("r+b") as file:
            file.seek(place % (path.stat().st_size or 1))
            file.write(data)


def cut(home, place):
    if index_path(home).exists():
        os.truncate(index_path(home), place % (index_path(home).stat().st_size + 1))


NUMBERS, PLACES = st.integers(0, 5), st.integers(0, 2**20)
STEPS = st.one_of(
    st.tuples(st.just(kept), NUMBERS, st.integers(0, len(VARIANTS) - 1)),
    st.tuples(st.just(lambda home, n: (home.submissions / f"{n:016x}.json").unlink(missing_ok=True)), NUMBERS),
    st.tuples(st.just(lambda home: index_path(home).unlink(missing_ok=True))),
    st.tuples(st.just(overwrite), PLACES, st.binary(min_size=1, max_size=64)),
    st.tuples(st.just(cut), PLACES),
    st.tuples(st.just(store.index_submissions)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(steps=[(kept, 0, 0), (store.index_submissions,), (cut, 12_294)])
@example(steps=[(kept, 0, 0), (store.index_submissions,), (cut, 0), (overwrite, 0, b"\0")])
@given(steps=st.lists(STEPS, max_size=12))
def test_the_index_says_what_the_records_say_whatever_happens_to_either(tmp_path_factory, steps):
    home = store.Home(tmp_path_factory.mktemp("home"))
    for step, *arguments in steps:
        step(home, *arguments)
        same(store.load_submissions(home), parsed(home))
    same(store.index_submissions(home), parsed(home))
    same(store.index_submissions(home), parsed(home))
    assert not home.submissions.exists() or not parsed(home) or rows(home) == len(parsed(home))


def test_what_is_indexed_is_not_read_again(home):
    for number in range(3):
        kept(home, number, number)
    first = store.index_submissions(home)
    for path in home.submissions.iterdir():  # unreadable, and still the file that was indexed
        state = path.stat()
        path.write_bytes(b"x" * state.st_size)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    same(store.load_submissions(home), first)
    kept(home, 3, 0)
    assert list(store.index_submissions(home, first)) == [f"{n:016x}" for n in range(4)]
    assert rows(home) == 4


def test_a_record_in_place_of_another_is_read(home):
    kept(home, 1, 0)
    store.index_submissions(home)
    kept(home, 1, 1)
    (submission,) = store.load_submissions(home).values()
    assert submission.reason == "gate"


def test_a_quiet_night_writes_nothing(home):
    kept(home, 1, 0)
    store.index_submissions(home)
    (before,) = [(p.name, p.stat().st_mtime_ns) for p in home.cache.iterdir()]
    home.cache.chmod(0o500)
    index_path(home).chmod(0o400)
    same(store.index_submissions(home), parsed(home))
    same(store.load_submissions(home), parsed(home))
    assert [(p.name, p.stat().st_mtime_ns) for p in home.cache.iterdir()] == [before]
    home.cache.chmod(0o700)


def test_entries_of_another_shape_are_not_believed(home):
    write_index(home, "a", "shape 1", {b"k": 1, b"l": 2})
    write_index(home, "b", "shape 1", {b"k": 3})
    assert read_index(home, "a", "shape 2") is None
    write_index(home, "a", "shape 2", {b"k": 4})
    assert read_index(home, "a", "shape 2") == {b"k": 4}
    assert read_index(home, "b", "shape 1") == {b"k": 3}


def test_facts_of_another_version_of_the_record_are_not_believed(home):
    kept(home, 1, 0)
    state = (home.submissions / f"{1:016x}.json").stat()
    value = [[state.st_ino, state.st_size, state.st_mtime_ns], ["facts", "of", "another", "shape"]]
    write_index(home, "submission", "another shape", {f"{1:016x}".encode(): value})
    same(store.load_submissions(home), parsed(home))


def test_a_value_that_is_not_what_was_written_makes_the_whole_index_worth_nothing(home):
    kept(home, 1, 0)
    store.index_submissions(home)
    with closing(sqlite3.connect(index_path(home))) as index, index:
        (text,) = index.execute("SELECT value FROM entries").fetchone()
        index.execute("UPDATE entries SET value = ?", [text.replace("quan-12", "quan-13")])
    same(store.load_submissions(home), parsed(home))
    same(store.index_submissions(home), parsed(home))
    assert rows(home) == 1


def test_a_night_killed_while_it_writes_leaves_the_index_as_it_was(home):
    """A transaction that was never committed stands in the journal; whoever reads next rolls it back."""
    write_index(home, "a", "s", {b"k": 1})
    path = index_path(home)
    with closing(sqlite3.connect(path, isolation_level=None)) as index:
        index.execute("PRAGMA cache_spill = 1")
        index.execute("PRAGMA cache_size = 1")
        index.execute("BEGIN")
        for number in range(2000):
            index.execute("INSERT INTO entries VALUES ('a', ?, ?, 0)", [f"{number}".encode(), json.dumps("x" * 200)])
        half, journal = path.read_bytes(), path.with_name("index.sqlite-journal").read_bytes()
        index.execute("ROLLBACK")
    path.write_bytes(half)
    path.with_name("index.sqlite-journal").write_bytes(journal)
    assert read_index(home, "a", "s") == {b"k": 1}


@pytest.mark.parametrize("what", ["a folder", "no database"])
def test_what_is_no_index_ends_no_night(home, what):
    kept(home, 1, 0)
    home.cache.mkdir()
    if what == "a folder":
        index_path(home).mkdir()
    else:
        index_path(home).write_text("x" * 5000, encoding="utf-8")
    same(store.index_submissions(home), parsed(home))
    same(store.index_submissions(home), parsed(home))
    assert what == "a folder" or rows(home) == 1
