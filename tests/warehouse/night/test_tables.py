"""A table's files follow from the set of its submissions alone, and a night touches what it says that it touched."""

import hashlib
import shutil
import tempfile
from itertools import count
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from kept_cases import DOSSIERS, STAFFING, keep
from nights import DAY, hcmc

from warehouse import fold, store
from warehouse.night.tables.refold import refold
from warehouse.night.tables.tables import PreviousSnapshot, compact_kept, write_table
from warehouse.run import Run
from warehouse.work import in_threads

pytestmark = pytest.mark.long

UNITS = ["quan-1", "quan-3"]
SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOMES = Path(tempfile.mkdtemp(prefix="motcua-test-"))
NUMBERS = count()


@pytest.fixture(scope="module", autouse=True)
def _no_homes_are_left():
    yield
    shutil.rmtree(HOMES)


def new_run():
    return Run(store.Home(HOMES / str(next(NUMBERS))), hcmc(), DAY)


def snapshot(run, table, known, active, before=None):
    """Stage the table from the active ones of the submissions known; return the next base, and what was touched."""
    staging = store.Staging(run.home, f"{next(NUMBERS)}")
    counted = [s for s in known.values() if s.submission_id in active]
    touched = write_table(run, staging, table, known, counted, before, in_threads(2))
    return PreviousSnapshot(staging.folder, staging.files, frozenset(active)), touched


def hashes(made):
    return {key: hashlib.sha256((made.folder / key).read_bytes()).hexdigest() for key in made.files}


def rows_of(made, table):
    return store.scan_table(made.folder, table).collect().sort(table.key)


version = st.tuples(st.integers(0, 2), st.sampled_from([3, 40]), st.integers(1, 3))
versions = st.lists(version, min_size=1, max_size=3, unique_by=lambda v: v[0])
sent = st.tuples(st.sampled_from(UNITS), st.integers(0, 3), st.sampled_from([False, False, True]), versions)
histories = st.lists(sent, min_size=2, max_size=4).flatmap(
    lambda all_sent: st.tuples(
        st.just([*all_sent, all_sent[0]]),  # the first is read again under another id
        st.lists(st.sets(st.integers(0, len(all_sent))), min_size=2, max_size=4),
    )
)
TWO = [(0, 3, 1), (1, 3, 1)]
MOVES_TO_ANOTHER_MONTH = ([("quan-1", 0, False, TWO), ("quan-1", 1, False, [(0, 40, 2)])], [{0}, {0, 1}, {0}])
UNDER_ANOTHER_UNIT = ([("quan-1", 0, False, TWO), ("quan-3", 1, False, TWO[:1])], [{0}, {0, 1}, {1}, set(), {0}])
SENT_AGAIN_AFTER_IT_WAS_HIDDEN = (
    [("quan-1", 0, False, TWO), ("quan-1", 1, True, TWO[1:]), ("quan-1", 2, False, [(0, 3, 2)])],
    [{0, 1}, {0, 1, 2}, {0, 1}, {0}],
)
ALL_HIDDEN = (
    [("quan-1", 0, False, TWO[1:]), ("quan-1", 1, True, TWO[:1]), ("quan-1", 2, True, TWO[:1])],
    [set(), {0, 1, 2}],
)
READ_AGAIN = ([("quan-1", 0, False, TWO), ("quan-1", 0, False, TWO)], [{0}, {1}, {0, 1}])


@pytest.mark.parametrize("table", [DOSSIERS, STAFFING], ids=lambda t: t.name)
@SOME
@given(histories)
@example(MOVES_TO_ANOTHER_MONTH)
@example(UNDER_ANOTHER_UNIT)
@example(SENT_AGAIN_AFTER_IT_WAS_HIDDEN)
@example(READ_AGAIN)
@example(ALL_HIDDEN)
def test_whatever_came_and_went_the_files_are_those_of_one_fold(table, history):
    """Each night counts any of the submissions: new ones, retracted ones, ones that come back, one read again."""
    run = new_run()
    known = {s.submission_id: s for s in (keep(run.home, table, n, one) for n, one in enumerate(history[0]))}
    made = None
    for night in history[1]:
        active = {f"s{n}" for n in night}
        earlier, (made, touched) = made, snapshot(run, table, known, active, made)
        assert hashes(made) == hashes(snapshot(run, table, known, active)[0])
        counted = [known[i] for i in active]
        assert rows_of(made, table).equals(
            fold.fold(store.scan_kept(run.home, counted, table).collect(), table, counted)
        )
        if not touched.is_whole:
            check_touched(table, touched, earlier, made)
    for batch_rows in (1, 3):
        assert refolded(run, table, counted, batch_rows) == hashes(made)


def refolded(run, table, counted, batch_rows):
    """The hashes of the table's files where so few rows are folded at a time."""
    staging, aside = store.Staging(run.home, f"{next(NUMBERS)}"), run.home.work / "fold" / table.name
    there = set(aside.glob("*/*"))
    refold(run.home, staging, table, counted, "", in_threads(2), batch_rows)
    assert set(aside.glob("*/*")) == there
    return hashes(PreviousSnapshot(staging.folder, staging.files, frozenset()))


def check_touched(table, touched, before, after):
    """Check what was touched against the two snapshots, compared row by row."""
    was, now = rows_of(before, table), rows_of(after, table)
    gone, come = (
        one.join(other, on=was.columns, how="anti", nulls_equal=True) for one, other in ((was, now), (now, was))
    )
    differs = pl.concat([gone, come])
    assert differs.join(touched.keys, on=table.key, how="anti").is_empty()
    code = [k for k in table.key if k != "unit_id"]
    same_code = was.join(touched.keys, on=code, how="semi").select(*table.key, "submission_id").sort(table.key)
    assert touched.rows_before.sort(table.key).equals(same_code)
    assert {k for k, e in before.files.items() if after.files.get(k) != e} <= touched.files <= before.files.keys()
    for key in before.files.keys() - touched.files:
        assert (before.folder / key).samefile(after.folder / key)


def test_one_late_row_has_its_own_file_written_and_no_other():
    run = new_run()
    sent = [("quan-1", 0, False, TWO), ("quan-3", 0, False, TWO), ("quan-3", 1, False, [(0, 3, 2)])]
    known = {s.submission_id: s for s in (keep(run.home, DOSSIERS, n, one) for n, one in enumerate(sent))}
    first, _ = snapshot(run, DOSSIERS, known, {"s0", "s1"})
    parts = {DOSSIERS.unit_group(unit) for unit in ("quan-1", "quan-3")}
    assert sorted(first.files) == sorted(f"dossiers/received_month=2023-01/part-{part}.parquet" for part in parts)
    assert len(parts) == 2
    _, touched = snapshot(run, DOSSIERS, known, {"s0", "s1", "s2"}, first)
    assert touched.files == {f"dossiers/received_month=2023-01/part-{DOSSIERS.unit_group('quan-3')}.parquet"}


def test_a_table_whose_division_into_files_has_changed_is_folded_anew():
    run, undivided = new_run(), DOSSIERS.model_copy(update={"unit_groups": 1})
    known = {"s0": keep(run.home, DOSSIERS, 0, ("quan-1", 0, False, TWO))}
    first, _ = snapshot(run, undivided, known, {"s0"})
    assert list(first.files) == ["dossiers/received_month=2023-01/part-0.parquet"]
    second, touched = snapshot(run, DOSSIERS, known, {"s0"}, first)
    assert touched.is_whole
    assert hashes(second) == hashes(snapshot(run, DOSSIERS, known, {"s0"})[0])


def test_rows_that_an_interrupted_fold_put_aside_are_not_folded_in():
    run = new_run()
    counted = [keep(run.home, DOSSIERS, 0, ("quan-1", 0, False, TWO))]
    whole = refolded(run, DOSSIERS, counted, 100)
    group = DOSSIERS.unit_group("quan-1")
    for folder in ("folded/0", "versions/0", "of-another-try/folded/0", "of-another-try/versions/0"):
        left_over = store.scan_kept(run.home, counted, DOSSIERS).with_columns(dossier_code=pl.lit("left over"))
        store.spill(left_over.collect(), run.home.work / "fold" / "dossiers" / f"{group}" / folder)
    assert refolded(run, DOSSIERS, counted, 1) == whole


def test_more_rows_than_fit_into_memory_are_folded_in_batches():
    run = new_run()
    known = {s.submission_id: s for s in (keep(run.home, DOSSIERS, n, ("quan-1", n, False, TWO)) for n in (0, 1))}
    known["s1"] = known["s1"].model_copy(update={"accepted": 2_000_000})  # as its record says, with two of the rows
    first, _ = snapshot(run, DOSSIERS, known, {"s0"})
    second, touched = snapshot(run, DOSSIERS, known, {"s0", "s1"}, first)
    assert touched.is_whole
    assert rows_of(second, DOSSIERS).get_column("submission_id").to_list() == ["s1", "s1"]


def break_copies(cache):
    for path in cache.glob("kept/dossiers/*.parquet"):
        path.write_bytes(path.read_bytes()[:-50])


@pytest.mark.parametrize("cache", [lambda _: None, shutil.rmtree, break_copies])
def test_copies_of_kept_rows_change_no_table(cache):
    """One of the sixteen submissions in a copy counts no more; older versions are sought in the others."""
    run = new_run()
    sent = [("quan-1", n % 6, False, [(n % 3, 3, 1 + n % 5), (n, 3, 1)]) for n in range(18)]
    known = {s.submission_id: s for s in (keep(run.home, DOSSIERS, n, one) for n, one in enumerate(sent))}
    made, _ = snapshot(run, DOSSIERS, known, known.keys() - {"s1", "s17"})
    compact_kept(run, known)
    assert len(list(run.home.cache.glob("kept/dossiers/*.parquet"))) == 1
    cache(run.home.cache)
    counted = known.keys() - {"s1", "s4"}
    after, touched = snapshot(run, DOSSIERS, known, counted, made)
    assert not touched.is_whole
    assert hashes(after) == hashes(snapshot(run, DOSSIERS, known, counted)[0])
