"""`motcua source new --interactive` at a real terminal, a pseudo-terminal whose other end types the answers."""

import subprocess
import tomllib

import pytest
from cli_cases import csv_of, put
from terminals import CTRL_C, CTRL_D, ENVIRONMENT, MOTCUA, ROOT, at_a_terminal

from flows.cli.source_question import choice_meant

pytestmark = pytest.mark.long

HEADER = "Case number,Opened,Closed,Status,Sub-status,Team members"


def file(tmp_path):
    rows = [
        f"C-{i},{i:02d}/03/2011,{i:02d}/04/2011,{'Closed' if i % 2 else 'In progress'},{'ab'[i % 2]},x{i % 3}"
        for i in range(1, 13)
    ]
    return put(tmp_path / "cases.csv", csv_of(*rows, header=HEADER))


COMMAND = [*MOTCUA, "source"]


def new(*arguments, typed=None):
    """Run the command with a terminal at which `typed` is typed, or without one; return code, output, messages."""
    command = [*COMMAND, "new", "--interactive", *map(str, arguments)]
    if typed is not None:
        return at_a_terminal(command, "> ", typed)
    without = {"cwd": ROOT, "env": ENVIRONMENT, "stdin": subprocess.DEVNULL, "capture_output": True}
    done = subprocess.run(command, check=False, **without)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_answers_make_a_source(tmp_path):
    path = file(tmp_path)
    personal, not_recorded, day_first, returned = "2\n", "5\n", "1\n", "10\n"
    labels = ["Hồ sơ thử, CSV\n", "Dossiers of a test, CSV\n"]
    typed = ["Quận 12, go-vap\n", *labels, "1\n", personal, not_recorded, "\n", day_first, returned]
    code, out, messages = new(path, typed=typed)
    draft = tomllib.loads(out)
    assert code == 0, messages
    assert draft["units"] == ["quan-12", "go-vap"]
    assert (draft["personal"], draft["ignored"]) == (["Team members"], ["Sub-status"])
    assert draft["constants"] == {"channel": "not_recorded"}
    assert draft["columns"]["Status"]["values"] == {"In progress": "in_handling", "Closed": "returned"}
    assert (draft["label_vi"], draft["label_en"]) == ("Hồ sơ thử, CSV", "Dossiers of a test, CSV")
    assert "C-1" not in messages
    for line in ("Opened", "Closed", "units", "label_", "Status"):
        assert not any(line in told and "TODO" in told for told in out.splitlines())
    answered = put(tmp_path / "cases.toml", out.replace('"dossiers-cases"', '"cases"'))
    checked = subprocess.run(
        [*COMMAND, "check", answered, path, "--unit", "quan-12", "--date", "2012-02-01"],
        check=False,
        **{"cwd": ROOT, "env": ENVIRONMENT, "capture_output": True},
    )
    assert checked.returncode == 0, checked.stdout.decode()
    assert "[exported_at]" in checked.stderr.decode()
    assert '[columns."Status".values]' not in checked.stderr.decode()


def test_the_words_of_a_list_are_answers_and_leave_no_todo_of_their_line(tmp_path):
    typed = ["Quận 12\n", "\n", "\n", "completed_at\n", "personal\n", "not_recorded\n", "none of them\n", "day\n"]
    code, out, messages = new(file(tmp_path), typed=[*typed, CTRL_D])
    draft = tomllib.loads(out)
    assert code == 0, messages
    assert draft["columns"]["Closed"]["column"] == "completed_at"
    assert (draft["personal"], draft["ignored"]) == (["Team members"], ["Sub-status"])
    assert draft["constants"] == {"channel": "not_recorded"}
    assert draft["columns"]["Opened"]["formats"] == ["%d/%m/%Y"]
    for key in ("ignored", "personal"):
        assert f"{key} = [\n" in out


def test_words_that_two_choices_have_are_asked_for_again():
    choices = ['"Ward"', "returned (Đã trả / Returned)", "returned_late (Trả muộn / Returned late)", "a: b / c: d"]
    typed = {
        "ward": 0,
        "returned": 1,
        "RETURNED LATE": 2,
        "trả m": 2,
        "retur": None,
        "d": 3,
        "2": 1,
        "9": None,
        "": None,
    }
    assert {answer: choice_meant(answer, choices) for answer in typed} == typed


def test_a_unit_that_is_none_is_asked_again(tmp_path):
    code, out, messages = new(file(tmp_path), typed=["Quận 99\n", "Quận 12\n", CTRL_D])
    assert (code, tomllib.loads(out)["units"]) == (0, ["quan-12"])
    assert "Quận 99" in messages


@pytest.mark.parametrize(("answer", "units"), [("*", "*"), ("_city", ["_city"]), ("level:commune", ["level:commune"])])
def test_groups_of_units(tmp_path, answer, units):
    assert tomllib.loads(new(file(tmp_path), typed=[f"{answer}\n", CTRL_D])[1])["units"] == units


def test_a_file_of_the_whole_city_needs_the_header_of_the_unit(tmp_path):
    rows = [f"C-{i},{i:02d}/03/2011,x{i % 3}" for i in range(1, 13)]
    path = put(tmp_path / "cases.csv", csv_of(*rows, header="Case number,Opened,Crew"))
    code, out, messages = new(path, typed=["_city\n", "\n", "\n", "1\n", CTRL_D])
    assert (code, tomllib.loads(out)["unit_header"]) == (0, "Crew"), messages
    assert "rows of several units" in messages
    assert "Crew" not in new(path, typed=["Quận 12\n", "\n", "\n", CTRL_D])[2].split("required")[0]


def test_a_column_that_is_in_doubt_can_be_another_one(tmp_path):
    code, out, messages = new(file(tmp_path), typed=["Quận 12\n", "\n", "\n", "2\n", CTRL_D])
    assert code == 0, messages
    assert tomllib.loads(out)["columns"]["Closed"]["column"] == "completed_at"


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_stopping_keeps_what_was_answered(tmp_path, key):
    code, out, messages = new(file(tmp_path), typed=["Quận 12\n", key])
    assert code == 0
    assert "No more questions" in messages
    assert tomllib.loads(out)["units"] == ["quan-12"]
    assert "TODO" in out


def test_without_a_terminal_nothing_is_asked_or_written(tmp_path):
    code, out, messages = new(file(tmp_path), "--out", tmp_path / "draft.toml")
    assert (code, out) == (2, "")
    assert "--interactive" in messages
    assert not (tmp_path / "draft.toml").exists()
