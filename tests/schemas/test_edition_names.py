import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import checked_path, checked_series, series_of

ESCAPES = [
    "",
    "/etc/passwd",
    "../x",
    "a/../../x",
    "a//b",
    "a/./b",
    ".htaccess",
    "a\\b",
    "a\nb",
    "a b",
    "ă.html",
    "a/.git/x",
]


@pytest.mark.parametrize("path", [*ESCAPES, "v1/index.html", "V12/x", "v2"])
def test_a_path_that_leaves_hides_or_stands_for_a_version_is_refused(path):
    with pytest.raises(ValueError, match="plain relative path"):
        checked_path(path)


@pytest.mark.parametrize("path", ["index.html", "vi/units/quan-12.html", "data/rankings.csv", "vi/v1/x", "views/x"])
def test_the_paths_of_a_site_are_taken(path):
    assert checked_path(path) == path


@given(st.text(alphabet="abv1./\\\x00 \u0301-", max_size=12))
def test_no_path_that_is_taken_leaves_its_folder(tmp_path_factory, path):
    try:
        taken = checked_path(path)
    except ValueError:
        return
    folder = tmp_path_factory.getbasetemp() / "site"
    assert (folder / taken).resolve().is_relative_to(folder.resolve())
    assert (folder / taken).resolve() != folder.resolve()


@pytest.mark.parametrize("series", [*ESCAPES[:5], "..", "audit.jsonl", ".lock", "2022/qd766"])
def test_a_series_is_the_name_of_one_folder(series):
    with pytest.raises(ValueError, match="not the name of a ranking"):
        checked_series(series)


def test_a_series_is_called_by_period_and_method():
    assert series_of("2022", "qd766") == "2022-qd766"
    assert series_of("2022-01-15..2022-03-14", "qd766") == "2022-01-15-to-2022-03-14-qd766"
    with pytest.raises(ValueError, match="not the name of a ranking"):
        series_of("../2022", "qd766")
