"""`motcua reconcile` where there is a data root: figures of a file, and of the snapshot, against its dossiers."""

from datetime import date

import pytest
from cli_cases import WABO, put, run, run_json
from nights import deliver, dossier, home_at
from nights import run as run_night

HEADER = (
    "claim_id,unit_as_written,statistical_code,period_from,period_to,measure,printed,source,provenance,scope,locale\n"
)
ROW = "{},Quận 12,761,2023-02-01,2023-03-31,dossiers_received,{},Báo Mẫu,press,alone,vi\n"
MARCH = {
    "Ngày_nộp": "01/03/2023 08:00:00",
    "Ngày_tiếp_nhận": "01/03/2023 08:30:00",
    "Ngày_hẹn_trả": "08/03/2023 17:00:00",
    "Ngày_trả_kết_quả": "08/03/2023 09:00:00",
    "Ngày_xử_lý_xong": "07/03/2023 10:00:00",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A data root whose dossiers cover February (four) and March (two) of 2023, with a claim that is true."""
    home = home_at(tmp_path_factory.mktemp("home"))
    earlier = dossier(9, Ngày_nộp="30/01/2023 08:00:00", Ngày_tiếp_nhận="30/01/2023 08:30:00")
    rows = [*(dossier(n) for n in range(4)), *(dossier(n, **MARCH) for n in (4, 5)), earlier]
    deliver(home, "quan-12", "HoSo_202304012000.csv", rows)
    deliver(home, "_city", "claims_202304012000.csv", HEADER + ROW.format("kept", "6"))
    run_night(home, on=date(2023, 4, 3))
    return ("--home", home.root)


@pytest.fixture
def file(tmp_path):
    return put(tmp_path / "claims.csv", HEADER + ROW.format("true", "6") + ROW.format("false", "60"))


def test_without_a_data_root_the_text_alone_is_asked(file, tmp_path, capsys):
    code, judged = run_json(capsys, "reconcile", file, "--home", tmp_path / "nowhere")
    assert (code, {claim["tested_against"] for claim in judged}) == (0, {"nothing"})
    assert not (tmp_path / "nowhere").exists()


def test_a_file_is_held_against_the_dossiers(file, place, capsys):
    code, judged = run_json(capsys, "reconcile", file, *place)
    assert code == 1, "a person should look"
    assert [(claim["claim_id"], claim["verdict"], claim["computed"]) for claim in judged] == [
        ("true", "reconciles", 6),
        ("false", "contradicted", 6),
    ]


def test_without_a_file_the_claims_of_the_snapshot_are_judged(place, capsys):
    code, judged = run_json(capsys, "reconcile", *place)
    assert (code, [(claim["claim_id"], claim["verdict"]) for claim in judged]) == (0, [("kept", "reconciles")])
    code, judged = run_json(capsys, "reconcile", *place, "--unit", "Quận 1")
    assert (code, judged) == (0, [])


def test_another_city_knows_nothing_of_these_units(file, place, capsys):
    code, judged = run_json(capsys, "reconcile", file, *place, "--city", WABO)
    assert (code, {claim["verdict"] for claim in judged}) == (0, {"not_testable"})


def test_neither_a_file_nor_a_snapshot_is_wrong_usage(tmp_path, capsys):
    code, _, err = run(capsys, "reconcile", "--home", tmp_path / "nowhere")
    assert code == 2
    assert "motcua nightly" in err
