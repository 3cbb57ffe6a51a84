"""`motcua reconcile`: a file of published figures, judged without a data root."""

import json

import pytest
from cli_cases import put, run, run_json

HEADER = "claim_id,unit_as_written,period_from,period_to,measure,printed,denominator_id,set_id,locale"
LINES = (
    "a,Quận Thử,2022-01-01,2022-12-31,dossiers_resolved,10.000,,page,vi",
    "b,Quận Thử,2022-01-01,2022-12-31,dossiers_late,100,,page,vi",
    'c,Quận Thử,2022-01-01,2022-12-31,on_time_rate,"99,00%",on_time_over_resolved,page,vi',
    'd,Huyện Thử,2023-01-01,2023-12-31,on_time_rate,"99,57%",,page,vi',
)
WRONG = 'e,Quận Thử,2022-01-01,2022-12-31,on_time_rate,"99,40%",,page,vi'


def claims_file(tmp_path, *lines, header=HEADER):
    return put(tmp_path / "claims.csv", "\n".join([header, *lines, ""]))


def test_what_programs_get(tmp_path, capsys):
    code, verdicts = run_json(capsys, "reconcile", claims_file(tmp_path, *LINES))
    assert code == 0
    assert [verdict["claim_id"] for verdict in verdicts] == ["a", "b", "c", "d"]
    assert [verdict["verdict"] for verdict in verdicts] == ["reconciles"] * 3 + ["not_testable"]
    assert (verdicts[2]["reading"], verdicts[2]["computed"]) == ("all but late / resolved; half-up", 0.99)
    assert "99,00%" in verdicts[2]["why_vi"] and "9,900" in verdicts[2]["why_en"]
    assert (verdicts[3]["reading"], verdicts[3]["computed"], verdicts[3]["least_n"]) == (None, None, 230)


def test_what_contradicts_itself_needs_a_person(tmp_path, capsys):
    file = claims_file(tmp_path, *LINES, WRONG)
    code, verdicts = run_json(capsys, "reconcile", file)
    assert (code, verdicts[-1]["verdict"]) == (1, "internally_inconsistent")
    code, out, _ = run(capsys, "reconcile", file)
    assert code == 1
    assert "Mâu thuẫn ngay trong văn bản" in out
    assert "Contradicts its own text" in out


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (("--unit", "quận thử"), ["a", "b", "c"]),
        (("--period", "2023"), ["d"]),
        (("--unit", "Huyện Thử", "--period", "2022"), []),
    ],
)
def test_only_what_is_asked_for_is_printed(tmp_path, capsys, asked, ids):
    code, verdicts = run_json(capsys, "reconcile", claims_file(tmp_path, *LINES), *asked)
    assert (code, [verdict["claim_id"] for verdict in verdicts]) == (0, ids)


def test_a_unit_that_is_asked_for_is_judged_by_the_whole_text(tmp_path, capsys):
    _, verdicts = run_json(capsys, "reconcile", claims_file(tmp_path, *LINES), "--unit", "Quận Thử")
    assert {verdict["verdict"] for verdict in verdicts} == {"reconciles"}


def test_semicolons_and_a_byte_order_mark(tmp_path, capsys):
    lines = (line.replace(",", ";").replace('"99;00%"', '"99,00%"').replace('"99;57%"', '"99,57%"') for line in LINES)
    file = claims_file(tmp_path, *lines, header="\ufeff" + HEADER.replace(",", ";"))
    _, verdicts = run_json(capsys, "reconcile", file)
    assert [verdict["verdict"] for verdict in verdicts] == ["reconciles"] * 3 + ["not_testable"]


def test_a_file_that_is_none_of_claims_is_wrong_usage(tmp_path, capsys):
    code, out, err = run(capsys, "reconcile", claims_file(tmp_path, "1,2", header="claim_id,measure"))
    assert (code, "printed" in out + err) == (2, True)
    file = tmp_path / "latin.csv"
    file.write_bytes(f"{HEADER}\n{LINES[0]}\n".encode("cp1258", errors="replace") + b"\xe9\n")
    assert run(capsys, "reconcile", file)[0] == 2
    assert run(capsys, "reconcile", claims_file(tmp_path, *LINES), "--period", "never")[0] == 2
    assert run(capsys, "reconcile", tmp_path / "none.csv")[0] == 2


def test_a_short_row_stops_no_other(tmp_path, capsys):
    _, verdicts = run_json(capsys, "reconcile", claims_file(tmp_path, "x,Quận Thử", *LINES, ",,,,,,,,,,,,"))
    assert [verdict["verdict"] for verdict in verdicts[1:4]] == ["reconciles"] * 3
    assert json.dumps(verdicts, ensure_ascii=False)
