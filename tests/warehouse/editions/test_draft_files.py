"""The files of a draft: its site and what lies beside it; hostile names escaped, nothing from another host."""

import re
from pathlib import Path

import polars as pl
import pytest
from nights import DAY, WABO, copy_city, deliver, home_at, run
from wabo_cases import HEADER

from schemas.register import CITY
from schemas.table import load_tables
from warehouse.editions.drafts import keep_draft
from warehouse.ranking.request import ranking_of
from warehouse.run import Run

pytestmark = pytest.mark.long

CASE = "case-{},Internet,2023-02-20 09:00:00+01:00,General,2023-02-10 09:00:00+01:00,,,,2023-02-07 09:00:00+01:00,1,\n"
ROW = "general,1,General,General,department,department,,,,,none"
ROW_RENAMED = "general,1,<script>alert(1)</script>,General,department,department,,,,General,none"


@pytest.mark.parametrize("synthetic", [False, True])
def test_the_draft(tmp_path, synthetic):
    city = copy_city(tmp_path / "city", {"units.csv": [(ROW, ROW_RENAMED)]}, WABO)
    home = home_at(tmp_path / "home")
    if synthetic:
        (home.root / "SYNTHETIC").touch()
    deliver(home, CITY, "cases.csv", HEADER + "".join(CASE.format(i) for i in range(40)))
    report = run(home, city, on=DAY)
    ranking = ranking_of(Run(home, city, DAY), report.snapshot, "2023", "timeliness")
    page = keep_draft(ranking)
    folder = page.parents[1]
    assert (page.name, page.parent.name) == ("index.html", "site")
    pages = {p.relative_to(page.parent): p.read_text(encoding="utf-8") for p in page.parent.rglob("*.html")}
    label = {"vi": "SỐ LIỆU TỔNG HỢP", "en": "SYNTHETIC"}
    for name, html in pages.items():
        if name != Path("index.html"):  # the way in shows nothing
            assert (label[name.parts[0]] in html) is synthetic, name
        assert "<script>" not in html, name
        assert not re.search(r'(src|href)="(https?:)?//', html), name
    for name in ("vi/index.html", "vi/units/general.html", "vi/indicators/on_time_over_resolved.html"):
        assert "&lt;script&gt;alert(1)" in pages[Path(name)], name
    beside = {p.name: pl.read_parquet(p) for p in folder.glob("*.parquet")}
    tables = {f"{t}.parquet" for t in load_tables() if t.startswith("ranking")}
    assert set(beside) == {"ranking.parquet", "indicators.parquet", "integrity.parquet", "form_ii06a.parquet"} | tables
    assert {p.name for p in folder.iterdir()} - set(beside) == {"site", "ranking.json", "record.json", "key.json"}
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    (folder / "key.json").unlink()
    keep_draft(ranking)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    form = beside["form_ii06a.parquet"].filter(unit_id="general").row(0, named=True)
    assert (form["received_total"], form["resolved_before_due"], form["open_total"]) == (40, 40, 0)
    scored = set(beside["indicators.parquet"]["indicator"])
    assert scored.isdisjoint(beside["integrity.parquet"]["indicator"])
