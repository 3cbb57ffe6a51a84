"""Editors and the hooks of a commit ask what `make check` asks: neither lets through what the other refuses."""

import configparser
import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def checks_of_make():
    """The commands of `make check` that look at the code, as they run in the environment that make installs."""
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)[1]
    venv = re.search(r"^VENV \?= (.*)$", MAKEFILE, re.MULTILINE)[1]
    commands = [line.strip().replace("$(BIN)", f"{venv}/bin") for line in recipe.splitlines()]
    return [command for command in commands if not command.startswith("$(TESTS)")]


def test_the_hooks_are_the_checks_of_make():
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [hook["entry"] for hook in repository["hooks"]] == checks_of_make()


def test_the_hooks_look_at_the_whole_and_fetch_nothing():
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert repository["repo"] == "local"
    assert {(h["language"], h["pass_filenames"], h["always_run"]) for h in repository["hooks"]} == {
        ("system", False, True)
    }


def test_editors_wrap_where_ruff_does():
    editors = configparser.ConfigParser()
    editors.read_string("[top]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert int(editors["*"]["max_line_length"]) == ruff["line-length"]
