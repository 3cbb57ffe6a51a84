"""The architecture as a test: who may touch files, the environment and the clock; and that the layers are held.

Who may import whom is in `pyproject.toml`, for import-linter. Every other guard is a function over (name, source).
Each is first shown to find the fault that it stands guard against.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from schemas.city import CITIES_FOLDER, load_city

ROOT = Path(__file__).parents[1]
PACKAGES = ("schemas", "warehouse", "flows")

# Modules that may open files for data, and why.
EDGES = {
    "schemas.strict": "loads declarations",
    "schemas.words.fluent_files": "loads the words of a language",
    "schemas.register": "loads the register, a declaration",
    "schemas.peers": "loads the peer groups, a declaration",
    "schemas.spreadsheet": "writes CSV into memory",
    "warehouse.release": "makes files in memory, which the store writes",
    "warehouse.attack": "reads what is public from memory, in every form it has",
    "warehouse.durable": "makes names durable for both edges",
    "warehouse.inbox": "the input edge",
    "warehouse.reading": "the input edge: reads the landing copy in a child process",
    "warehouse.store": "the output edge",
    "warehouse.upkeep": "backups leave and come back as one file, which people can open too",
    "warehouse.stages": "reads our own source code, which names what it makes",
    "flows": "the person at the terminal names files",
}
READS_ENVIRONMENT = {
    "schemas.gx": "Great Expectations reads its switch for analytics when it is imported",
    "warehouse.reading.sandbox": "Polars reads its number of threads when a child imports it",
    "flows": "settings",
}
FILE_CALL = re.compile(
    r"open|fdopen|mkstemp|NamedTemporaryFile|ZipFile|TarFile|load_workbook|Workbook"
    r"|(read|write)_(text|bytes|csv|parquet|excel|ipc|json|ndjson|table|metadata|avro|database|delta)"
    r"|(scan|sink)_(csv|parquet|ipc|ndjson|delta|batches)"
)
CLOCK_CALL = re.compile(r"(datetime|date|_datetime)\.(now|today|utcnow)|time\.(time|time_ns)")
Guard = Callable[[str, str], list[str]]


def modules() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, path.read_text(encoding="utf-8")


def is_in(name: str, packages: dict[str, str] | str) -> bool:
    wanted = [packages] if isinstance(packages, str) else packages
    return any(name == p or name.startswith(f"{p}.") for p in wanted)


def imported(source: str) -> Iterator[str]:
    """Every name imported, each "from a import b" as "a.b", wherever it stands in the module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reads_environment(name: str, source: str) -> list[str]:
    if is_in(name, READS_ENVIRONMENT):
        return []
    named = {"environ", "getenv", "environb", "putenv"}
    return [n.attr for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Attribute) and n.attr in named] + [
        i for i in imported(source) if i.split(".")[0] == "os" and i.split(".")[-1] in named
    ]


def opens_files(name: str, source: str) -> list[str]:
    if is_in(name, EDGES):
        return []
    # A function of an edge may be called write_text as well; to call it is what the edge is for.
    ours = {i.rsplit(".", 1)[-1] for i in imported(source) if i.split(".")[0] in PACKAGES}
    calls = (ast.unparse(n.func) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call))
    called = [c.rsplit(".", 1)[-1] for c in calls if c.split(".")[0] not in ours]
    return [c for c in called if FILE_CALL.fullmatch(c)]


def asks_the_clock(name: str, source: str) -> list[str]:
    if is_in(name, "flows"):
        return []
    calls = (ast.unparse(n.func) for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call))
    return [c for c in calls if CLOCK_CALL.search(c)]


def unit_ids() -> frozenset[str]:
    return frozenset(u for folder in CITIES_FOLDER.iterdir() for u in load_city(folder).register.by_id)


def names_a_unit(name: str, source: str, known: frozenset[str] | None = None) -> list[str]:
    """Comparisons with, and matches of, a unit of a register: code that treats one district unlike the others.

    The synthetic city plans its districts one by one, and is exempt.
    """
    if is_in(name, "flows.demo"):
        return []
    known = unit_ids() if known is None else known
    compared: list[ast.expr] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            compared += [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            compared.append(node.value)
    texts = (n.value for e in compared for n in ast.walk(e) if isinstance(n, ast.Constant))
    return [t for t in texts if isinstance(t, str) and t in known]


GUARDS: list[tuple[Guard, str, str]] = [
    (reads_environment, "warehouse.store", "import os\nhome = os.environ['HOME']"),
    (reads_environment, "schemas.city", "from os import getenv"),
    (opens_files, "warehouse.fold", "import polars as pl\nf = pl.scan_parquet('x')"),
    (opens_files, "warehouse.check", "from pathlib import Path\nt = Path('x').read_text()"),
    (opens_files, "schemas.table", "f = open('x')"),
    (opens_files, "schemas.table", "import os\nf = os.open('x', os.O_RDONLY)"),
    (opens_files, "warehouse.fold", "f = rows.lazy().sink_parquet('x')"),
    (asks_the_clock, "warehouse.fold", "from datetime import date\nd = date.today()"),
    (asks_the_clock, "schemas.calendar", "import datetime\nd = datetime.datetime.now()"),
    (asks_the_clock, "warehouse.store", "import time\nt = time.time_ns()"),
    (names_a_unit, "warehouse.fold", "if unit_id == 'quan-12':\n    pass"),
    (names_a_unit, "warehouse.fold", "late = unit in ('thu-duc', 'quan-1')"),
    (names_a_unit, "flows.cli", "match unit:\n    case 'quan-12':\n        pass"),
]


@pytest.mark.parametrize(("guard", "name", "bad"), GUARDS)
def test_each_guard_finds_the_fault_it_is_for(guard: Guard, name: str, bad: str) -> None:
    assert guard(name, bad)


@pytest.mark.long
@pytest.mark.parametrize("guard", dict.fromkeys(guard for guard, _, _ in GUARDS))
def test_no_module_breaks_the(guard: Guard) -> None:
    if guard is names_a_unit:
        known = unit_ids()
        faults = {name: names_a_unit(name, source, known) for name, source in modules()}
    else:
        faults = {name: guard(name, source) for name, source in modules()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_calling_a_function_of_an_edge_is_not_opening_a_file() -> None:
    assert not opens_files("warehouse.night.night", "from warehouse import store\nstore.write_text(path, text)")
    assert opens_files("warehouse.night.night", "from warehouse import store\npath.write_text(text)")


# module -> what it must not say; together they break every contract
MISPLACED = {
    "schemas/register.py": "from warehouse import store",
    "schemas/words/text.py": "from schemas.hashing import short_hash",
    "warehouse/fold.py": "def late() -> None:\n    from warehouse.check import check",
    "warehouse/night/arrival/arrive.py": "from warehouse.night.snapshot import commit_snapshot",
    "warehouse/ranking/evidence/cells.py": "from warehouse.ranking.index.tree import SCORE",
    "warehouse/run.py": "import prefect.tasks",
    "warehouse/work.py": "import fsspec.core",
    "schemas/rules.py": "from great_expectations import core",
    "warehouse/disclosure/solver/figures.py": "from schemas.table import Table",
    "warehouse/attack/model.py": "from warehouse.disclosure.counts import Key",
    "warehouse/claims/figures.py": "from warehouse.claims.verdicts import judge",
    "warehouse/attack/numbers.py": "from warehouse.attack.attack import Attack",
    "warehouse/site/charts/theme.py": "from warehouse.site.page import Page",
}


def test_every_contract_between_layers_finds_the_fault_it_is_for(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    for module, fault in MISPLACED.items():
        path = tmp_path / module
        path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{fault}\n", encoding="utf-8")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    answer = lint_imports(tmp_path)
    assert answer.returncode == 1
    assert {c["name"] for c in contracts if f"{c['name']} BROKEN" not in answer.stdout} == set()


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    command += ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(tree)}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def test_no_exemption_is_idle() -> None:
    sources = dict(modules())
    for exempt, guard in ((EDGES, opens_files), (READS_ENVIRONMENT, reads_environment)):
        for home in set(exempt) - {"flows"}:
            assert any(guard("schemas.other", s) for name, s in sources.items() if is_in(name, home)), home


def test_every_module_is_walked() -> None:
    assert {"schemas.table", "warehouse.night.night", "warehouse.store", "flows"} <= {name for name, _ in modules()}
