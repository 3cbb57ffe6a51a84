"""Copies of kept rows in larger files: whatever becomes of them, what is read is what was kept."""

import os
import shutil
from datetime import timedelta

import polars as pl
import pytest
from kept_cases import DOSSIERS, keep
from nights import DAY

from warehouse import store

CODE = "some code"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A home with 35 submissions of one unit, 17 of another, on as many days; codes come again and again."""
    home = store.Home(tmp_path_factory.mktemp("kept"))
    sent = [("quan-1", i) for i in range(35)] + [("quan-3", i) for i in range(17)]
    known = [
        keep(home, DOSSIERS, n, (unit, day, False, [(day % 5, 3, 1), (5 + day, 40, 2)]))
        for n, (unit, day) in enumerate(sent)
    ]
    return home, [
        s.model_copy(update={"business_date": DAY + timedelta(days=d)}) for s, (_, d) in zip(known, sent, strict=True)
    ]


@pytest.fixture
def home(kept):
    shutil.rmtree(kept[0].cache, ignore_errors=True)
    return kept[0]


@pytest.fixture
def known(kept):
    return kept[1]


def rows(scan):
    return scan.collect().sort(*DOSSIERS.key, "submission_id")


def read(home, wanted, known, code=CODE):
    return rows(store.scan_compacted(home, wanted, known, DOSSIERS, code))


def copies(home):
    return sorted((home.cache / "kept" / "dossiers").glob("*.parquet"))


def test_what_is_read_from_copies_is_what_was_kept(home, known):
    expected = rows(store.scan_kept(home, known, DOSSIERS))
    assert read(home, known, known).equals(expected)
    assert store.compact(home, DOSSIERS, known, CODE) == 2 * 48
    assert len(copies(home)) == 3
    for path in home.root.glob("accepted/dossiers/*.parquet"):
        path.rename(path.with_suffix(".away"))
    try:
        # Of the first unit 3 submissions, and of the other 1, are in no copy.
        in_copies = [s for s in known if s.business_date < DAY + timedelta(days=32 if s.unit_id == "quan-1" else 16)]
        assert read(home, in_copies, known).equals(
            expected.filter(pl.col("submission_id").is_in([s.submission_id for s in in_copies]))
        )
    finally:
        for path in home.root.glob("accepted/dossiers/*.away"):
            path.rename(path.with_suffix(".parquet"))


@pytest.mark.parametrize("missing", [[0], [15, 16], [34], list(range(16)), list(range(35)), [3, 40, 51]])
def test_rows_of_what_does_not_count_are_in_no_answer(home, known, missing):
    store.compact(home, DOSSIERS, known, CODE)
    wanted = [s for n, s in enumerate(known) if n not in missing]
    assert read(home, wanted, known).equals(rows(store.scan_kept(home, wanted, DOSSIERS)))


def truncate(path):
    path.write_bytes(path.read_bytes()[:-100])


def turn_one_byte(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)


def exchange_contents(path):
    other = copies_beside(path)
    ours, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(ours)


def exchange_names(path):
    other = copies_beside(path)
    path.rename(path.with_suffix(".x"))
    other.rename(path)
    path.with_suffix(".x").rename(other)


def copies_beside(path):
    return next(p for p in sorted(path.parent.glob("*.parquet")) if p != path)


def keep_the_time(path):
    """Another content of the same length, under the time of the first."""
    seen = path.stat()
    turn_one_byte(path)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def empty_the_index(path):
    path.with_name("index.json").write_text("{")


def list_as_index(path):
    path.with_name("index.json").write_text("[1]")


def index_of_nothing(path):
    path.unlink()
    path.with_name("index.json").write_text(f'{{"{path.name}": null}}')


@pytest.mark.parametrize(
    "break_it",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        truncate,
        turn_one_byte,
        keep_the_time,
        exchange_contents,
        exchange_names,
        empty_the_index,
        list_as_index,
        index_of_nothing,
    ],
)
def test_a_broken_copy_is_not_believed_and_made_again(home, known, break_it):
    store.compact(home, DOSSIERS, known, CODE)
    whole = [path.read_bytes() for path in copies(home)]
    break_it(copies(home)[0])
    assert read(home, known, known).equals(rows(store.scan_kept(home, known, DOSSIERS)))
    store.compact(home, DOSSIERS, known, CODE)
    assert [path.read_bytes() for path in copies(home)] == whole
    assert store.compact(home, DOSSIERS, known, CODE) == 0


def test_copies_by_other_code_are_not_read_and_go(home, known):
    store.compact(home, DOSSIERS, known, "older code")
    older = copies(home)
    assert read(home, known, known).height == 104
    store.compact(home, DOSSIERS, known, CODE)
    assert not set(older) & set(copies(home))


def test_a_night_makes_no_more_copies_than_it_can_spare(home, known):
    assert [store.compact(home, DOSSIERS, known, CODE, 40) for _ in range(4)] == [32, 32, 32, 0]


@pytest.mark.long
def test_a_larger_copy_takes_the_place_of_smaller_ones(tmp_path):
    home = store.Home(tmp_path)
    known = [
        keep(home, DOSSIERS, n, ("quan-1", n, False, [(n, 3, 1)])).model_copy(
            update={"business_date": DAY + timedelta(days=n)}
        )
        for n in range(256)
    ]
    store.compact(home, DOSSIERS, known[:255], CODE)
    assert len(copies(home)) == 15
    store.compact(home, DOSSIERS, known, CODE)
    (path,) = copies(home)
    assert rows(pl.scan_parquet(path)).equals(read(home, known, known))
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, "index.json"])


def test_rows_that_cannot_be_copied_end_no_night(home, known):
    """One of sixteen was kept when a column had another type: it is read by itself, where it counts."""
    path = home.kept(known[20])
    was = path.read_bytes()
    pl.read_parquet(path).with_columns(pl.col("due_revision_count").cast(pl.String)).write_parquet(path)
    try:
        assert store.compact(home, DOSSIERS, known, CODE) == 2 * 32
        wanted = [s for s in known if s != known[20]]
        assert read(home, wanted, known).equals(rows(store.scan_kept(home, wanted, DOSSIERS)))
    finally:
        path.write_bytes(was)
