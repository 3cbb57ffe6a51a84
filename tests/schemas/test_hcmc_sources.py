"""The sources that Ho Chi Minh City ships: complete, unequivocal, and without a place for personal data."""

import json
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from schemas.city import City, load_city
from schemas.source import Source
from schemas.source_format import CsvFormat
from schemas.table import load_tables
from schemas.words.text import header_key
from warehouse.reading.recognise import read_delivery

CORE = {
    "dossier_code procedure_code field channel applicant_type submitted_at received_at current_due_at completed_at",
    "returned_at refused_at status supplement_request_count apology_date fee_due is_paid_online",
    "digitised_component_count is_reused",
}
ON, TODAY = date(2023, 6, 1), date(2026, 11, 30)


@pytest.fixture(scope="module")
def city() -> City:
    return load_city()


def of_table(city: City, table: str) -> list[Source]:
    return [s for s in city.sources.values() if s.table == table]


def test_each_district_has_exactly_one_dossier_source(city: City) -> None:
    for unit in (u for u in city.register.units if u.valid_on(ON)):
        named = [s.id for s in city.sources_for(unit.unit_id, ON) if s.table == "dossiers"]
        assert len(named) == 1, (unit.unit_id, named)


def test_every_table_has_a_source(city: City) -> None:
    assert {s.table for s in city.sources.values()} == {t.name for t in load_tables().values() if t.is_sent}


def test_each_dossier_source_maps_the_core_columns(city: City) -> None:
    core = set(" ".join(CORE).split())
    for source in of_table(city, "dossiers"):
        assert core <= {f.column for f in source.columns.values()}, source.id


def test_the_dossier_sources_map_every_column_between_them(city: City) -> None:
    mapped = {f.column for s in of_table(city, "dossiers") for f in s.columns.values()}
    stated_by_the_pipeline = {"unit_id", "is_compared_by_day"}
    assert mapped == set(load_tables()["dossiers"].polars_schema) - stated_by_the_pipeline


def test_the_formats_differ_as_real_ones_do(city: City) -> None:
    sources = of_table(city, "dossiers")
    texts = {
        (s.format.encoding, s.format.delimiter, bool(s.format.member))
        for s in sources
        if isinstance(s.format, CsvFormat)
    }
    assert {("utf-8", ",", False), ("cp1258", ";", False), ("utf-16", "\t", False), ("utf-8", ";", True)} == texts
    assert {s.format.kind for s in sources} == {"csv", "xlsx", "json", "ndjson"}
    assert any(s.day_columns for s in sources)
    assert any(not s.unit_header for s in sources)


@pytest.mark.parametrize("day", [ON, TODAY])
def test_sources_of_one_unit_can_be_told_apart_by_their_kind_and_headers(city: City, day: date) -> None:
    for unit in [u.unit_id for u in city.register.units if u.valid_on(day)] + ["_city"]:
        for one, other in combinations(city.sources_for(unit, day), 2):
            is_alike = {header_key(h) for h in one.headers} == {header_key(h) for h in other.headers}
            assert one.format.kind != other.format.kind or not is_alike, (one.id, other.id)


def test_all_communes_and_the_city_have_the_sources_of_the_one_system(city: City) -> None:
    sent_by_units = {"dossiers", "procedures", "staffing", "training", "unit_reports"}
    communes = [u for u in city.register.units if u.valid_on(TODAY)]
    assert len(communes) == 168
    for unit in communes:
        assert {s.table for s in city.sources_for(unit.unit_id, TODAY)} == sent_by_units, unit.unit_id
    of_city = city.sources_for("_city", TODAY)
    assert {s.table for s in of_city} == {"dossiers", "petitions", "satisfaction", "claims"}
    kinds = {s.format.kind for s in city.sources_for(communes[0].unit_id, TODAY) if s.table == "dossiers"}
    assert kinds == {s.format.kind for s in of_city if s.table == "dossiers"} == {"csv", "xlsx", "json"}
    assert {s.id for s in city.sources_for("quan-12", TODAY) if s.table == "dossiers"} == {"dossiers-csv-utf8"}


def test_the_one_systems_formats_are_said_to_be_assumed(city: City) -> None:
    for name in ("dossiers-commune-csv", "dossiers-commune-xlsx"):
        text = (city.folder / "sources" / f"{name}.toml").read_text(encoding="utf-8")
        assert "GIẢ ĐỊNH" in text
        assert "ASSUMED" in text


def test_value_maps_lead_to_codes_of_the_table(city: City) -> None:
    for source in city.sources.values():
        table = load_tables()[source.table]
        for header, field in source.columns.items():
            column = table.column(field.column)
            allowed = set(column.codes) if column.type == "code" else {"true", "false"}
            assert set(field.values.values()) <= allowed, (source.id, header)


def test_dates_of_export_in_names_are_found_by_any_way_of_matching(city: City) -> None:
    import re

    for source in city.sources.values():
        if not source.exported_at.name_pattern:
            continue
        stamp = datetime(2023, 12, 28, 20, 0).strftime(source.exported_at.format)
        for name in (f"HoSo_{stamp}.csv", f"Bản sao của HoSo_{stamp} (1).csv"):
            for way in (re.search, re.match, re.fullmatch):
                found = way(source.exported_at.name_pattern, name)
                assert found and found.group(1) == stamp, (source.id, name)


def test_the_claims_source_reads_the_header_in_use(city: City) -> None:
    header = (
        "claim_id,unit_as_written,statistical_code,period_from,period_to,measure,printed,value,bound,denominator_id,"
        "source,provenance,set_id,locale,scope"
    )
    assert city.sources["claims-csv"].headers == tuple(header.split(","))


@pytest.mark.parametrize("name", ["dossiers-json", "dossiers-ndjson"])
def test_the_exchange_s_list_of_supplements_is_read_whole(name: str, tmp_path: Path) -> None:
    source = load_city().sources[name]
    record: dict[str, object] = {h: None for h in source.headers if not h.startswith("DanhSachHoSoBoSung")}
    asked = {
        "NgayBoSung": "20230104080000",
        "NgayTiepNhanBoSung": "20230105080000",
        "NgayHenTraTruoc": "20230110170000",
        "NgayHenTraMoi": "20230112170000",
    }
    record["DanhSachHoSoBoSung"] = [asked, asked | {"NgayHenTraTruoc": "20230112170000"}]
    text = json.dumps(record) if source.format.kind == "ndjson" else json.dumps({"data": {"items": [record]}})
    path = tmp_path / "export.json"
    path.write_text(text + "\n", encoding="utf-8")
    read_delivery(path, [source], tmp_path / "out.arrow")
    row = pl.read_ipc(tmp_path / "out.arrow").row(0, named=True)
    assert row["DanhSachHoSoBoSung.#"] == "2"
    assert row["DanhSachHoSoBoSung.0.NgayHenTraTruoc"] == "20230110170000"
