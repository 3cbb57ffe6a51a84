"""Nothing of the host reaches what is kept: a night by cron and one from a person's shell give the same bytes."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from cli_cases import DAY, WABO, csv_of, put, row

from flows.drafts import draft_content, newest_draft
from schemas.city import load_city
from schemas.roles import Roles
from warehouse import store
from warehouse.editions.acts import submit
from warehouse.editions.binding import bound_parts
from warehouse.editions.log import Act
from warehouse.editions.policy import bind

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
# Beside these, `runs` tells this very run, `docs` when it was, and `cache` can be made again from the others.
KEPT = ("accepted", "current", "drafts", "landing", "outbox", "rejected", "snapshots", "submissions")
SENT = {
    "a_202302281200.csv": csv_of(*(row(n, end="2011-12-20" if n < 3 else "2011-11-01") for n in range(40))),
    "ç đ.csv": csv_of(*(row(n, "Experts", end=f"2011-12-{1 + n % 20:02}") for n in range(40, 70))),
    "e.csv": csv_of(*(row(n, "Customer contact", end=f"2012-01-{1 + n % 9:02}") for n in range(70, 100))),
    "rejections.csv": csv_of(*(row(n, channel="Pigeon" if n % 2 else "Post", start="2011-10-32") for n in range(4))),
    "refused.csv": "a,b\n1,2\n",
    "e.csv.json": '{"rows": 30, "exported_at": "2012-01-20T23:30:00"}',
}
CRON = {"umask": 0o077, "cwd": "/", "order": 1, "workers": "2", "HOME": "/"}
SHELL = {
    "umask": 0o022,
    "cwd": ROOT / "tests",
    "order": -1,
    "workers": "1",
    "HOME": "/root",
    "LANG": "vi_VN.UTF-8",
    "LANGUAGE": "en_US:fr",
    "LC_ALL": "C.UTF-8",
    "TZ": "America/New_York",
    "PYTHONHASHSEED": "7",
    "POLARS_MAX_THREADS": "1",
    "LOGNAME": "mau",
    "COLUMNS": "40",
}


def night(root, umask, cwd, order, workers, **environment):
    """Run a night on a new data root by the command line, as from this place with this environment alone."""
    for name in sorted(SENT)[::order]:
        put(root / "inbox" / "_city" / name, SENT[name])
    command = [sys.executable, "-m", "flows.cli", "nightly", "--home", os.path.relpath(root, cwd), "--city", WABO]
    done = subprocess.run(
        [*command, "--date", DAY, "--direct", "--workers", workers],
        cwd=cwd,
        umask=umask,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr  # one file is refused
    return root


def kept(root):
    """Path -> hash of every file that is kept, and where every link leads."""
    paths = [root / top for top in KEPT]
    paths += [path for top in paths if not top.is_symlink() for path in sorted(top.rglob("*"))]
    files = {p: p.read_bytes() for p in paths if p.is_file() and not p.is_symlink()}
    links = {p: bytes(p.readlink()) for p in paths if p.is_symlink()}
    return {str(p.relative_to(root)): hashlib.sha256(data).hexdigest() for p, data in (files | links).items()}


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """The data roots of the night by cron and of the one from the shell."""
    folder = tmp_path_factory.mktemp("hosts")
    return night(folder / "cron", **CRON), night(folder / "shell-of-a-person", **SHELL)


def test_one_night_by_cron_and_from_a_shell_gives_the_same_bytes(nights):
    by_cron, from_shell = map(kept, nights)
    assert {path for path in by_cron.keys() | from_shell.keys() if by_cron.get(path) != from_shell.get(path)} == set()
    suffixes = {Path(path).suffix for path in by_cron}
    assert {".parquet", ".json", ".html", ".svg", ".xlsx", ".csv"} <= suffixes  # or this test would see nothing
    assert {Path(path).parts[0] for path in by_cron} == set(KEPT)
    (hidden,) = (nights[0] / "drafts").rglob("suppressions.parquet")
    assert pl.read_parquet(hidden).height > 0


def test_no_file_knows_where_it_is_kept(nights):
    for root in nights:
        files = [p for top in KEPT for p in (root / top).rglob("*") if p.is_file()]
        assert [p for p in files if str(root).encode() in p.read_bytes()] == []


def test_an_edition_of_either_has_one_hash(nights):
    hashes = set()
    for root in nights:
        home, city = store.Home(root), load_city(WABO)
        city = replace(city, about=city.about.model_copy(update={"roles": Roles(submit=("mau",), administer=("mau",))}))
        act = Act(home, city, "mau", datetime(2012, 2, 1, tzinfo=UTC))
        bind(act, "mau", bound_parts(city))
        submit(act, draft_content(newest_draft(home, "2012", "timeliness")))
        hashes.add(hash_of(root / "editions"))
    assert len(hashes) == 1


def hash_of(folder):
    """A hash of every path and byte below a folder."""
    files = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    assert len(files) > 50
    return hashlib.sha256(repr(files).encode()).hexdigest()
