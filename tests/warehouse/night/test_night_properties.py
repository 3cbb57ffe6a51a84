"""What must hold for any files in any order: the ledger balances, and the tables follow from the set of files alone."""

import random
import shutil
import tempfile
import unicodedata
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nights import (
    DATA_TABLES,
    DAY,
    check_ledger,
    copy_city,
    csv_text,
    deliver,
    dossier,
    hcmc,
    home_at,
    outcomes,
    run,
    table,
    table_bytes,
)

from schemas.table import load_tables
from warehouse import fold, store
from warehouse.night.arrival.active import active_submissions
from warehouse.run import Run

pytestmark = pytest.mark.long

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DIRT = ["", " ", "x", "31/09/2022 08:00:00", "99,99%", "54.500", "-1", "Quận 3", "01/02/20226 08:00:00", "Có", '"', "0"]
DIRTY = [
    "Mã hồ sơ",
    "Kênh nộp",
    "Ngày nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Trạng thái",
    "Phí, lệ phí",
    "Đơn vị xử lý",
]
REPLACE = {"sources/dossiers-csv-utf8.toml": [('table = "dossiers"\n', 'table = "dossiers"\nwrite = "replace"\n')]}
CITIES = Path(tempfile.mkdtemp(prefix="motcua-test-"))


@pytest.fixture(scope="module", autouse=True)
def _no_homes_are_left():
    yield
    shutil.rmtree(CITIES)


def new_home():
    return home_at(Path(tempfile.mkdtemp(dir=CITIES)))


cells = st.dictionaries(st.sampled_from(DIRTY), st.sampled_from(DIRT), max_size=2)
dirty_rows = st.lists(st.tuples(st.integers(0, 5), cells), min_size=1, max_size=12)


@settings(FEW, max_examples=15)
@given(dirty_rows)
def test_the_ledger_balances_for_dirty_files(rows):
    home = new_home()
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(i) | changes for i, changes in rows])
    (outcome,) = outcomes(run(home))
    assert outcome.rows_in == len(rows)
    assert outcome.rows_in == outcome.accepted + outcome.rejected + outcome.duplicate
    explained = set(table(home, "rejections").get_column("source_row"))
    assert explained <= {i + 2 for i in range(len(rows))}
    if outcome.status != "rejected":
        assert len(explained) == outcome.rejected
        assert table(home, "dossiers").height == outcome.accepted
    check_ledger(home)


# A submission: the minute of its export, and rows (number, day of reception, due day).
version = st.tuples(st.integers(0, 4), st.integers(1, 28), st.integers(1, 28))
submission = st.tuples(
    st.sampled_from(["quan-12", "quan-1"]), st.lists(version, min_size=1, max_size=4, unique_by=lambda v: v[0])
)
submissions = st.lists(submission, min_size=2, max_size=4)


def send(home, index, unit, versions):
    """Deliver one submission; receptions fall into two months, so that dossiers move between files."""
    name = {"quan-12": "Quận 12", "quan-1": "Quận 1"}[unit]
    rows = [
        dossier(
            number,
            name,
            Ngày_nộp="",
            Ngày_tiếp_nhận=f"{day:02d}/{1 + day % 2:02d}/2023 08:00:00",
            Ngày_hẹn_trả=f"{due:02d}/03/2023 17:00:00",
            Ngày_xử_lý_xong="",
            Ngày_trả_kết_quả="",
            Trạng_thái="Đang xử lý",
            STT=f"{index}",  # two exports are two files, even where they say the same
        )
        for number, day, due in versions
    ]
    deliver(home, unit, f"HoSo_2023022820{index:02d}.csv", rows)


def folded_anew(home, city):
    """Table -> rows as one fold of all active submissions gives them, without any earlier snapshot."""
    records = store.load_submissions(home)
    active = active_submissions(Run(home, city, DAY), records.values(), store.load_retractions(home))
    folded = {}
    for t in DATA_TABLES:
        own = [s for s in active if s.table == t.name]
        folded[t.name] = fold.fold(store.scan_kept(home, own, t).collect(), t, own)
    return folded


def check_any_order(sent, order, nights, city):
    """Deliver `sent` in `order` over several nights, some repeated; compare with one night of all, and with a fold."""
    at_once, in_turn = new_home(), new_home()
    for index, (unit, versions) in enumerate(sent):
        send(at_once, index, unit, versions)
    run(at_once, city)
    for night, index in enumerate(order):
        send(in_turn, index, *sent[index])
        if nights[night]:
            run(in_turn, city, DAY + timedelta(days=night))
    run(in_turn, city, DAY + timedelta(days=len(order)))
    assert table_bytes(in_turn) == table_bytes(at_once)
    check_ledger(in_turn)
    for name, rows in folded_anew(in_turn, city).items():
        assert table(in_turn, name).sort(load_tables()[name].key).equals(rows)


def orders(sent):
    """The submissions in any order, some of them twice; and whether a night follows each."""
    places = st.permutations(range(len(sent)))
    again = st.lists(st.integers(0, len(sent) - 1), max_size=2)
    order = st.tuples(places, again).map(lambda both: [*both[0], *both[1]])
    return st.tuples(st.just(sent), order, st.lists(st.booleans(), min_size=8, max_size=8))


@FEW
@given(submissions.flatmap(orders))
def test_any_order_and_repetition_give_the_same_bytes(drawn):
    check_any_order(*drawn, hcmc())


@FEW
@given(submissions.flatmap(orders))
def test_any_order_of_replacing_files_gives_the_same_bytes(drawn):
    check_any_order(*drawn, replacing_city())


@cache
def replacing_city():
    return copy_city(CITIES / "replacing", REPLACE)


@settings(FEW, max_examples=6)
@given(submissions, st.sets(st.integers(0, 3)), st.booleans())
def test_retractions_give_what_never_having_sent_gives(sent, places, replacing):
    """Taken back, a submission leaves no trace in the tables, whichever way its rows were folded in."""
    city = replacing_city() if replacing else hcmc()
    home, without = new_home(), new_home()
    for index, (unit, versions) in enumerate(sent):
        send(home, index, unit, versions)
        run(home, city)
        if index not in places:
            send(without, index, unit, versions)
    for s in store.load_submissions(home).values():
        if int(s.file_name[-6:-4]) in places:
            store.keep_retraction(home, s.submission_id, {"reason": "a test"})
    run(home, city)
    run(without, city)
    assert table_bytes(home) == table_bytes(without)
    check_ledger(home)


def values(home):
    """Table -> rows without where they came from."""
    return {t.name: table(home, t.name).select(t.polars_schema.names()).sort(t.key) for t in DATA_TABLES}


@settings(FEW, max_examples=5)
@given(st.randoms(use_true_random=False), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_encodings_of_marks_and_orders_of_rows_and_columns_change_nothing(chance: random.Random, form, upper):
    rows = [
        dossier(1, Kênh_nộp="Trực tuyến", Thanh_toán_trực_tuyến="Có"),
        dossier(2, "UBND quận 12", Lĩnh_vực="Hộ tịch – Hoà giải"),
        dossier(3, Trạng_thái="Đang xử lý", Ngày_trả_kết_quả="", Ngày_xử_lý_xong=""),
        dossier(3, Trạng_thái="Đang xử lý", Ngày_trả_kết_quả="", Ngày_xử_lý_xong="", Ghi_chú="lặp"),
        dossier(4, Kênh_nộp="Chim bồ câu"),
        dossier(5, "Quận 3"),
    ]
    plain, written = new_home(), new_home()
    deliver(plain, "quan-12", "HoSo_202302282000.csv", rows)
    headers = list(rows[0])
    mixed = chance.sample(rows, len(rows))
    text = csv_text([{h: r[h] for h in headers} for r in mixed], headers=chance.sample(headers, len(headers)))
    head, _, body = unicodedata.normalize(form, text).partition("\n")
    deliver(written, "quan-12", "HoSo_202302282000.csv", (head.upper() if upper else head) + "\n" + body)
    first, second = (outcomes(run(home))[0] for home in (plain, written))
    assert (first.accepted, first.rejected, first.duplicate) == (3, 2, 1)
    assert (second.accepted, second.rejected, second.duplicate) == (3, 2, 1)
    for name, frame in values(plain).items():
        assert values(written)[name].equals(frame), name
    rules = [table(home, "rejections").get_column("rule_id").sort().to_list() for home in (plain, written)]
    assert rules[0] == rules[1] == ["channel-unreadable", "unit-foreign"]


def test_no_measure_of_time_enters_the_tables():
    """Two homes, other days of running: the same bytes, so nothing of the run is in the data."""
    one, other = new_home(), new_home()
    for home, on in ((one, DAY), (other, DAY + timedelta(days=40))):
        deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(i) for i in range(3)])
        run(home, on=on)
    assert table_bytes(one) == table_bytes(other)
