"""Columns of real exports, by names and values: the headers are public, the rows are invented.

`headers/truth.json` says for each header what a person decided: a column of the table, `U` the unit's name, `P`
personal, `-` none of them; `a|b` either.
"""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from schemas.city import load_city
from warehouse.drafting.guess import guess
from warehouse.drafting.toml import as_toml
from warehouse.reading.peek.headers import peek_headers
from warehouse.reading.sample import sample_texts

FOLDER = Path(__file__).parent / "headers"
TRUTH = {
    name: {header: text.split("|") for header, text in truth.items()}
    for name, truth in json.loads((FOLDER / "truth.json").read_text(encoding="utf-8")).items()
}
CITY = load_city()
DOSSIERS = CITY.declared_tables["dossiers"]


def not_read(*_):
    raise AssertionError("a delimited text is sampled without the night's reader")


def drafted(path, table=DOSSIERS):
    peek = peek_headers(path)[0]
    return as_toml(guess(sample_texts(path, peek, table, not_read), peek, table, CITY), path)


@cache
def placed(name, table=DOSSIERS.name):
    """Return header -> what the draft of the source of the file `name` makes of it."""
    draft = tomllib.loads(drafted(FOLDER / name, CITY.declared_tables[table]))
    places = dict.fromkeys(draft.get("ignored", []), "-") | dict.fromkeys(draft.get("personal", []), "P")
    if draft.get("unit_header"):
        places[draft["unit_header"]] = "U"
    return places | {h: c["column"] for h, c in draft["columns"].items()}


@pytest.mark.parametrize("name", TRUTH)
def test_no_column_is_placed_wrongly_and_no_person_is_missed(name):
    places = placed(name)
    assert {h: places[h] for h, right in TRUTH[name].items() if places[h] not in ("-", "P", *right)} == {}
    assert [h for h, right in TRUTH[name].items() if right == ["P"] and places[h] != "P"] == []


def test_three_quarters_of_the_columns_that_matter_are_placed():
    wanted = [
        (name, h, right) for name, truth in TRUTH.items() for h, right in truth.items() if not {"-", "P"} & {*right}
    ]
    rightly = [h for name, h, right in wanted if placed(name)[h] in right]
    assert len(wanted) > 100
    assert len(rightly) / len(wanted) >= 0.75
