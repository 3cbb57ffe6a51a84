"""No test replaces anything of ours: what a test needs to be otherwise is given to the code, or really happens."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
OURS = ("schemas", "warehouse", "flows")
# Clocks around the stages of a night, which go on doing what they do.
EXEMPT = {TESTS / "benchmarks" / "stages.py"}


def patched(source):
    """The calls and assignments that replace a name of one of our modules, or of something defined in one."""
    tree = ast.parse(source)
    ours = names_of_ours(tree)

    def is_ours(node):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value.split(".")[0] in OURS
        return any(isinstance(part, ast.Name) and part.id in ours for part in ast.walk(node))

    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and replaces(node.func) and is_ours(node.args[0]):
            found.append(ast.unparse(node))
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [ast.unparse(node) for t in targets if isinstance(t, ast.Attribute) and is_module(t.value, ours)]
    return found


def replaces(function):
    name = ast.unparse(function)
    return name.rsplit(".", 1)[-1] in ("setattr", "setitem", "delattr", "patch") or ".patch" in f".{name}"


def is_module(node, ours):
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ours


def names_of_ours(tree):
    """What is imported from our packages, under whatever name, and what loops go over or is set to any of it."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {a.asname or a.name.split(".")[0] for a in node.names if a.name.split(".")[0] in OURS}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in OURS:
            names |= {alias.asname or alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            named = {part.id for part in ast.walk(node.iter) if isinstance(part, ast.Name)}
            is_listed = isinstance(node.iter, ast.Tuple | ast.List)
            names |= {node.target.id} if is_listed and named & names else set()
    return names


FAULTS = [
    'from warehouse import store\nmonkeypatch.setattr(store, "keep", None)',
    'from warehouse.night import night as module\nwith patch.object(module, "take_in", None): pass',
    'patch("warehouse.store.keep")',
    'with pytest.MonkeyPatch.context() as m:\n    m.setattr("flows.settings.now_utc", None)',
    "from warehouse import store\nstore.keep = None",
    "import warehouse.store\nwarehouse.store.keep = None",
    'from warehouse import check, store\nfor module in (check, store):\n    monkeypatch.setattr(module, "x", 1)',
    'from warehouse.store import Staging\nsetattr(Staging, "commit", None)',
]
FINE = [
    'from pathlib import Path\nmonkeypatch.setattr(Path, "hardlink_to", None)',
    'import os\nfrom warehouse import store\nmonkeypatch.setattr(os, "cpu_count", lambda: 1)',
    'monkeypatch.setenv("MOTCUA_HOME", "x")',
]


@pytest.mark.parametrize("source", FAULTS)
def test_a_patch_is_found(source):
    assert patched(source)


@pytest.mark.parametrize("source", FINE)
def test_what_is_not_ours_may_be_otherwise(source):
    assert not patched(source)


def test_no_test_patches_anything_of_ours():
    sources = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py") if path not in EXEMPT}
    found = {str(path.relative_to(TESTS)): patched(source) for path, source in sources.items()}
    assert {name: patches for name, patches in found.items() if patches} == {}
    assert all(patched(path.read_text(encoding="utf-8")) for path in EXEMPT)
