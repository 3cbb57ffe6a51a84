import pytest
from cli_cases import run, run_json

from warehouse import store
from warehouse.editions.log import read_book


@pytest.mark.slow
def test_the_demonstration_finds_what_was_planted_and_can_be_run_again(tmp_path, capsys):
    size = ("--dossiers", "3000", "--direct")
    code, told = run_json(capsys, "demo", "--home", tmp_path, *size)
    assert code == 0
    assert told["synthetic"] is True
    assert all(c["differing"] == 0 and c["planted"] for c in told["compared"])
    assert [n["needs_attention"] for n in told["nights"]] == [True, False, True]
    home = store.Home(tmp_path)
    before = store.current_snapshot(home)
    # Of all pages only those of the editions are made: another site that nobody looks at takes a minute.
    drafts = sorted(folder.name for folder in home.drafts.iterdir() if not folder.is_symlink())
    assert [draft[:10] for draft in drafts] == ["2023-12-28", "2023-12-29"]
    assert drafts[-1] == f"{before.name}-2022-council-survey"
    assert (home.drafts / "latest-2022-council-survey").resolve().name == drafts[-1]
    assert [edition.state for edition in read_book(home).editions.values()] == ["superseded", "published"]
    assert (home.public / "2022-council-survey" / "index.html").is_file()
    assert {path.name for path in home.outbox.rglob("*.xlsx")} == {"ket-qua-2023-12-29.xlsx"}
    assert told["nights"][-1]["outbox"] == str(home.outbox)
    files = {
        path: path.stat().st_mtime_ns
        for path in (home.public.resolve(), *home.drafts.rglob("*"), *home.outbox.rglob("*"))
    }
    code, out, _ = run(capsys, "demo", "--home", tmp_path, *size)
    assert code == 0
    assert out.count("SYNTHETIC DATA") == 2
    assert store.current_snapshot(home) == before
    assert {path: path.stat().st_mtime_ns for path in files} == files
    assert run(capsys, "demo", "--home", tmp_path, "--dossiers", "4000", "--direct")[0] == 2


def test_too_small_a_demonstration_is_refused(tmp_path, capsys):
    code, _, err = run(capsys, "demo", "--home", tmp_path, "--dossiers", "10")
    assert code == 2
    assert "3000" in err
