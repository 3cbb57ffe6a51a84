"""A hidden figure that stands plainly in any other form of a table, or on a page, is seen."""

import io
from datetime import date

import openpyxl
import polars as pl
import pytest
from small_cities import CODES, YEAR, SmallCity

from schemas.table import load_tables
from warehouse.attack.attack import attack
from warehouse.attack.stated import Days, counts_in
from warehouse.attack.tree import Edition

# A unit of which all cells are hidden: its score tells none of them.
BIG = [(40, 60)] * 4
SOME = [(10, 15), (15, 21), (12, 13), (20, 20)]
CITY = SmallCity(
    {unit: dict.fromkeys(CODES, SOME if unit == "a" else BIG) for unit in "abcd"},
    frozenset(("a", code) for code in CODES),
)
KEY = ("rankings", "a", "satisfaction", *YEAR, "x")
QUARTER = ("trends", "a", "satisfaction", date(2022, 1, 1), date(2022, 3, 31), "x")


def workbook():
    columns = {c.name: f"{c.label_vi} / {c.label_en}" for c in load_tables()["rankings"].columns}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["3. Giá trị của từng chỉ số"])
    sheet.append([columns[name] for name in ("unit_id", "measure", "x", "n", "status")])
    sheet.append(["a", "satisfaction", 57, "[c]", "[c]"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def unit_page(heads, cells):
    return (
        f"<table><tr>{''.join(f'<th scope=col>{head}</th>' for head in heads)}</tr>"
        f'<tr><th scope="row"><a href="../indicators/satisfaction.html">Hài lòng</a></th>'
        f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
    ).encode()


FILES = {
    "data/rankings.csv": (KEY, b"unit_id,peer_group,measure,x,n\na,kind:urban,satisfaction,57,\n"),
    "data/rankings.sdmx.csv": (
        KEY,
        b"REF_AREA,PEER_GROUP,MEASURE,NUMERATOR,DENOMINATOR,OBS_VALUE\na,all,satisfaction,57,,\n",
    ),
    "data/flat/2022.csv": (
        QUARTER,
        b"\xef\xbb\xbfunit_id,indicator,first_day,last_day,x,n\na,satisfaction,2022-01-01,2022-03-31,10,\n",
    ),
    "data/2022-small.xlsx": (KEY, workbook()),
    "vi/units/a.html": (KEY, unit_page(["Chỉ số", "Giá trị", "Tử số", "Mẫu số"], ["[c]", "57", "[c]"])),
    "en/units/a.html": (KEY, unit_page(["Indicator", "Value"], ["<small>x</small>57/69"])),
}


@pytest.mark.parametrize("path", FILES)
def test_a_hidden_figure_in_another_file_is_seen(path):
    key, data = FILES[path]
    (before,), (after,) = attack(CITY.tree()), attack(CITY.tree() | {f"2022-small/v1/{path}": data})
    assert next(f for f in before.findings if f.key == key).left > 1
    finding = next(f for f in after.findings if f.key == key)
    assert (finding.least, finding.left, finding.how.key) == (CITY.truth()[key], 1, "attack.stands")
    assert finding.how.values["file"] == f"2022-small/v1/{path}"


def test_a_rate_beside_a_missing_count_tells_it():
    tree, name = CITY.tree(), "2022-small/v1/data/trends.parquet"
    trends = pl.read_parquet(io.BytesIO(tree[name]))
    is_row = (pl.col("unit_id") == "a") & (pl.col("indicator") == "satisfaction") & (pl.col("quarter") == "Q1")
    shown = {"value": pl.when(is_row).then(10 / 15), "n": pl.when(is_row).then(15).otherwise("n")}
    out = io.BytesIO()
    trends.with_columns(**shown).write_parquet(out)
    (result,) = attack(tree | {name: out.getvalue()})
    finding = next(f for f in result.findings if f.key == QUARTER)
    assert (finding.least, finding.left, finding.how.key) == (10, 1, "attack.by-rates")


def test_what_is_no_count_is_not_read_as_one():
    days = Days(*YEAR)
    rows = [
        {"unit_id": "a", "measure": "score", "x": 3},
        {"unit_id": "a", "measure": "satisfaction", "x": "[c]", "n": 2.5},
    ]
    assert list(counts_in("rankings", rows, days, "")) == []
    files = {"vi/about.html": b"<p>12/30</p>", "data/record.json": b'{"from": "2022-01-01", "as_of": "2022-12-31"}'}
    assert list(Edition("", files).counts()) == []
