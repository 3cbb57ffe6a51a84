"""The synthetic city: the same bytes twice, headers as declared, the survey's figures, a truth that adds up."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from flows.demo import STAGES, Truth, write_bench_csv, write_deliveries
from flows.demo.files import _cp1258
from flows.demo.plan import HABITS, LEFT_OUT_SINCE, LEFT_OUT_UPTO, SUPPLEMENTED_AT, SUPPLEMENTED_UNIT
from schemas.city import City, load_city
from schemas.source import Source
from schemas.source_format import CsvFormat, XlsxFormat
from schemas.table import load_tables
from schemas.words.text import header_key

pytestmark = pytest.mark.long

SIZE = 3_000


@pytest.fixture(scope="module")
def city() -> City:
    return load_city()


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    return write_deliveries(tmp_path_factory.mktemp("demo"), dossiers=SIZE)


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def header_of(path: Path, source: Source) -> list[str]:
    """Read the header in the plainest way, without the project's reader."""
    content = path.read_bytes()
    if isinstance(source.format, XlsxFormat):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        first, rows = source.format.title_rows + 1, source.format.header_rows
        merged = {c: r.start_cell.value for r in sheet.merged_cells.ranges for row in r.cells for c in [row]}
        names = []
        for column in range(1, sheet.max_column + 1):
            cells = [(r, column) for r in range(first, first + rows)]
            parts = [merged.get(c, sheet.cell(*c).value) for c in cells]
            names.append(" / ".join(dict.fromkeys(p for p in parts if p)))
        return names
    if isinstance(source.format, CsvFormat):
        if source.format.member:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read(archive.namelist()[0])
        encoding = "utf-8-sig" if source.format.encoding == "utf-8" else source.format.encoding
        return next(csv.reader(io.StringIO(content.decode(encoding)), delimiter=source.format.delimiter))
    text = content.decode()
    records = [json.loads(line) for line in text.splitlines()] if source.format.kind == "ndjson" else None
    record = (records or json.loads(text)["data"]["items"])[0]
    lists = {h for h, v in record.items() if isinstance(v, list)}
    nested = [h for h in source.headers if h.split(".")[0] in lists]
    return [h for h in record if h not in lists] + nested


def test_two_runs_give_the_same_bytes_and_times(truth: Truth, tmp_path: Path) -> None:
    again = write_deliveries(tmp_path, dossiers=SIZE)
    assert hashes(again.folder) == hashes(truth.folder)
    files = [p for p in tmp_path.rglob("*") if p.is_file() and "truth" not in p.parts]
    assert all(p.stat().st_mtime == (truth.folder / p.relative_to(tmp_path)).stat().st_mtime for p in files)


def test_another_seed_gives_another_city(truth: Truth, tmp_path: Path) -> None:
    other = write_deliveries(tmp_path, seed=1, dossiers=SIZE)
    assert not other.tables["dossiers"].equals(truth.tables["dossiers"])


def test_every_header_is_one_that_the_source_declares(truth: Truth, city: City) -> None:
    for path, source_id in truth.ledger.select("path", "source_id").unique().iter_rows():
        source = city.sources[source_id]
        found = [header_key(h) for h in header_of(truth.folder / path, source)]
        absent = {header_key(h) for h in source.may_be_absent} - set(found)
        assert sorted([*found, *absent]) == sorted(header_key(h) for h in source.headers), path


def test_every_file_is_in_the_ledger_or_a_control_file(truth: Truth) -> None:
    files = {p.relative_to(truth.folder).as_posix() for s in STAGES for p in (truth.folder / s.name).rglob("*.*")}
    assert {f for f in files if not f.endswith(".done")} == set(truth.ledger.get_column("path"))
    assert len(files) <= 500


def test_the_ledger_balances_and_agrees_with_the_final_tables(truth: Truth) -> None:
    ledger = truth.ledger
    assert ledger.filter(pl.col("rows_in") != pl.col("accepted") + pl.col("rejected") + pl.col("duplicate")).is_empty()
    accepted = dict(ledger.group_by("table").agg(pl.col("accepted").sum()).iter_rows())
    for name, rows in truth.tables.items():
        assert rows.height <= accepted[name]
        assert rows.columns == list(load_tables()[name].polars_schema)
        assert rows.select(pl.struct(load_tables()[name].key).is_unique().all()).item()


def test_every_incident_of_the_two_nights_is_there(truth: Truth) -> None:
    nights = truth.ledger.filter(pl.col("stage") != STAGES[0].name, table="dossiers")
    assert set(nights.get_column("status")) >= {"accepted", "rejected", "already_loaded"}
    refused = nights.filter(status="rejected")
    assert set(refused.get_column("folder")) == {"quan-3", "quan-11"}
    assert set(refused.get_column("reason")) == {"gate"}
    late = nights.filter(pl.col("exported_at").dt.date() < date(2023, 12, 1))
    assert late.get_column("folder").to_list() == ["tan-binh"]
    silent = set(HABITS) - set(nights.filter(stage=STAGES[2].name).get_column("folder"))
    assert silent == {"phu-nhuan"} == set(truth.silent[STAGES[2].name])


def test_a_month_that_one_back_file_leaves_out_comes_with_the_last_night_and_none_of_it_is_lost(truth: Truth) -> None:
    months = pl.col("received_at").is_between(LEFT_OUT_SINCE, LEFT_OUT_UPTO, closed="left")
    planted = truth.tables["dossiers"].filter(months, unit_id=SUPPLEMENTED_UNIT).height
    [supplement] = truth.ledger.filter(unit_id=SUPPLEMENTED_UNIT, exported_at=SUPPLEMENTED_AT).to_dicts()
    assert supplement["stage"] == STAGES[-1].name
    assert (supplement["accepted"], supplement["rejected"]) == (planted, 0)
    assert planted > 0


def test_traps_of_every_kind_are_planted(truth: Truth) -> None:
    rules = {rule for text in truth.ledger.get_column("rules") for rule in json.loads(text)}
    assert rules >= {
        "current-due-at-unreadable", "received-at-unreadable", "submitted-at-out-of-range", "returned-before-received",
        "status-unreadable", "channel-missing", "fee-due-negative", "dossier-code-missing", "returned-without-date",
        "unit-foreign", "unit-unknown", "key-conflict", "score-out-of-range", "balance-total-off",
    }  # fmt: skip
    assert truth.ledger.get_column("duplicate").sum() > 0
    codes = truth.tables["dossiers"].get_column("dossier_code")
    assert codes.is_duplicated().sum() == 10  # five codes, each in two units


def test_a_moved_due_date_is_known_by_its_versions(truth: Truth) -> None:
    rows = truth.tables["dossiers"].filter(pl.col("first_due_at") != pl.col("current_due_at"))
    without_first = rows.filter(pl.col("unit_id").is_in(["binh-thanh", "tan-phu", "quan-4", "thu-duc"]))
    assert (without_first.get_column("due_revision_count") >= 0).all()
    assert truth.tables["dossiers"].filter(pl.col("due_revision_count") > 0).height > 0


def test_no_invented_person_is_in_the_truth(truth: Truth) -> None:
    texts = "".join(rows.write_csv() for rows in truth.tables.values())
    assert "Mẫu 0" not in texts and "@" not in texts


def test_all_text_of_the_city_says_that_it_is_synthetic(truth: Truth) -> None:
    dossiers = truth.tables["dossiers"]
    assert dossiers.get_column("dossier_code").str.starts_with("SYN.").all()
    assert dossiers.get_column("procedure_name").str.ends_with("(tổng hợp)").all()


def test_windows_1258_text_reads_back() -> None:
    text = "Nguyễn Văn Mẫu, Đường Thống Nhất, phường Hiệp Bình Chánh, ỷ ỹ ợ ẫ Ẵ ử"
    from codecs import charmap_encode
    from unicodedata import normalize

    assert normalize("NFC", charmap_encode(text, "strict", _cp1258())[0].decode("cp1258")) == text


def test_the_surveyed_district_at_small_scale(truth: Truth) -> None:
    counted = dict(truth.measures.filter(unit_id="quan-12", year=2022).select("measure", "n").iter_rows())
    assert (counted["received"], counted["received_online"]) == (545, 172)
    assert counted["late_first"] == counted["late_apologised"] == counted["late_apologised_timely"] == 1
    assert counted["petitions"] == 0


@pytest.mark.slow
def test_the_surveyed_district_at_full_scale(tmp_path: Path) -> None:
    measures = write_deliveries(tmp_path).measures
    counted = dict(measures.filter(unit_id="quan-12", year=2022).select("measure", "n").iter_rows())
    assert (counted["received"], counted["received_online"]) == (54_500, 17_200)
    assert counted["late_first"] == counted["late_apologised"] == counted["late_apologised_timely"] == 18
    assert counted["petitions"] == 0
    assert f"{100 * counted['satisfied'] / counted['answers']:.2f}" == "99.57"


def test_bench_files_hold_the_number_of_dossiers_asked_for(tmp_path: Path) -> None:
    paths = write_bench_csv(tmp_path, dossiers=20_000)
    rows = sum(pl.read_csv(p, infer_schema=False).height for p in paths)
    assert len(paths) == 22
    assert abs(rows - 20_000) < 200
