"""Whole nights: dates after the export, and the limits that each city declares for itself."""

import polars as pl
import pyarrow.parquet as pq
from nights import DAY, WABO, check_ledger, copy_city, deliver, dossier, home_at, outcomes, run, table

from schemas.city import load_city

RETURNED = "Ngày trả kết quả"
# Permits of a Dutch city: codes in small letters, one asked for before 2010.
PERMITS = """\
case,channel,deadline,department,enddate,enddate_planned,group,responsible,startdate,events,last_event
case-1,Internet,2009-12-06 13:41:31+01:00,General,2009-11-01 13:41:31+01:00,,,x,2009-10-11 13:41:31+01:00,1,x
case-2,Internet,2011-12-06 13:41:31+01:00,General,2011-11-01 13:41:31+01:00,,,x,2011-10-11 13:41:31+01:00,1,x
case-3,Internet,2011-12-06 13:41:31+01:00,General,2011-11-01 13:41:31+01:00,,,x,2011-10-11 13:41:31+01:00,1,x
"""


def test_a_result_returned_after_the_day_after_the_export_is_rejected(tmp_path):
    home = home_at(tmp_path)
    days = ("12/02/2023 17:00:00", "13/02/2023 23:59:59", "14/02/2023 00:00:00", "08/02/2032 09:00:00")
    deliver(home, "quan-12", "HoSo_202302122000.csv", [dossier(i, **{RETURNED: day}) for i, day in enumerate(days)])
    (outcome,) = outcomes(run(home))
    assert (outcome.status, outcome.accepted, outcome.rejected) == ("accepted_with_rejections", 2, 2)
    reasons = table(home, "rejections")
    assert reasons.get_column("rule_id").unique().to_list() == ["returned-at-after-export"]
    assert reasons.sort("source_row").get_column("written").to_list() == list(days[2:])
    assert all("`exported_at`" in advice for advice in reasons.get_column("advice_vi"))
    check_ledger(home)


def test_a_file_without_a_declared_export_is_judged_by_its_own_time(tmp_path):
    home = home_at(tmp_path)
    late = dossier(9, **{RETURNED: "03/03/2023 09:00:00"})  # the file was last changed on 28 February
    deliver(home, "quan-12", "HoSo.csv", [*(dossier(i) for i in range(3)), late])
    (outcome,) = outcomes(run(home))
    assert (outcome.accepted, outcome.rejected) == (3, 1)


def test_a_rejected_file_is_told_the_formats_and_the_key_of_the_source(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302122000.csv", [dossier(i, **{RETURNED: "NULL"}) for i in range(3)])
    (outcome,) = outcomes(run(home))
    assert (outcome.status, outcome.reason) == ("rejected", "gate")
    assert "%d/%m/%Y" in outcome.message_vi and "%d/%m/%Y" in outcome.message_en
    reasons = table(home, "rejections").filter(pl.col("rule_id") == "returned-at-unreadable")
    assert set(reasons.get_column("written")) == {"NULL"}
    assert all(f'[columns] "{RETURNED}": empty = ["NULL"]' in advice for advice in reasons.get_column("advice_en"))


def test_a_permit_of_2009_is_accepted_where_the_city_says_so_and_warned_of_nowhere(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "_city", "permits.csv", PERMITS)
    assert {o.status for o in outcomes(run(home, load_city(WABO)))} == {"accepted"}
    assert table(home, "dossiers").height == 3
    assert table(home, "submissions").get_column("warning_count").to_list() == [0]


FEES = ("12,50", "1.210", "210,755")  # the third has a decimal too many
WITH_FEES = "".join(
    f"{line},{fee}\n" for line, fee in zip(PERMITS.splitlines(), ("fee", *(f'"{f}"' for f in FEES)), strict=True)
)
MAPPED = ('"case" =', '"fee" = { column = "fee_due" }\n"case" =')


def test_a_city_keeps_its_money_in_its_own_smallest_unit(tmp_path):
    home = home_at(tmp_path / "data")
    deliver(home, "_city", "permits.csv", WITH_FEES)
    euro = copy_city(tmp_path / "euro", {"sources/wabo.toml": [MAPPED]}, WABO)
    (outcome,) = outcomes(run(home, euro))
    assert (outcome.accepted, outcome.rejected) == (2, 1)
    assert table(home, "dossiers").sort("dossier_code").get_column("fee_due").to_list() == [1250, 121_000]
    units = {pq.read_schema(p).field("fee_due").metadata[b"unit"] for p in home.current.glob("dossiers/*/*.parquet")}
    assert units == {b"0.01 EUR"}
    (reason,) = table(home, "rejections").rows(named=True)
    assert (reason["rule_id"], reason["written"]) == ("fee-due-unreadable", "210,755")
    assert "EUR, with at most 2 decimals, written like 1.234.567,89" in reason["message_en"]
    assert "EUR, có không quá 2 chữ số thập phân" in reason["message_vi"]
    assert "`money_decimals`" in reason["advice_en"] and "`money_decimals`" in reason["advice_vi"]
    check_ledger(home)


def test_money_is_read_anew_and_every_file_says_so_when_the_city_declares_other_decimals(tmp_path):
    home = home_at(tmp_path / "data")
    deliver(home, "_city", "permits.csv", WITH_FEES)
    run(home, copy_city(tmp_path / "euro", {"sources/wabo.toml": [MAPPED]}, WABO))
    changed = {"sources/wabo.toml": [MAPPED], "city.toml": [("money_decimals = 2", "money_decimals = 3")]}
    run(home, copy_city(tmp_path / "mills", changed, WABO), DAY)
    assert table(home, "dossiers").sort("dossier_code").get_column("fee_due").to_list() == [12_500, 1_210_000, 210_755]
    units = {pq.read_schema(p).field("fee_due").metadata[b"unit"] for p in home.current.glob("dossiers/*/*.parquet")}
    assert units == {b"0.001 EUR"}


def test_a_changed_limit_makes_the_files_be_read_again(tmp_path):
    home = home_at(tmp_path / "data")
    deliver(home, "_city", "permits.csv", PERMITS)
    run(home, load_city(WABO))
    stricter = copy_city(tmp_path / "city", {"city.toml": [("earliest = 2000-01-01", "earliest = 2010-01-01")]}, WABO)
    (outcome,) = outcomes(run(home, stricter, DAY))
    assert (outcome.status, outcome.accepted, outcome.rejected) == ("accepted_with_rejections", 2, 1)
    assert table(home, "dossiers").get_column("dossier_code").sort().to_list() == ["CASE-2", "CASE-3"]
    reasons = table(home, "rejections").filter(pl.col("rule_id") == "received-at-out-of-range")
    assert "1 January 2010" in reasons.get_column("message_en").item()
