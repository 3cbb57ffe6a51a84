"""What is released beside the tables: the same text for the same rows, which another program reads without us."""

import csv
import io
import json
import random
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import method_of

from schemas.city import load_city
from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables
from warehouse.publication.publication import Span
from warehouse.ranking.evidence.periods import parse_period
from warehouse.release import sdmx
from warehouse.release.records import dcat, table_schema

RANKINGS = load_tables()["rankings"]
ABOUT = {
    "period": "2023",
    "as_of": date(2023, 3, 1),
    "method": "test",
    "method_version": "0f",
    "peer_group": "all",
    "measure": "score",
    "eligible": True,
}


def rankings(*rows):
    """Rows of the table, each from what is particular to it."""
    return pl.DataFrame([ABOUT | row for row in rows], schema=RANKINGS.polars_schema)


def span(period):
    return Span(period.id, period.kind, period.first, period.last)


def sdmx_csv(frame, is_draft=True):
    """The rows in SDMX, of the period that they name."""
    return sdmx.sdmx_csv(frame, span(parse_period(frame.item(0, "period"))), is_draft)


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_stand_by_rank_and_unit_and_those_without_rank_come_last():
    rows = [("d", None, None), ("b", 2, 1), ("e", None, 1), ("c", 2, 2), ("a", 2, 1), ("f", 1, 1)]
    found = read(sdmx_csv(rankings(*({"unit_id": u, "rank": r, "tier": t} for u, r, t in rows))))
    assert [row["REF_AREA"] for row in found] == ["f", "a", "b", "c", "e", "d"]


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_in_which_rows_come_changes_nothing(chance):
    keys = [
        (u, g, m, r) for g in ("all", "kind:a") for m in ("score", "x") for r, u in [(1, "a"), (1, "b"), (None, "c")]
    ]
    rows = [{"unit_id": u, "peer_group": g, "measure": m, "rank": r} for u, g, m, r in keys]
    mixed = chance.sample(rows, len(rows))
    assert sdmx_csv(rankings(*mixed)) == sdmx_csv(rankings(*rows))


numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
texts = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1)


@given(st.lists(st.tuples(numbers, texts, st.none() | st.integers(0, 7_600_000_000)), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_back_to_the_last_bit(drawn):
    frame = rankings(*({"unit_id": f"u{i}", "value": v, "reason": r, "n": n} for i, (v, r, n) in enumerate(drawn)))
    for row, (value, reason, n) in zip(read(sdmx_csv(frame)), drawn, strict=True):
        assert (float(row["OBS_VALUE"]) if row["OBS_VALUE"] else None) == value
        assert (row["REASON"] or None) == reason
        assert (int(row["DENOMINATOR"]) if row["DENOMINATOR"] else None) == n


def test_the_text_is_plain():
    text = sdmx_csv(rankings({"unit_id": "a", "reason": "Tốt, khá"}))
    assert text.startswith("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,")
    assert text.endswith("\n")
    assert "\r" not in text
    assert '"Tốt, khá"' in text
    (row,) = read(text)
    assert (row["AS_OF"], row["ELIGIBLE"], row["TIER"], row["REASON"]) == ("2023-03-01", "true", "", "Tốt, khá")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_released(number):
    with pytest.raises(ValueError, match="finite"):
        sdmx_csv(rankings({"unit_id": "a", "value": number}))


def unmet(schema, rows):
    """(row, field) of each cell that the schema forbids: a reader of the Table Schema that knows what we write."""
    parse = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
    }
    for i, row in enumerate(rows):
        assert list(row) == [f["name"] for f in schema["fields"]]
        for field in schema["fields"]:
            cell, rules = row[field["name"]], field.get("constraints", {})
            if cell in schema["missingValues"]:
                if rules.get("required"):
                    yield i, field["name"]
                continue
            try:
                parse[field["type"]](cell)
            except (ValueError, KeyError):
                yield i, field["name"]
            if "enum" in rules and cell not in rules["enum"]:
                yield i, field["name"]


def test_the_schema_holds_for_what_is_written_and_finds_what_is_wrong():
    sound = {"unit_id": "a", "rank": 1, "status": "OK", "rank_set_type": "draws", "value": 0.5}
    barred = {"unit_id": "b", "status": "SMALL_N", "eligible": False, "reason": "LOW_COVERAGE"}
    schema = table_schema(RANKINGS)
    rows = read(csv_bytes(rankings(sound, barred)).decode("utf-8-sig"))
    assert list(unmet(schema, rows)) == []
    faults = {"rank": "first", "status": "GOOD", "unit_id": "", "as_of": "1/3/2023", "eligible": "yes"}
    assert {name for _, name in unmet(schema, [rows[0] | faults])} == set(faults)


@pytest.mark.parametrize("name", [name for name in load_tables() if name.startswith("ranking")])
def test_the_schema_of_a_table_names_its_keys(name):
    table = load_tables()[name]
    schema = table_schema(table)
    fields = [f["name"] for f in schema["fields"]]
    assert fields == [c.name for c in table.columns]
    assert schema["primaryKey"] == list(table.key)
    units = {"fields": ["unit_id"], "reference": {"resource": "units", "fields": ["unit_id"]}}
    assert schema.get("foreignKeys", []) == ([units] if "unit_id" in fields else [])
    json.dumps(schema)


def test_a_code_has_its_labels_in_both_languages():
    (status,) = (f for f in table_schema(RANKINGS)["fields"] if f["name"] == "status")
    assert [c["value"] for c in status["categories"]] == status["constraints"]["enum"]
    assert {"value": "OK", "label": "được chấm / scored"} in status["categories"]


def test_a_key_of_which_a_part_may_be_empty_is_no_primary_key():
    schema = table_schema(load_tables()["suppressions"])
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [list(load_tables()["suppressions"].key)]


def test_the_schema_of_a_table_that_is_sent_says_where_rows_came_from():
    names = [field["name"] for field in table_schema(load_tables()["dossiers"])["fields"]]
    assert names[-3:] == ["submission_id", "source_member", "source_row"]


def test_the_table_of_units_does_not_refer_to_itself():
    assert "foreignKeys" not in table_schema(load_tables()["units"])


OF = method_of("qd766")
FILES = {
    "2023-qd766.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "flat/2023.csv": "text/csv",
    "rankings.csv": "text/csv",
    "rankings.parquet": "application/vnd.apache.parquet",
    "rankings.sdmx.csv": "application/vnd.sdmx.data+csv",
    "rankings.sdmx.json": "application/vnd.sdmx.structure+json",
    "record.json": "application/json",
}


def record(synthetic=False, **more):
    period = parse_period("2023").until(date(2023, 3, 1))
    files = {name: (place, f"{place:064x}") for place, name in enumerate(FILES)}
    return dcat(load_city().about, OF, span(period), "2023-03-01-abc", files, synthetic, **more)


def keys_of(data):
    """Every key of a JSON value, however deep."""
    if isinstance(data, dict):
        return {*data, *(key for value in data.values() for key in keys_of(value))}
    return {key for value in data for key in keys_of(value)} if isinstance(data, list | tuple) else set()


def test_the_catalogue_record_says_what_it_is_and_where_it_comes_from():
    found = record()
    days = found["dct:temporal"]
    assert (days["dcat:startDate"]["@value"], days["dcat:endDate"]["@value"]) == ("2023-01-01", "2023-03-01")
    assert found["prov:wasDerivedFrom"]["dct:identifier"] == "2023-03-01-abc"
    assert OF.fingerprint in found["dct:identifier"]
    assert {name["@language"]: name["@value"] for name in found["dct:publisher"]["foaf:name"]} == {
        "vi": "Thành phố Hồ Chí Minh",
        "en": "Ho Chi Minh City",
    }
    media = [d["dcat:mediaType"]["@id"].rpartition("media-types/")[2] for d in found["dcat:distribution"]]
    assert dict(zip([d["dcat:downloadURL"]["@id"] for d in found["dcat:distribution"]], media, strict=True)) == FILES
    last = found["dcat:distribution"][-1]
    assert (last["dcat:byteSize"]["@value"], last["spdx:checksum"]["spdx:checksumValue"]["@value"]) == (
        "6",
        f"{6:064x}",
    )
    used = {key.partition(":")[0] for key in keys_of(found) if ":" in key}
    assert used <= set(found["@context"])


def test_the_record_names_a_licence_only_where_there_is_one():
    assert "dct:license" not in record()
    assert record(licence="https://example.org/licence")["dct:license"] == {"@id": "https://example.org/licence"}


def test_synthetic_data_are_called_so_in_the_record():
    said = [[title["@value"] for title in record(synthetic)["dct:title"]] for synthetic in (True, False)]
    assert ["TỔNG HỢP" in said[0][0], "SYNTHETIC" in said[0][1]] == [True, True]
    assert not any(word in text for text in said[1] for word in ("TỔNG HỢP", "SYNTHETIC"))


@pytest.mark.parametrize(
    ("status", "origin", "in_draft", "published"),
    [
        ("OK", "counted", "P", "A"),
        ("OK", None, "P", "A"),  # a score
        ("OK", "imputed", "E", "E"),
        ("OK", "pooled", "E", "E"),
        ("SMALL_N", "counted", "U", "U"),
        ("SMALL_N", "pooled", "U", "U"),
        ("NOT_REPORTED", "counted", "O", "O"),
        ("NOT_APPLICABLE", "counted", "M", "M"),
        ("INVALID", "counted", "O", "O"),
        ("NOT_COMPUTABLE", None, "L", "L"),
        (None, None, "O", "O"),  # the score of a unit that has none
    ],
)
def test_each_status_has_a_code_of_sdmx(status, origin, in_draft, published):
    frame = rankings({"unit_id": "a", "status": status, "origin": origin})
    assert [read(sdmx_csv(frame, is_draft))[0]["OBS_STATUS"] for is_draft in (True, False)] == [in_draft, published]


def test_every_declared_status_has_a_code_of_its_own_choosing():
    coded = {
        s: read(sdmx_csv(rankings({"unit_id": "a", "status": s}), False))[0] for s in RANKINGS.column("status").codes
    }
    assert {s for s, row in coded.items() if row["OBS_STATUS"] == "O"} == {"NOT_REPORTED", "INVALID"}


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("2023", "2023"),
        ("2023-Q1", "2023-Q1"),
        ("2023-02", "2023-02"),
        ("2023-RQ1", "2022-12-15/P90D"),
        ("2023-RY", "2022-12-15/P365D"),
        ("2022-01-15..2022-03-14", "2022-01-15/P59D"),
    ],
)
def test_periods_are_written_as_sdmx_writes_them(period, written):
    assert read(sdmx_csv(rankings({"unit_id": "a", "period": period}), False))[0]["TIME_PERIOD"] == written


def test_the_view_for_sdmx_begins_with_its_structure_and_holds_each_observation_once():
    chance = random.Random(1)
    keys = [(u, g, m) for u in "ab" for g in ("all", "kind:a") for m in ("score", "x")]
    rows = [{"unit_id": u, "peer_group": g, "measure": m, "value": chance.random()} for u, g, m in keys]
    found = read(sdmx_csv(rankings(*rows), False))
    dimensions = ["REF_AREA", "TIME_PERIOD", "METHOD", "PEER_GROUP", "MEASURE"]
    assert list(found[0])[:9] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *dimensions, "OBS_VALUE"]
    assert {(r["STRUCTURE"], r["STRUCTURE_ID"], r["ACTION"]) for r in found} == {
        ("dataflow", "MOTCUA:RANKINGS(2.0.0)", "I")
    }
    assert len({tuple(r[d] for d in dimensions) for r in found}) == len(rows)
    wanted = {(r["unit_id"], r["peer_group"].replace(":", "-"), r["measure"]): r["value"] for r in rows}
    assert {(r["REF_AREA"], r["PEER_GROUP"], r["MEASURE"]): float(r["OBS_VALUE"]) for r in found} == wanted
