"""What lies beside the tables of a snapshot: whole, checkable with ordinary tools, and in agreement with the tables."""

import csv
import io
import json
import os
import shutil
import subprocess
from datetime import date, datetime

import polars as pl
import pytest
from nights import WABO, deliver, home_at, run, table
from wabo_cases import HEADER

from schemas.city import load_city
from schemas.register import CITY
from schemas.table import load_tables
from warehouse import store
from warehouse.release.companions import flat_counts

SUMS = ("sha256sum", "-c", "--quiet", "SHA256SUMS")
AT = " 09:00:00+01:00"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """A snapshot of ten dossiers of January, five of which end in March."""
    home = home_at(tmp_path_factory.mktemp("home"))
    rows = [
        f"case-{i},Internet,2023-02-01{AT},General,2023-0{1 if i < 5 else 3}-10{AT},,,,2023-01-03{AT},3,x\n"
        for i in range(10)
    ]
    path = deliver(home, CITY, "cases.csv", HEADER + "".join(rows))
    os.utime(path, (datetime(2023, 4, 1).timestamp(),) * 2)
    return run(home, load_city(WABO), date(2023, 4, 1)).snapshot


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not on this machine")
def test_every_file_has_its_checksum(snapshot):
    done = subprocess.run(SUMS, cwd=snapshot, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    listed = {line.split("  ", 1)[1] for line in (snapshot / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {str(p.relative_to(snapshot)) for p in snapshot.rglob("*") if p.is_file()}
    assert there - listed == {"SHA256SUMS", store.MANIFEST}


def test_the_package_names_every_table_and_its_columns(snapshot):
    package = json.loads((snapshot / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"].endswith("/2.0/datapackage.json")
    tables = {r["name"]: r for r in package["resources"] if r["format"] == "parquet"}
    for name, resource in tables.items():
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert {str(p.relative_to(snapshot)) for p in (snapshot / name).rglob("*.parquet")} == set(paths)
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == [c.name for c in load_tables()[name].stored_columns]
    assert set(tables) == {p.name for p in snapshot.iterdir() if p.is_dir()} - {"flat"}


def test_the_flat_file_sums_to_the_counts_and_levels_are_those_at_the_end_of_the_month(snapshot):
    text = (snapshot / "flat" / "2023.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    general = [r for r in rows if r["unit_id"] == "general"]
    assert [r["month"] for r in general] == ["2023-01-01", "2023-02-01", "2023-03-01"]
    assert [int(r["received"]) for r in general] == [10, 0, 0]
    assert [int(r["open_at_end"]) for r in general] == [5, 5, 0]
    counts = table(snapshot, "measures").filter(pl.col("measure") == "resolved").get_column("n").sum()
    assert sum(int(r["resolved"]) for r in rows) == counts


def test_a_city_names_its_licence_or_the_files_say_that_it_has_not(snapshot):
    assert "has not named a licence" in (snapshot / "LICENCE.txt").read_text(encoding="utf-8")
    assert "licenses" not in json.loads((snapshot / "datapackage.json").read_text(encoding="utf-8"))


def test_no_counts_make_no_flat_files(snapshot):
    assert flat_counts(table(snapshot, "units"), table(snapshot, "measures").clear().lazy(), (), date(2023, 1, 1)) == {}
