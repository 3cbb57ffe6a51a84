import pytest
from cli_cases import run, run_json

from warehouse import store


@pytest.mark.slow
def test_the_demonstration_finds_what_was_planted_and_can_be_run_again(tmp_path, capsys):
    size = ("--dossiers", "3000", "--direct")
    code, told = run_json(capsys, "demo", "--home", tmp_path, *size)
    assert code == 0
    assert told["synthetic"] is True
    assert all(c["differing"] == 0 and c["planted"] for c in told["compared"])
    assert [n["needs_attention"] for n in told["nights"]] == [True, False, True]
    before = store.current_snapshot(store.Home(tmp_path))
    code, out, _ = run(capsys, "demo", "--home", tmp_path, *size)
    assert code == 0
    assert out.count("SYNTHETIC DATA") == 2
    assert store.current_snapshot(store.Home(tmp_path)) == before
    assert run(capsys, "demo", "--home", tmp_path, "--dossiers", "4000", "--direct")[0] == 2


def test_too_small_a_demonstration_is_refused(tmp_path, capsys):
    code, _, err = run(capsys, "demo", "--home", tmp_path, "--dossiers", "10")
    assert code == 2
    assert "3000" in err
