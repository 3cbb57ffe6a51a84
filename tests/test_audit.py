"""What is made of the answers of pip-audit: a weakness with a fix fails, one without is told, silence is no success."""

import runpy
from pathlib import Path

import pytest

verdict = runpy.run_path(str(Path(__file__).parents[1] / ".ci" / "audit.py"))["verdict"]


def package(name, *weaknesses):
    return {"name": name, "version": "1.0", "vulns": [{"id": i, "fix_versions": fixes} for i, fixes in weaknesses]}


UNKNOWN = {"name": "c", "skip_reason": "Dependency not found on PyPI and could not be audited: c (1.0)"}


@pytest.mark.parametrize("report", [None, {"dependencies": []}, {"dependencies": [UNKNOWN, UNKNOWN]}])
def test_what_was_not_checked_is_not_called_checked(report):
    (line,), code = verdict(report)
    assert (code, "NOT CHECKED" in line) == (0, True)


def test_a_weakness_with_a_fix_fails_and_one_without_is_told():
    sound, open_one, mended = package("a"), package("b", ("X-1", [])), package("d", ("X-2", ["1.1", "2.0"]))
    assert verdict({"dependencies": [sound, UNKNOWN]}) == (
        ["audit: 1 packages checked, 1 not checked, 0 known weaknesses"],
        0,
    )
    lines, code = verdict({"dependencies": [sound, open_one]})
    assert (lines[0], code) == ("audit: b 1.0: X-1, no fix yet", 0)
    lines, code = verdict({"dependencies": [open_one, mended]})
    assert (lines[1], code) == ("audit: d 1.0: X-2, fixed in 1.1, 2.0", 1)
    assert lines[2] == "audit: 2 packages checked, 0 not checked, 2 known weaknesses"
