"""The two locks: what runs is a part of what tests and extras need, and nothing that runs is missing from it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = {"schemas", "warehouse", "flows"}
EXTRAS = {"prefect_dask", "distributed", "dask", "aiohttp", "paramiko", "s3fs"}


def locked(name):
    """Package -> what is locked of it: version, marker and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = (entry.split("    # via")[0] for entry in re.split(r"\n(?=[a-z])", text))
    return {entry.partition("==")[0]: entry.partition("==")[2].split() for entry in entries}


def declared(requirements):
    return {canonical(re.match(r"[\w-]+", requirement)[0]) for requirement in requirements}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def imported():
    """The libraries that our packages import, wherever the import stands."""
    paths = [path for package in OURS for path in (ROOT / package).rglob("*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names} - OURS - sys.stdlib_module_names


def test_what_runs_is_locked_as_it_is_tested():
    runs, whole = locked("requirements.lock"), locked("requirements-dev.lock")
    fetches = locked("requirements-fetch.lock")
    assert {name: entry for name, entry in runs.items() if fetches.get(name) != entry} == {}
    assert {name: entry for name, entry in fetches.items() if whole.get(name) != entry} == {}
    assert {"aiohttp", "paramiko", "s3fs"} <= fetches.keys() - runs.keys()
    assert all("--hash" in " ".join(entry) for entry in whole.values())


def test_what_runs_holds_no_tool_and_no_extra():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = declared(r for extra in project["optional-dependencies"].values() for r in extra) - {"motcua"}
    runs = locked("requirements.lock").keys()
    assert {"pytest", "mypy", "uv", "distributed", "prefect-dask", "aiohttp", "paramiko", "s3fs"} & runs == set()
    assert extras <= locked("requirements-dev.lock").keys()
    assert declared(project["dependencies"]) | {"setuptools"} <= runs


def test_what_our_packages_import_is_among_what_runs():
    """A library that only a tool or an extra brings would be missing where `make demo` installed."""
    distributions = packages_distributions()
    needed = {canonical(name) for module in imported() - EXTRAS for name in distributions[module]}
    assert needed - locked("requirements.lock").keys() == set()
