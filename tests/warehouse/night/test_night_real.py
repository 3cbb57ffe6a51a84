"""Real data through the ordinary pipeline: permit dossiers of a Dutch municipality, and published figures of cities."""

import csv
from datetime import date

import polars as pl
import pytest
from nights import (
    REFERENCE,
    WABO,
    appears,
    check_ledger,
    copy_city,
    deliver,
    everything_written,
    home_at,
    outcomes,
    run,
    run_whole,
    table,
)

from schemas.city import load_city

pytestmark = pytest.mark.long

CASES = REFERENCE / "real_exports" / "wabo_receipt_cases.csv"
CLAIMS = REFERENCE / "claims_in_sets.csv"
LATER = date(2012, 12, 31)
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the real permit dossiers are not beside the checkout")
needs_claims = pytest.mark.skipif(not CLAIMS.exists(), reason="the published figures are not beside the checkout")

# unit -> (finished, on time), as counted from the file itself
BY_DAY = {"general": (1285, 980), "customer-contact": (29, 28), "experts": (15, 12)}
BY_INSTANT = {"general": (1285, 915), "customer-contact": (27, 26), "experts": (15, 9)}


def timeliness(home):
    """unit -> (finished, on time) straight from the table of dossiers."""
    due, end = pl.col("current_due_at"), pl.col("completed_at")
    in_time = pl.when("is_compared_by_day").then(end.dt.date() <= due.dt.date()).otherwise(end <= due)
    finished = table(home, "dossiers").filter(end.is_not_null())
    return {u: (n, k) for u, n, k in finished.group_by("unit_id").agg(pl.len(), in_time.sum()).iter_rows()}


def measured(home):
    """unit -> (resolved, resolved and not late) from the counts by day."""
    sums = table(home, "measures").group_by("unit_id", "measure").agg(pl.col("n").sum())
    counts = {(unit, measure): n for unit, measure, n in sums.iter_rows()}
    units = {unit for unit, _ in counts}
    return {u: (counts[u, "resolved"], counts[u, "resolved"] - counts.get((u, "resolved_late"), 0)) for u in units}


@needs_cases
def test_permit_dossiers_by_the_day(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "_city", CASES.name, CASES.read_bytes())
    report = run_whole(home, load_city(WABO), LATER)
    assert {o.status for o in outcomes(report)} == {"accepted"}
    assert sum(o.accepted for o in outcomes(report)) == 1434 == table(home, "dossiers").height
    assert timeliness(home) == measured(home) == BY_DAY
    assert sum(n for n, _ in BY_DAY.values()) == 1329
    assert sum(k for _, k in BY_DAY.values()) == 1020
    check_ledger(home)
    people = {row["responsible"] for row in csv.DictReader(CASES.open(encoding="utf-8"))}
    assert len(people) > 20
    assert not appears(home, *(people - {"test"}))  # an account of that name, and four letters of "latest" on a page
    cells = (path for path, data in everything_written(home) if path.suffix == ".parquet" and b"\ntest\n" in data)
    assert not list(cells)


@needs_cases
def test_permit_dossiers_by_the_instant(tmp_path):
    change = ('precision = "day"', 'precision = "instant"')
    city = copy_city(tmp_path / "city", {"sources/wabo.toml": [change]}, WABO)
    home = home_at(tmp_path / "home")
    deliver(home, "_city", CASES.name, CASES.read_bytes())
    report = run(home, city, LATER)
    assert sum(o.accepted for o in outcomes(report)) == 1432
    rejected = table(home, "rejections")
    assert rejected.get_column("rule_id").to_list() == ["completed-before-received"] * 2
    for written in rejected.get_column("written"):
        end, start = written.split(" | ")
        assert end[:10] == start[:10]
        assert (end[11:16], start[11:16]) == ("00:00", "01:06")
    assert timeliness(home) == measured(home) == BY_INSTANT
    assert sum(n for n, _ in BY_INSTANT.values()) == 1327
    assert sum(k for _, k in BY_INSTANT.values()) == 950
    check_ledger(home)


CLAIM = 'Q12-2022-ontime,Quận 12,761,{},{},on_time_rate,"99,99%",0.9999,exact,unstated,Báo Mẫu,self-reported,,vi,\n'


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        ("", "", []),
        ("unstated", "unstated", []),
        ("2022-01-01", "2022-12-31", []),
        ("2022-01-01", "", ["period-half-stated"]),
        ("unstated", "2022-12-31", ["period-half-stated"]),
        ("2022-13-01", "2022-12-31", ["period-from-unreadable"]),
        ("2022-12-31", "2022-01-01", ["period-reversed"]),
    ],
)
def test_a_claim_states_its_whole_period_or_none(tmp_path, first, last, rules):
    headers = ",".join(load_city().sources["claims-csv"].headers)
    home = home_at(tmp_path)
    others = "".join(CLAIM.replace("ontime", f"other-{n}").format("2022-01-01", "2022-12-31") for n in range(2))
    deliver(home, "_city", "claims.csv", f"{headers}\n{CLAIM.format(first, last)}{others}")
    run(home)
    assert sorted(table(home, "rejections")["rule_id"].to_list()) == rules
    claims = table(home, "claims").filter(claim_id="Q12-2022-ontime")
    if not rules:
        stated = first if first[:1].isdigit() else None
        assert [str(day) if day else None for day in claims["period_from"]] == [stated]


@needs_claims
def test_published_figures_keep_what_was_printed(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "_city", "claims.csv", CLAIMS.read_bytes())
    (outcome,) = outcomes(run(home))
    rows = list(csv.DictReader(CLAIMS.open(encoding="utf-8")))
    assert (outcome.status, outcome.table, outcome.accepted) == ("accepted", "claims", len(rows))
    claims = {row["claim_id"]: row for row in table(home, "claims").iter_rows(named=True)}
    assert {i: c["printed"] for i, c in claims.items()} == {r["claim_id"]: r["printed"] for r in rows}
    units = {(c["unit_as_written"], c["unit_id"]) for c in claims.values()}
    assert ("Quận 12", "quan-12") in units
    assert {unit for name, unit in units if name in ("Đà Lạt", "TP.HCM")} == {None}
    read = {i: (c["value"], c["bound"], c["set_id"], c["locale"]) for i, c in claims.items()}
    assert read == {r["claim_id"]: (float(r["value"]), r["bound"], r["set_id"], r["locale"]) for r in rows}
    assert table(home, "rejections").is_empty()
    check_ledger(home)
