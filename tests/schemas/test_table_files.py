"""Tables of a city's own: beside those of every city, and refused with file and key where they cannot be right."""

from pathlib import Path

import pytest

from schemas.city import load_city
from schemas.errors import DeclarationError
from schemas.limits import Limits
from schemas.table import Table, load_tables
from schemas.table_files import faults_of, load_city_tables

VISITS = """
name = "visits"
label_vi = "Lượt khách"
label_en = "Visits"
description_vi = "Mỗi dòng là một ngày tại một đơn vị."
description_en = "One row is a day at a unit."
about = "office"
key = ["unit_id", "visit_date"]
partition_by = "visit_date"
columns = [
  { name = "unit_id", type = "string", label_vi = "Đơn vị", label_en = "Unit", required = true },
  { name = "visit_date", type = "date", label_vi = "Ngày", label_en = "Day", required = true },
  { name = "visitor_count", type = "integer", label_vi = "Lượt", label_en = "Visitors" },
]
derived = [{ name = "is_odd", sql = "visitor_count > 100000" }]

[[rules]]
id = "visitors-negative"
expectation = "expect_column_values_to_be_between"
kwargs = { column = "visitor_count", min_value = 0 }
message_vi = "Lượt khách: số âm"
message_en = "Visitors: negative number"
"""
SCOPE = 'name = "visits"\nscope = '


def loaded(folder: Path, text: str, name: str = "visits") -> dict[str, Table]:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return dict(load_city_tables(folder, Limits(), {}))


def test_a_city_has_its_own_tables_after_those_of_every_city(tmp_path: Path) -> None:
    assert list(load_city_tables(tmp_path / "none", Limits(), {})) == list(load_tables())
    tables = loaded(tmp_path, VISITS)
    assert list(tables) == [*load_tables(), "visits"]
    assert tables["visits"].column("visit_date").label_en == "Day"
    assert "visits" not in load_tables()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"visits"', '"unrecognised"', "name: every city has a table 'unrecognised'"),
        ('"visits"', '"guests"', "name: the table is named 'guests'; the file must have that name"),
        ('name = "visits"', f'{SCOPE}"operational"', "scope: operational tables are made by motcua"),
        (
            'name = "visits"',
            f'{SCOPE}"published"\npublished_as = "result"',
            "scope: published tables are made by motcua",
        ),
        ('name = "visits"', 'name = "visits"\npublished_as = "result"', "leave published_as out"),
        ("about =", "#", 'about: missing; write about = "people" if'),
        ('["unit_id", "visit_date"]', '["visit_date"]', 'key: each row is of a unit: name "unit_id" in it'),
        ('"Day", required = true', '"Day"', "key: visit_date may be empty; write required = true in its column"),
        ('by = "visit_date"', 'by = "visitor_count"', "partition_by: visitor_count is not a date or datetime"),
        ("visitor_count", "source_row", "columns.source_row: every table has this column by itself"),
        ('"integer"', '"code"', "columns.visitor_count.codes: missing"),
        (
            '{ column = "visitor_count"',
            '{ column = "visitors"',
            "there is no column 'visitors'; nearest: visitor_count",
        ),
        ("to_be_between", "to_be_betwen", "did you mean expect_column_values_to_be_between"),
        ("min_value = 0", 'min_value = "none"', "rules.visitors-negative: cannot compare"),
        ("min_value = 0", 'min_value = "city:visitors"', "a city has no limit 'visitors'"),
        ("visitor_count > 100000", "visitors > 100000", 'derived.is_odd.sql: unable to find column "visitors"'),
        ("visitor_count > 100000", "visitor_count >", "derived.is_odd.sql: "),
    ],
)
def test_a_wrong_table_is_refused_with_its_file_and_key(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in VISITS
    with pytest.raises(DeclarationError) as refused:
        loaded(tmp_path, VISITS.replace(old, new))
    assert str(refused.value).startswith(f"{tmp_path / 'visits.toml'}: ")
    assert fault in str(refused.value)


def test_no_table_of_a_city_has_the_name_of_a_shared_one(tmp_path: Path) -> None:
    for name in ("dossiers", "rankings"):
        with pytest.raises(DeclarationError, match=rf"{name}\.toml: .*\n  name: every city has a table '{name}'"):
            loaded(tmp_path, VISITS.replace('"visits"', f'"{name}"'), name)
        (tmp_path / f"{name}.toml").unlink()


def test_the_shared_tables_that_are_sent_have_none_of_these_faults() -> None:
    sent = [table for table in load_city().tables.values() if table.is_sent]
    assert len(sent) > 5
    assert [fault for table in sent for fault in faults_of(table)] == []
