from dataclasses import replace

import pytest
from cli_cases import run, run_json
from edition_cases import Office, content, draft_of
from small_cities import city_of, city_that_tells


@pytest.fixture
def tree(tmp_path):
    def written(city):
        folder = tmp_path / "tree"
        for path, data in city.tree().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return folder

    return written


def test_a_count_that_is_worked_out_is_said_and_needs_a_person(capsys, tree):
    code, out, _ = run(capsys, "edition", "attack", "--tree", tree(city_that_tells()))
    assert code == 1
    assert "petitions_on_time" in out
    assert "không số nào khác khớp với điểm 83,12" in out
    assert "no other number agrees with the score 83.12" in out


def test_what_withstands_is_fine_and_says_so(capsys, tree):
    code, out, _ = run(capsys, "edition", "attack", "--tree", tree(city_of()))
    assert code == 0
    assert "An intruder who knows what is public works out no small count." in out


def test_programs_read_every_count(capsys, tree):
    code, (attack,) = run_json(capsys, "edition", "attack", "--tree", tree(city_that_tells()))
    assert code == 1
    count = next(c for c in attack["counts"] if c["table_name"] == "rankings" and c["part"] == "rest")
    assert (count["unit_id"], count["least"], count["most"], count["left"], count["is_small"]) == ("a", 6, 6, 1, True)
    assert attack["recovered"] == len([c for c in attack["counts"] if c["is_small"] and c["left"] == 1])


def test_the_newest_version_that_is_not_public_yet_is_attacked(capsys, tmp_path):
    office = Office(tmp_path)
    whole = content()
    office.submit(of=replace(whole, files={**whole.files, **city_that_tells().files()}))
    code, (attack,) = run_json(capsys, "edition", "attack", "--home", office.home.root, "--city", office.city.folder)
    assert (code, attack["edition"]) == (1, "2011-timeliness/v1/")


def test_where_nothing_lists_hidden_counts_the_folder_is_named(capsys, tmp_path):
    code, _, err = run(capsys, "edition", "attack", "--tree", tmp_path)
    assert code == 2
    assert str(tmp_path) in " ".join(err.split("\n"))


def test_a_draft_is_attacked_as_the_version_that_it_would_be(capsys, tmp_path):
    office = Office(tmp_path)
    whole = content()
    folder = draft_of(office.home, replace(whole, files={**whole.files, **city_that_tells().files()}))
    at = ("--home", office.home.root, "--city", office.city.folder)
    code, (attack,) = run_json(capsys, "edition", "attack", "--draft", folder, *at)
    assert (code, attack["edition"], attack["recovered"] > 0) == (1, "2011-timeliness/v1/", True)
