"""A city that declares nothing, with a method of one indicator: a score that would tell a small count is not published.

Of 39 dossiers that the Experts received, 29 ended in time, 3 late, and 7 are open; every one is invented. A quarter of
another unit shows that 30 cases are enough for a rate.
"""

import io
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from nights import WABO, deliver, home_at, run
from wabo_cases import month_of_cases

from schemas.city import load_city
from schemas.disclosure import DisclosurePolicy
from schemas.register import CITY
from warehouse.attack.attack import attack
from warehouse.disclosure.hiding import hide
from warehouse.publication.make import publication_of
from warehouse.publication.publication import Publication
from warehouse.publication.what_if_data import ExcusedUnit
from warehouse.ranking.rank_period import rank_period
from warehouse.site.build import site_files

pytestmark = pytest.mark.long

ONE = "on_time_over_resolved"
UNITS = {"General": 160, "Experts": 39, "Customer contact": 145}
LATE = {"General": 23, "Experts": 3, "Customer contact": 31}
OPEN = 7


def cases():
    """The dossiers of January, of which the last ones of the Experts have not ended."""
    lines = []
    for line in month_of_cases(UNITS, 2023, 1, LATE).splitlines():
        cells = line.split(",")
        is_open = cells[3] == "Experts" and int(cells[0].rpartition("E")[2]) >= UNITS["Experts"] - OPEN
        lines.append(",".join([*cells[:4], "", *cells[5:]] if is_open else cells))
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    home, city = home_at(tmp_path_factory.mktemp("home")), load_city(WABO)
    deliver(home, CITY, "one.csv", month_of_cases({"General": 30}, 2022, 10, {"General": 0}))
    deliver(home, CITY, "two.csv", cases())
    report = run(home, city, date(2023, 3, 1), is_ranked=True)
    return city, report.snapshot, rank_period(city, report.snapshot, "2023", "timeliness")


@pytest.fixture(scope="module")
def published(night):
    return publication_of(*night)


def attacked(p: Publication, tables):
    """What an intruder makes of the tables of a publication."""
    files = {f"x/data/{name}.parquet": parquet(frame) for name, frame in tables.items()}
    record = p.record.model_dump_json(by_alias=True).encode()
    (result,) = attack(files | {"x/data/record.json": record})
    assert result.contradicting == []
    return result


def parquet(frame):
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def score(p: Publication, unit):
    return p.tables["rankings"].filter(unit_id=unit, measure="score", peer_group="all").row(0, named=True)


def test_an_intruder_works_out_no_small_count_and_has_enough_values_left(published):
    result = attacked(published, published.tables)
    assert any(f.is_small and f.key.unit_id == "experts" for f in result.findings)
    assert (result.recovered, result.narrow) == ([], [])


def test_with_the_score_and_the_total_of_the_form_he_would(night, published):
    """As it was published before: the score of 29 of 32, and that the form says 32."""
    exact = publication_of(_open(night[0]), *night[1:]).tables
    days = ["unit_id", "item", "period_from", "period_to"]
    total = pl.col("item") == "resolved_total"
    form = published.tables["form_ii06a"].join(exact["form_ii06a"].select(*days, told="counted"), on=days, how="left")
    told = form.with_columns(pl.when(total).then("told").otherwise("counted").alias("counted")).drop("told")
    listed = published.tables["suppressions"].filter(
        ~((pl.col("table_name") == "form_ii06a") & (pl.col("item") == "resolved_total"))
    )
    rankings = pl.concat(
        [published.tables["rankings"].filter(pl.col("measure") != "score"), exact["rankings"].filter(measure="score")]
    )
    before = {**published.tables, "form_ii06a": told, "suppressions": listed, "rankings": rankings}
    found = {(f.key.table_name, f.key.item, f.key.part): f.least for f in attacked(published, before).recovered}
    assert found["rankings", ONE, "rest"] == LATE["Experts"]
    assert found["formula_counts", "resolved_late_first", "value"] == LATE["Experts"]


def test_the_form_does_not_tell_how_many_were_resolved_nor_by_subtraction_how_many_are_open(published):
    form = dict(published.tables["form_ii06a"].filter(unit_id="experts").select("item", "counted").iter_rows())
    assert form["open_total"] is None and form["resolved_total"] is None and form["received_total"] is None


def test_the_score_goes_with_all_that_follows_from_it_and_others_stay(published):
    of_experts = score(published, "experts")
    assert of_experts["status"] == "SUPPRESSED"
    assert [of_experts[c] for c in ("value", "ci_low", "points", "rank", "rank_lo", "tier", "letters")] == [None] * 7
    assert of_experts["eligible"]
    for unit in ("general", "customer-contact"):
        assert score(published, unit)["value"] == pytest.approx(100 - 100 * _late(unit), abs=0.005)
    for name in ("ranking_robustness", "ranking_bands", "ranking_reporting"):
        assert "experts" not in published.tables[name].get_column("unit_id")
    pairs = published.tables["ranking_pairs"]
    assert pairs.height > 0
    assert pairs.filter((pl.col("unit_id") == "experts") | (pl.col("other_id") == "experts")).is_empty()
    assert ExcusedUnit("experts") in published.what_if.units


def _late(unit):
    name = {"general": "General", "customer-contact": "Customer contact"}[unit]
    return LATE[name] / UNITS[name]


def test_pages_say_why_there_is_no_score(published):
    pages = site_files(published)
    for page in ("en/index.html", "en/units/experts.html", "en/what-if.html"):
        assert "the score would tell a count below 10" in pages[page], page
    assert "90.62" not in "".join(page for name, page in pages.items() if name.startswith("en/"))


def test_revisions_do_not_tell_it_either(published):
    row = {"unit_id": "experts", "score_before": 90.63, "score_after": 90.62, "rank_after": "1", "cause": "late"}
    schema = published.tables["revisions"].schema
    made = pl.DataFrame(
        [[of.get(name) for name in schema] for of in (row, row | {"unit_id": "general"})], schema, orient="row"
    )
    revised = hide({**published.tables, "revisions": made}, {}, {}, ["experts"])["revisions"]
    assert revised.select("unit_id", "score_before", "score_after", "rank_after", "cause").rows() == [
        ("experts", None, None, None, "late"),
        ("general", 90.63, 90.62, "1", "late"),
    ]


def test_where_the_offices_counts_are_told_so_is_every_score(night):
    told = publication_of(_open(night[0]), *night[1:])
    assert score(told, "experts")["value"] == pytest.approx(100 * 29 / 32, abs=0.005)
    assert told.tables["suppressions"].is_empty()


def _open(city):
    exact = DisclosurePolicy(audience="public", office="exact", people="small_counts", legal_basis="–")
    return replace(city, about=city.about.model_copy(update={"disclosure": (exact,)}))
