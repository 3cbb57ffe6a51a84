"""A large file is conformed, checked and kept in parts: what is kept is the same, to the byte, in however many."""

import io
import zipfile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nights import DAY, WABO, copy_city, csv_text, deliver, dossier, hcmc, home_at
from wabo_cases import HEADER

from schemas.city import load_city
from schemas.register import CITY
from schemas.table import load_tables
from warehouse import store
from warehouse.inbox import look_at
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.landing import look_in_place
from warehouse.night.ingest.ingest import ingest
from warehouse.night.ingest.rows import keep_here
from warehouse.parts import Parts
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run
from warehouse.store.files import row_groups, write_parquet

pytestmark = pytest.mark.long

NAME = "HoSo_202302282000.csv"
A_DAY = "0{}/02/2023 08:30:00"
CASE = "case-{0}-{1},Internet,2023-02-20{2},{0},2023-02-{3}{2},,,,2023-02-07{2},{4},\n"
CODES = st.sampled_from(
    ["000.00.22.H29-230201-{:04d}", "000.00.22.h29-230201-{:04d}", "0{:05d}", "{:05d}/HS", "", "NULL"]
)
TEXTS = st.sampled_from(["Kinh doanh", "Đất  đai", "Ho\u0323 tich", "Äáº¥t Ä‘ai", "nt", "-", "x\x00y", "&nbsp;", ""])
TIMES = st.sampled_from(
    [
        "01/02/2023 08:30:00",
        "03/02/2023 00:00:00",
        "13/02/2023 09:00:00",
        "02/13/2023 09:00:00",
        "05/03/2032 09:00:00",
        "x",
        "",
    ]
)
NUMBERS = st.sampled_from(["50.000", "50,000", "66.597", "1.234", "x", "", "0"])
ROWS = st.fixed_dictionaries(
    {
        "Mã hồ sơ": st.tuples(CODES, st.integers(0, 30)).map(lambda code: code[0].format(code[1])),
        "Lĩnh vực": TEXTS,
        "Kênh nộp": st.sampled_from(["Trực tiếp", "Trực tuyến", "Fax"]),
        "Ngày nộp": TIMES,
        "Ngày tiếp nhận": TIMES,
        "Ngày trả kết quả": TIMES,
        "Phí, lệ phí": NUMBERS,
        "Đơn vị xử lý": st.sampled_from(["Quận 12", "Q.12", "Quận 1", "Nơi khác"]),
    }
)


def kept(folder, unit, name, contents, part_bytes, city=None, on=DAY):
    """Read a file, keep it in parts of so many bytes, and return the bytes of all that is kept, by their paths."""
    home, outside = home_at(folder / f"home-{part_bytes}"), home_at(folder / "outside")
    path = deliver(outside, unit, name, contents)
    run = Run(home, city or hcmc(), on)
    store.empty_work(home)
    delivery = look_at(path, unit, run.city.register)
    parts = []

    def in_parts(work):
        parts.append(work.text.stat().st_size / part_bytes)
        return keep_here(work, part_bytes)

    records = ingest(run, Arrival(delivery, look_in_place(delivery)), read_delivery, in_parts)
    assert {r.status for r in records} != {"failed"}
    assert not list(home.work.iterdir())
    sides = [
        p for side in ("accepted", "rejected", "submissions") for p in (home.root / side).rglob("*") if p.is_file()
    ]
    return {str(p.relative_to(home.root)): p.read_bytes() for p in sides}, parts, records


def check_divided(folder, unit, name, contents, part_bytes=(700, 3_000), **more):
    """Check that the parts change nothing; return the records."""
    whole, _, records = kept(folder, unit, name, contents, 1 << 40, **more)
    for size in part_bytes:
        in_parts, parts, _ = kept(folder, unit, name, contents, size, **more)
        assert max(parts) > 2
        assert {n: d for n, d in in_parts.items() if n.endswith(".json")} == {
            n: d for n, d in whole.items() if n.endswith(".json")
        }
        assert in_parts == whole
    return records


def hours(i):
    return A_DAY.format(1 + i % 6)


def test_sound_rows(tmp_path):
    (record,) = check_divided(tmp_path, "quan-12", NAME, [dossier(99 - i, Ngày_tiếp_nhận=hours(i)) for i in range(60)])
    assert (record.status, record.accepted) == ("accepted", 60)


def test_rows_that_repeat_each_other_and_rows_that_contradict_each_other_far_apart(tmp_path):
    rows = [dossier(i % 20, Lĩnh_vực="Đất đai" if i in (3, 57) else "Kinh doanh") for i in range(60)]
    (record,) = check_divided(tmp_path, "quan-12", NAME, rows)
    assert (record.rows_in, record.accepted, record.rejected, record.duplicate) == (60, 18, 4, 38)
    assert [(r.row, r.of_row) for r in record.repeats][:2] == [(22, 2), (23, 3)]


def test_a_file_of_nothing_but_repeats(tmp_path):
    (record,) = check_divided(tmp_path, "quan-12", NAME, [dossier(7)] * 60)
    assert (record.accepted, record.duplicate) == (1, 59)


def test_a_file_that_the_gate_turns_back(tmp_path):
    rows = [dossier(i, Kênh_nộp="Fax" if i % 3 else "Trực tiếp") for i in range(60)]
    (record,) = check_divided(tmp_path, "quan-12", NAME, rows)
    assert (record.status, record.reason, record.rejected) == ("rejected", "gate", 60)


def test_records_that_do_not_fit_their_header(tmp_path):
    lines = csv_text([dossier(i) for i in range(60)]).splitlines(keepends=True)
    text = "".join(line if i % 7 else line.rstrip("\n") + ",x,y\n" for i, line in enumerate(lines, start=1))
    (record,) = check_divided(tmp_path, "quan-12", NAME, text)
    assert record.rejected == 8


def test_what_rules_warn_of_and_what_is_after_the_export(tmp_path):
    late = {7: "05/06/2023 09:00:00", 44: "06/06/2023 09:00:00"}
    rows = [dossier(i, Ngày_trả_kết_quả=late.get(i, hours(i)), Thanh_toán_trực_tuyến="Có") for i in range(60)]
    (record,) = check_divided(tmp_path, "quan-12", NAME, rows)
    assert record.rejected == 2


def test_members_of_a_zip(tmp_path):
    packed = [('kind = "csv"', 'kind = "csv"\nmember = "*.csv"\nall_members = true')]
    city = copy_city(tmp_path / "city", {"sources/dossiers-csv-utf8.toml": packed})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in ("b.csv", "a.csv", "c.csv"):
            rows = [dossier(i, Lĩnh_vực=member if i == 3 else "Đất đai") for i in range(20)]
            archive.writestr(member, csv_text(rows))
    (record,) = check_divided(tmp_path, "quan-12", "HoSo_202302282000.zip", out.getvalue(), city=city)
    assert (record.accepted, record.rejected, record.duplicate) == (19, 3, 38)


def test_an_export_of_many_units(tmp_path):
    head = (
        "STT,Mã phản ánh,Loại,Tiếp nhận,Hạn trả lời,Trả lời,Phản ánh lại,Đơn vị bị phản ánh,Người gửi,Điện thoại,"
        "Nội dung\n"
    )
    line = "{0},PA-{1},Phản ánh,{2},08/02/2023 08:00:00,,Không,{3},x,y,z\n"
    units = ["Quận 1", "Quận 12", "Nơi nào đó", "Quận 3", ""]
    text = head + "".join(line.format(i, i % 50, hours(i), units[i * i % 5]) for i in range(80))
    records = check_divided(tmp_path, CITY, "PAKN_202302282000.csv", text)
    assert [r.unit_id for r in records] == ["quan-1", "quan-12", CITY]
    assert {r.parts for r in records} == {3}


def test_a_table_of_the_city_whose_key_is_one_column_and_whose_file_is_in_another_order(tmp_path):
    headers = (
        "claim_id,unit_as_written,statistical_code,period_from,period_to,measure,printed,value,bound,"
        "denominator_id,source,provenance\n"
    )
    line = "k{:03},Quận 12,761,2022-01-01,2022-12-31,dossiers_total,{},{},exact,,invented,self-reported\n"
    text = headers + "".join(line.format(i * 37 % 60, 500 + i, 500 + i) for i in range(60))
    (record,) = check_divided(tmp_path, CITY, "claims_202302272000.csv", text)
    assert record.accepted == 60


def test_another_city_whose_file_says_when_it_was_exported(tmp_path):
    text = HEADER + "".join(CASE.format("General", i % 45, " 09:00:00+01:00", 10 + i % 15, i % 4) for i in range(60))
    check_divided(tmp_path, CITY, "cases.csv", text, city=load_city(WABO))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=8, max_size=40), part_bytes=st.integers(300, 4_000))
def test_whatever_rows(tmp_path_factory, rows, part_bytes):
    folder = tmp_path_factory.mktemp("rows")
    text = csv_text([dossier(0) | row for row in rows])
    whole, _, _ = kept(folder, "quan-12", NAME, text, 1 << 40)
    in_parts, _, _ = kept(folder, "quan-12", NAME, text, part_bytes)
    assert in_parts == whole


@pytest.mark.parametrize("height", [0, 1, 122_880, 184_319, 184_321, 245_761, 300_000, 430_000, 653_996, 1_000_001])
def test_a_table_in_parts_is_written_as_one_in_one_piece(tmp_path, height):
    """The groups of rows, by which a reader skips what it need not look at, are those that Polars makes of a frame."""
    schema = load_tables()["staffing"].stored_schema
    numbers = pl.int_range(height, eager=True)
    values = {n: pl.Series(n, numbers % 997).cast(t if t.is_numeric() else pl.Int32).cast(t) for n, t in schema.items()}
    rows = pl.DataFrame(values, schema=schema)
    write_parquet(rows, load_tables()["staffing"], tmp_path / "whole.parquet")
    sizes = [50_000 + 777 * i for i in range(30)]
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    parts = [rows.slice(start, size) for start, size in zip(starts, sizes, strict=True) if start < height] or [rows]
    write_parquet(Parts([part.lazy() for part in parts]), load_tables()["staffing"], tmp_path / "parts.parquet")
    assert (tmp_path / "parts.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert sum(group.height for group in row_groups(Parts(parts))) == height
