"""What a night does can be done by other processes: functions and arguments travel, and may be done again."""

import pickle
from dataclasses import replace
from datetime import date

import pytest
from nights import DAY, check_ledger, deliver, dossier, hcmc, home_at, procedure, run, table, table_bytes, tables_only

from schemas.table import load_tables
from warehouse import store
from warehouse.counting.measures_table import count_folder
from warehouse.night.night import take_in
from warehouse.night.rebuild import read_all_again, rebuild_snapshot
from warehouse.night.tables.refold import Group, fold_group
from warehouse.run import Run

pytestmark = pytest.mark.long

NEXT_DAY = date(2023, 3, 2)
FIRST = {
    ("quan-12", "HoSo_202302272000.csv"): [dossier(i) for i in range(6)],
    ("quan-1", "HoSo_202302272000.csv"): [dossier(i, "Quận 1") for i in range(1, 4)],
    ("quan-3", "HoSo_202302272000.csv"): "x;y\n1;2\n",
    ("quan-12", "TTHC_202302272000.csv"): [procedure("05/02/2023")],
}
SECOND = {("quan-12", "HoSo_202302282000.csv"): [dossier(1, Ngày_tiếp_nhận="31/01/2023 16:00:00"), dossier(7)]}


def two_nights(home, steps):
    """A night that makes every table, and one that rewrites what a correction touches."""
    for files, day in ((FIRST, DAY), (SECOND, NEXT_DAY)):
        for place, contents in files.items():
            deliver(home, *place, contents)
        take_in(Run(home, hcmc(), day), 2**62, steps)
    return table_bytes(home)


@pytest.fixture(scope="module")
def in_threads(tmp_path_factory):
    home = home_at(tmp_path_factory.mktemp("threads"))
    return two_nights(home, tables_only())


class Travelling:
    """Has each item done as another process would: function, item and result are bytes in between."""

    def __init__(self, times=1):
        self.times, self.sizes = times, {}

    def __call__(self, function, items):
        for item in items:
            for _ in range(self.times):  # more often than once: whoever did it died before it could say so
                told, one = pickle.loads(pickle.dumps((function, item)))
                result = pickle.dumps(told(one))
            self.sizes.setdefault(function.__name__, []).append(len(result))
            yield pickle.loads(result)


def test_what_travels_gives_the_same_tables(tmp_path, in_threads):
    spread = Travelling()
    steps = replace(tables_only(), deliveries=spread, tables=spread)
    home = home_at(tmp_path)
    assert two_nights(home, steps) == in_threads
    assert spread.sizes.keys() == {"take_in_delivery", "fold_group", "rewrite_file", "count_folder"}
    assert max(size for sizes in spread.sizes.values() for size in sizes) < 20_000  # records, never rows
    assert table(home, "procedures").height == 1
    assert table(home, "dossiers").get_column("unit_id").unique().sort().to_list() == ["quan-1", "quan-12"]
    check_ledger(home)


def test_what_is_done_twice_gives_the_same_tables(tmp_path, in_threads):
    steps = replace(tables_only(), deliveries=Travelling(2), tables=Travelling(2))
    home = home_at(tmp_path)
    assert two_nights(home, steps) == in_threads
    assert list(store.current_snapshot(home).rglob("*.part")) == []


def test_reading_everything_again_travels_too(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(1)])
    run(home)
    spread = Travelling()
    steps = replace(tables_only(), deliveries=spread, tables=spread)
    again = Run(home, hcmc(), DAY)
    store.empty_work(home)
    assert read_all_again(again, steps).differing == ()
    assert rebuild_snapshot(again, steps).differing == ()
    assert {"read_again", "fold_group"} <= spread.sizes.keys()


def test_what_an_earlier_try_has_put_aside_is_not_taken_for_ones_own(tmp_path):
    """Whoever was killed while folding leaves rows aside, or is putting them aside still."""
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(i) for i in range(6)])
    run(home)
    dossiers, submissions = load_tables()["dossiers"], list(store.load_submissions(home).values())
    group = Group(home, dossiers, submissions, tmp_path / "first", "", 2, tmp_path / "aside")
    written = fold_group(group)
    store.spill(table(home, "dossiers"), group.folder / "folded" / "0")
    assert fold_group(replace(group, staging=tmp_path / "second")) == written


def test_a_file_that_is_not_what_was_told_of_it_is_not_committed(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(i) for i in range(6)])

    def one_row_less(function, items):
        for item in items:
            told = function(item)
            yield [replace(file, rows=file.rows - 1) for file in told] if function is count_folder else told

    with pytest.raises(RuntimeError, match=r"the file holds \d+ rows, the manifest says"):
        take_in(Run(home, hcmc(), DAY), 2**62, replace(tables_only(), tables=one_row_less))
    assert store.current_snapshot(home) is None
