"""Who can read what below a data root, whatever the umask: tried by real users of the system where root runs the tests.

Commands run in processes of their own, as people and schedulers start them.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from cli_cases import DAY, WABO, csv_of, put, row

from warehouse.store import Home, exposed

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
AN, CHI, STRANGER, GROUP = 60_001, 60_002, 60_003, 60_100  # no accounts of any machine, hence called "uid-60001"
SENT = {
    "a.csv": csv_of(*(row(n) for n in range(40)), *(row(n, channel="Pigeon") for n in range(40, 44))),
    "b.csv": "a,b\n1,2\n",
}
# One process that ranks and publishes, with the people whom the city names.
PUBLISH = """
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from flows.drafts import draft_content, newest_draft
from flows.settings import Place, open_run
from schemas.roles import Roles
from warehouse.editions.acts import approve, publish, submit
from warehouse.editions.binding import bound_parts
from warehouse.editions.log import Act
from warehouse.editions.policy import bind
run = open_run(Place(Path(sys.argv[1]), Path(sys.argv[2])), date(2012, 1, 31))
roles = Roles(submit=("an",), approve=("chi",), publish=("dung",), administer=("an",))
city = replace(run.city, about=run.city.about.model_copy(update={"roles": roles}))
noon = datetime(2012, 2, 1, 12, tzinfo=UTC)
acts = [Act(run.home, city, who, noon) for who in ("an", "chi", "dung")]
bind(acts[0], "an", bound_parts(city))
for text in ("", "x"):
    edition = submit(acts[0], draft_content(newest_draft(run.home, "2012", "timeliness")), text)
    if text:
        break
    approve(acts[1], edition.series, edition.version, edition.content_hash)
    publish(acts[2], edition.series, edition.version)
"""
# Python and our code often lie in a folder of root, where no other user gets to: bound to a place where all do, in a
# space of mounts that ends with the command.
AS_ANOTHER = """
for part in python site code; do mkdir -p "$PLACE/$part"; done
mount --bind "$PYTHON" "$PLACE/python" && mount --bind "$SITE" "$PLACE/site" && mount --bind "$CODE" "$PLACE/code"
cd / && umask "$MASK" && exec setpriv --reuid "$WHO" --regid "$WHO" --groups "$GROUPS_" -- "$@"
"""
# Which of the files that it is given a process can read.
READABLE = """
import json, sys
from pathlib import Path
def can_be_read(name):
    try:
        return Path(name).open("rb").read(1) is not None
    except PermissionError:
        return False
print(json.dumps([name for name in json.load(sys.stdin) if can_be_read(name)]))
"""


def can_act_as_another():
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv", "mount"))):
        return False
    return subprocess.run(["unshare", "--mount", "true"], check=False).returncode == 0


needs_root = pytest.mark.skipif(not can_act_as_another(), reason="only root can act as another user")


def ran(command, expected=(0,), user=None, groups=(), umask=0o022, place=None, given=None):
    """Run Python with our code, as this user or as another of the system; its standard output.

    Args:
        command: what Python is told.
        expected: the exit codes that are right.
        user: the number of another user, of whom nothing is known.
        groups: the groups that he is in.
        umask: what he has set.
        place: a folder that he may go through.
        given: his standard input.
    """
    start, environment = [sys.executable], {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    if user is not None:
        start = ["unshare", "--mount", "sh", "-ec", AS_ANOTHER, "sh", place / "python" / "bin" / "python3"]
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        environment |= {
            "PYTHON": sys.base_prefix,
            "SITE": str(Path(sys.prefix) / "lib" / version / "site-packages"),
            "CODE": str(ROOT),
            "PLACE": str(place),
            "PYTHONPATH": f"{place}/code:{place}/site",
            "LD_LIBRARY_PATH": f"{place}/python/lib",
            "WHO": str(user),
            "GROUPS_": ",".join(map(str, groups or [user])),
            "MASK": f"{umask:o}",
            "HOME": str(place),
        }
    done = subprocess.run(
        [*map(str, start), *map(str, command)],
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        umask=umask,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in expected, done.stdout + done.stderr
    return done.stdout


def motcua(root, *tokens, city=WABO, **options):
    return ran(["-m", "flows.cli", *tokens, "--home", root, "--city", city], **options)


def night(root, **options):
    more = ("--date", DAY, "--direct", "--workers", 1)
    return motcua(root, "nightly", *more, expected=(0, 1), **options)  # one file is refused


def deliver(root):
    for name, text in SENT.items():
        put(root / "inbox" / "_city" / name, text)


@pytest.fixture
def folder():
    """A folder that every user may go through, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="motcua-modes-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def modes(root, *but):
    """The modes of all that motcua has made below a data root, without the folders named in `but`."""
    paths = [p for p in root.rglob("*") if not p.is_symlink() and p.relative_to(root).parts[0] not in ("inbox", *but)]
    return {p.relative_to(root).as_posix(): (p.is_dir(), stat.S_IMODE(p.stat().st_mode)) for p in paths}


def assert_public(root):
    of_public = modes(root / "public-trees")
    assert {mode & 0o7777 for is_folder, mode in of_public.values() if not is_folder} == {0o444}
    assert {mode & 0o755 for is_folder, mode in of_public.values() if is_folder} == {0o755}
    assert all(not mode & 0o002 for _, mode in of_public.values())


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_reads_what_is_not_public(folder, umask):
    root = folder / "data"
    os.umask(0o022)  # of this process: what it delivers is not ours to close
    deliver(root)
    night(root, umask=umask)
    motcua(root, "rank", umask=umask)
    ran(["-c", PUBLISH, root, WABO], umask=umask)
    closed = modes(root, "public-trees")
    tops = {name.partition("/")[0] for name in closed}
    assert {"accepted", "cache", "docs", "drafts", "editions", "landing", "outbox", "rejected", "runs"} <= tops
    assert {"snapshots", "submissions", "control.sqlite", ".lock"} <= tops
    assert {mode for is_folder, mode in closed.values() if is_folder} == {0o700}
    # What is published lies in the public tree and among the editions as one file, which is open to all: here nobody
    # gets to it, because the folders are not.
    linked = {name for name in closed if name.startswith("editions/2012-timeliness/v1/content/")}
    assert {mode for name, (is_folder, mode) in closed.items() if not is_folder and name not in linked} <= {
        0o600,
        0o400,
    }
    assert "editions/2012-timeliness/v2/content/vi/index.html" in closed.keys() - linked
    assert_public(root)
    assert stat.S_IMODE(root.stat().st_mode) & 0o001
    assert not [p for p in exposed(Home(root)) if "inbox" not in p.parts]


@needs_root
def test_two_of_a_group_publish_and_a_stranger_reads_what_is_public_alone(folder):
    root, city = folder / "data", folder / "city"
    shutil.copytree(WABO, city)
    names = {"submit": f"uid-{AN}", "approve": f"uid-{CHI}", "publish": f"uid-{CHI}", "administer": f"uid-{AN}"}
    lines = ["[roles]", *(f"{role} = {json.dumps([name])}" for role, name in names.items()), ""]
    (city / "city.toml").write_text((WABO / "city.toml").read_text(encoding="utf-8") + "\n".join(lines))
    an = {"user": AN, "groups": [AN, GROUP], "umask": 0o077, "city": city, "place": folder}
    chi = an | {"user": CHI, "groups": [CHI, GROUP]}
    deliver(root)
    os.chown(root, AN, AN)
    night(root, **an)
    as_documented(folder)
    motcua(root, "policy", "bind", "--yes", **an)
    edition = json.loads(motcua(root, "edition", "submit", "--json", **an))
    for_version_2 = ("edition", "submit", "--reason", "x", "--json")
    for _ in range(2):
        series, version = edition["series"], edition["version"]
        motcua(root, "edition", "approve", series, "--hash", edition["content_hash"], "--yes", **chi)
        motcua(root, "edition", "publish", series, "--yes", **chi)
        motcua(root, "edition", "verify", **an)
        edition = json.loads(motcua(root, *for_version_2, **an))
        assert edition["version"] == version + 1
    motcua(root, "rank", "--period", "2011", **chi)
    (sent,) = (p for p in (root / "submissions").iterdir() if '"accepted_with' in p.read_text(encoding="utf-8"))
    motcua(root, "retract", sent.stem, "--reason", "x", "--yes", "--date", DAY, **chi)
    night(root, **an)
    assert_public(root)
    seen = readable(root, STRANGER, [STRANGER])
    assert {path.relative_to(root).parts[0] for path in seen} == {"public-trees"}
    assert {path.name for path in seen} >= {"index.html"}
    seen = readable(root, CHI, [CHI, GROUP])
    assert {root / "control.sqlite", root / "editions" / "audit.jsonl"} <= set(seen)
    assert not [path for path in seen if "landing" in path.parts]


def as_documented(folder):
    """Give the data root to the group with the commands of the documentation, as the owner would."""
    text = (ROOT / "docs" / "editions.md").read_text(encoding="utf-8")
    (block,) = re.findall(
        r"(?:^    .*\bdata\b.*\n)+", text[text.index("Who acts is") :].split("\n## ")[0], re.MULTILINE
    )
    commands = re.sub(r"\bmotcua data", f"{GROUP} data", block)
    assert commands.count("\n") == 4
    subprocess.run(["sh", "-e", "-c", commands], cwd=folder, check=True)


def readable(root, user, groups):
    """The files below a data root that a user of the system can really read."""
    files = [str(p) for p in root.rglob("*") if p.is_file() and not p.is_symlink() and "inbox" not in p.parts]
    seen = ran(["-c", READABLE], given=json.dumps(files), user=user, groups=groups, place=root.parent)
    assert len(files) > 100
    return [Path(name) for name in json.loads(seen)]
