"""Every resource of a Data Package is what the package says of it: file, form, fields, values, keys, references."""

import csv
import hashlib
import io
import json
from datetime import date, datetime

import polars as pl
import pytest
from release_cases import CITY

from warehouse.release.files import release_files

FILES = release_files(CITY)
RESOURCES = {r["path"]: r for r in json.loads(FILES["datapackage.json"])["resources"]}
TABLES = sorted(path for path, resource in RESOURCES.items() if "schema" in resource)
PARSED = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
POLARS = {
    "string": (pl.String, pl.Categorical, pl.Enum),
    "integer": (pl.Int64,),
    "number": (pl.Float64,),
    "boolean": (pl.Boolean,),
    "date": (pl.Date,),
    "datetime": (pl.Datetime,),
}


def rows_of(path):
    """The rows of a table as its file holds them and the package says to read them: texts of CSV parsed, None missing.

    A cell that is not of the type of its field raises.
    """
    resource = RESOURCES[path]
    fields, missing = resource["schema"]["fields"], resource["schema"]["missingValues"]
    if resource["format"] == "parquet":
        rows = pl.read_parquet(io.BytesIO(FILES[path])).rows()
        return [[None if value in missing else value for value in row] for row in rows]
    dialect = resource["dialect"]
    text = FILES[path].decode(resource["encoding"]).removeprefix("\ufeff")
    assert text.count("\n") == text.count(dialect["lineTerminator"])
    form = {"delimiter": dialect["delimiter"], "quotechar": dialect["quoteChar"], "strict": True}
    _, *texts = csv.reader(io.StringIO(text, newline=""), doublequote=dialect["doubleQuote"], **form)
    types = [PARSED[field["type"]] for field in fields]
    return [[None if c in missing else of(c) for of, c in zip(types, row, strict=True)] for row in texts]


def columns_of(path, names):
    """The values of some fields of a table, row by row."""
    places = [[field["name"] for field in RESOURCES[path]["schema"]["fields"]].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in rows_of(path)]


@pytest.mark.parametrize("path", sorted(RESOURCES))
def test_the_file_is_there_with_the_hash_and_the_size_that_are_told(path):
    resource = RESOURCES[path]
    assert resource["hash"] == f"sha256:{hashlib.sha256(FILES[path]).hexdigest()}"
    # Validators count bytes of text only: for Parquet any number would be wrong to them.
    assert resource.get("bytes") == (None if path.endswith(".parquet") else len(FILES[path]))


@pytest.mark.parametrize("path", [path for path, resource in RESOURCES.items() if resource["format"] == "json"])
def test_no_other_json_could_be_taken_for_the_record_of_a_resource(path):
    assert not {"data", "path", "resources"} & set(json.loads(FILES[path]))


@pytest.mark.parametrize("path", TABLES)
def test_fields_are_the_columns_of_the_file_in_their_order(path):
    fields = RESOURCES[path]["schema"]["fields"]
    names = [field["name"] for field in fields]
    if path.endswith(".csv"):
        assert next(csv.reader(io.StringIO(FILES[path].decode("utf-8-sig"), newline=""))) == names
        return
    schema = pl.read_parquet_schema(io.BytesIO(FILES[path]))
    assert list(schema) == names
    assert [f["name"] for f in fields if not isinstance(schema[f["name"]], POLARS[f["type"]])] == []


@pytest.mark.parametrize("path", TABLES)
def test_values_are_of_the_types_and_within_the_constraints_of_their_fields(path):
    rows = rows_of(path)
    assert rows or not CITY.tables[path.rpartition(".")[0]].height
    for place, field in enumerate(RESOURCES[path]["schema"]["fields"]):
        values, rules = [row[place] for row in rows], field.get("constraints", {})
        assert not rules.get("required") or None not in values, field["name"]
        assert set(values) - {None} <= set(rules.get("enum", values)), field["name"]


@pytest.mark.parametrize("path", [path for path in TABLES if path.endswith(".parquet")])
def test_nothing_in_parquet_is_missing_also_where_pandas_reads_it(path):
    """Its missing numbers are no number, which a validator meets as a text; no text of ours is that text."""
    missing = RESOURCES[path]["schema"]["missingValues"]
    assert str(float("nan")) in missing
    frame = pl.read_parquet(io.BytesIO(FILES[path]))
    assert [n for n in frame.columns if frame.schema[n] == pl.String and frame[n].is_in(["nan"]).any()] == []


@pytest.mark.parametrize("path", TABLES)
def test_keys_are_unique_and_a_primary_one_is_whole(path):
    schema = RESOURCES[path]["schema"]
    assert ("primaryKey" in schema) != ("uniqueKeys" in schema)
    for key in schema.get("uniqueKeys", [schema.get("primaryKey")]):
        held = columns_of(path, key)
        assert len(set(held)) == len(held), key
        assert "primaryKey" not in schema or not any(None in values for values in held), key


@pytest.mark.parametrize("path", [path for path in TABLES if "foreignKeys" in RESOURCES[path]["schema"]])
def test_what_refers_to_another_resource_is_there(path):
    by_name = {resource["name"]: at for at, resource in RESOURCES.items()}
    for key in RESOURCES[path]["schema"]["foreignKeys"]:
        there = set(columns_of(by_name[key["reference"]["resource"]], key["reference"]["fields"]))
        assert set(columns_of(path, key["fields"])) <= there
