"""The structure of the SDMX view declares all that stands in it: every column, and every code with its names."""

import csv
import io
import json
import re

import pytest
from release_cases import CITY

from schemas.table import load_tables
from warehouse.release.files import release_files

FILES = release_files(CITY)
ROWS = list(csv.DictReader(io.StringIO(FILES["rankings.sdmx.csv"].decode())))
MESSAGE = json.loads(FILES["rankings.sdmx.json"])
DATA = MESSAGE["data"]
[STRUCTURE] = DATA["dataStructures"]
LISTS = STRUCTURE["dataStructureComponents"]
DIMENSIONS = [*LISTS["dimensionList"]["dimensions"], LISTS["dimensionList"]["timeDimension"]]
COMPONENTS = {
    c["id"]: c for c in [*DIMENSIONS, *LISTS["measureList"]["measures"], *LISTS["attributeList"]["attributes"]]
}
URN = re.compile(r"urn:sdmx:org\.sdmx\.infomodel\.\w+\.(\w+)=(\w+):(\w+)\(([\d.]+)\)(?:\.(\w+))?")
PARSED = {
    "Integer": int,
    "Double": float,
    "Boolean": {"true": True, "false": False}.__getitem__,
    "String": str,
    "GregorianDay": re.compile(r"\d{4}-\d\d-\d\d").fullmatch,
    "ObservationalTimePeriod": re.compile(r"\d{4}(-Q\d|-\d\d)?|\d{4}-\d\d-\d\d/P\d+D").fullmatch,
}


def urn_of(kind, maintained):
    """What names an artefact of the message."""
    package = {"Codelist": "codelist", "ConceptScheme": "conceptscheme", "DataStructure": "datastructure"}[kind]
    name = f"{maintained['agencyID']}:{maintained['id']}({maintained['version']})"
    return f"urn:sdmx:org.sdmx.infomodel.{package}.{kind}={name}"


CODES = {urn_of("Codelist", listed): {c["id"]: c for c in listed["codes"]} for listed in DATA["codelists"]}


def test_the_rows_name_the_dataflow_and_that_its_structure():
    [flow] = DATA["dataflows"]
    assert {row["STRUCTURE_ID"] for row in ROWS} == {f"{flow['agencyID']}:{flow['id']}({flow['version']})"}
    assert flow["structure"] == urn_of("DataStructure", STRUCTURE)


def test_every_column_is_a_component_and_every_component_a_column():
    assert set(ROWS[0]) - {"STRUCTURE", "STRUCTURE_ID", "ACTION"} == set(COMPONENTS)
    assert [dimension.get("position") for dimension in DIMENSIONS] == [0, 1, 2, 3, None]


def test_the_dimensions_tell_every_observation_from_the_others():
    keys = [tuple(row[dimension["id"]] for dimension in DIMENSIONS) for row in ROWS]
    assert len(set(keys)) == len(keys) > 0


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_value_of_a_component_is_a_declared_code_or_of_the_declared_type(name):
    form = COMPONENTS[name]["localRepresentation"]
    values = {row[name] for row in ROWS}
    if COMPONENTS[name].get("usage", "optional") == "mandatory" or COMPONENTS[name] in DIMENSIONS:
        assert "" not in values
    if "enumeration" in form:
        assert values - {""} <= set(CODES[form["enumeration"]])
        return
    parse = PARSED[form["format"]["dataType"]]
    assert [value for value in values - {""} if parse(value) is None] == []


def test_every_component_is_a_concept_with_the_labels_of_its_column():
    [scheme] = DATA["conceptSchemes"]
    concepts = {concept["id"]: concept for concept in scheme["concepts"]}
    identities = {name: URN.fullmatch(c["conceptIdentity"]).group(2, 3, 4, 5) for name, c in COMPONENTS.items()}
    about = (scheme["agencyID"], scheme["id"], scheme["version"])
    assert identities == {name: (*about, name) for name in concepts}
    column = load_tables()["rankings"].column("ci_low")
    assert concepts["CI_LOW"]["names"] == {"vi": column.label_vi, "en": column.label_en}


def test_every_code_is_one_that_sdmx_allows_and_is_called_something_in_both_languages():
    assert len(CODES) == len(DATA["codelists"]) > 5
    for codes in CODES.values():
        for code, about in codes.items():
            assert re.fullmatch(r"[A-Za-z0-9_@$-]+", code)
            assert set(about["names"]) == {"vi", "en"}
            assert all(about["names"].values())


def test_units_and_measures_are_called_what_the_tables_call_them():
    units, measures = (
        CODES[COMPONENTS[name]["localRepresentation"]["enumeration"]] for name in ("REF_AREA", "MEASURE")
    )
    row = CITY.tables["units"].row(0, named=True)
    assert units[row["unit_id"]]["names"] == {"vi": row["name_vi"], "en": row["name_en"]}
    group = CITY.method.groups[0]
    assert measures[f"group-{group.id}"]["names"] == {"vi": group.name_vi, "en": group.name_en}


def test_a_message_about_synthetic_data_says_that_it_is_for_test():
    assert MESSAGE["meta"]["test"] is CITY.synthetic
    assert MESSAGE["meta"]["prepared"] == f"{CITY.business_date}T00:00:00Z"
