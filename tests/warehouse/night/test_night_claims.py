"""Published figures in a night: each has a verdict in the snapshot, by its text and by the dossiers."""

import csv
from datetime import date, timedelta

import pytest
from nights import REFERENCE, deliver, dossier, hcmc, home_at, run, table

from warehouse.night.rebuild import rebuild_snapshot
from warehouse.run import Run

CLAIMS = REFERENCE / "claims_in_sets.csv"
needs_claims = pytest.mark.skipif(not CLAIMS.exists(), reason="the published figures are not beside the checkout")
HEADER = (
    "claim_id,unit_as_written,statistical_code,period_from,period_to,measure,printed,source,provenance,scope,locale\n"
)
ROW = "{},Quận 12,761,{},{},{},{},Báo Mẫu,press,alone,vi\n"
LAST = date(2023, 4, 3)


def claims(*figures, first="2023-02-01", last="2023-03-31"):
    return HEADER + "".join(ROW.format(f"c{n}", first, last, *figure) for n, figure in enumerate(figures))


def dossiers(late=1):
    """Eight dossiers in February and two in March; `late` of them ended after they were due."""
    march = {"Ngày_nộp": "01/03/2023 08:00:00", "Ngày_tiếp_nhận": "01/03/2023 08:30:00"}
    march |= {"Ngày_hẹn_trả": "08/03/2023 17:00:00", "Ngày_trả_kết_quả": "08/03/2023 09:00:00"}
    march["Ngày_xử_lý_xong"] = "07/03/2023 10:00:00"
    after = {"Ngày_xử_lý_xong": "09/02/2023 10:00:00", "Ngày_trả_kết_quả": "09/02/2023 11:00:00"}
    february = [dossier(n, **(after if n < late else {})) for n in range(8)]
    earlier = dossier(10, Ngày_nộp="30/01/2023 08:00:00", Ngày_tiếp_nhận="30/01/2023 08:30:00")
    return [*february, *(dossier(n, **march) for n in (8, 9)), earlier]


def verdicts(home):
    return {row["claim_id"]: row for row in table(home, "claim_verdicts").iter_rows(named=True)}


def test_claims_are_judged_by_the_dossiers_of_the_night(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202304012000.csv", dossiers())
    received, late, rate = "dossiers_received", "dossiers_late", "on_time_rate"
    figures = claims((received, "10"), (received, "30"), (late, "1"), (rate, "90%"))
    deliver(home, "_city", "claims_202304012000.csv", figures)
    run(home, on=LAST)
    judged = verdicts(home)
    assert [judged[f"c{n}"]["verdict"] for n in range(3)] == ["reconciles", "contradicted", "reconciles"]
    assert {row["tested_against"] for row in judged.values()} == {"dossiers"}
    assert (judged["c1"]["low"], judged["c1"]["high"], judged["c1"]["computed"]) == (30, 30, 10)
    # 10 of the 11 that ended in these days were on time, 90,9 %: 90 % is that, cut.
    assert (judged["c3"]["verdict"], judged["c3"]["departures"]) == ("reconciles_only_if", 1)
    assert judged["c3"]["reading"].startswith("dossiers: on_time / resolved; due current; undated on_time; cut")


def test_verdicts_are_made_anew_where_dossiers_have_changed(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202304012000.csv", dossiers())
    deliver(home, "_city", "claims_202304012000.csv", claims(("dossiers_late", "3")))
    run(home, on=LAST)
    assert verdicts(home)["c0"]["verdict"] == "contradicted"
    deliver(home, "quan-12", "HoSo_202304022000.csv", dossiers(late=3))
    run(home, on=LAST + timedelta(days=1))
    assert verdicts(home)["c0"]["verdict"] == "reconciles"


def test_a_rebuild_gives_the_same_verdicts_to_the_byte(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202304012000.csv", dossiers())
    deliver(home, "_city", "claims_202304012000.csv", claims(("dossiers_late", "3"), ("on_time_rate", "99,99%")))
    run(home, on=LAST)
    rebuilt = rebuild_snapshot(Run(home, hcmc(), LAST))
    assert [name for name in rebuilt.differing if name.startswith("claim")] == []


def test_without_claims_there_is_an_empty_table(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202304012000.csv", dossiers())
    run(home, on=LAST)
    assert table(home, "claim_verdicts").is_empty()


@needs_claims
def test_each_real_figure_has_the_verdict_that_was_worked_out_by_hand(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "_city", "claims.csv", CLAIMS.read_bytes())
    run(home)
    judged = verdicts(home)
    assert judged.keys() == {row["claim_id"] for row in csv.DictReader(CLAIMS.open(encoding="utf-8"))}
    assert {row["verdict"] for row in judged.values()} >= {"reconciles", "reconciles_only_if", "not_testable"}
    hard = {i for i, row in judged.items() if row["verdict"] in ("internally_inconsistent", "contradicted")}
    assert hard == {"HCMC-2025Q3-ontime"}
    assert judged["Q12-2022-ontime"]["verdict"] == "reconciles_only_if"
    assert judged["Q12-2022-ontime"]["reading"].endswith("cut")
    assert judged["HCMC-2025-ontime"]["verdict"] == judged["HCMC-2025-communes-ontime"]["verdict"] == "reconciles"
    assert judged["Q12-2022-satisfaction"]["least_n"] == 230
