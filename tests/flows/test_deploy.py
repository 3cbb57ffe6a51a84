"""What docs/deploy ships is taken by the programs that it is for: systemd, a web server, Prefect's settings."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from zoneinfo import ZoneInfo

import pytest
import yaml
from cli_cases import WABO, deliver, row
from prefect_host import DEPLOY, ROOT, SHIPPED, settings, started_by
from prefect_server import free_port, until

from flows.cli import app

pytestmark = pytest.mark.long

UNITS = sorted(path for path in (DEPLOY / "systemd").glob("motcua-*.*") if path.is_file())
HARDENING = DEPLOY / "systemd" / "motcua-.service.d" / "hardening.conf"
BIN = "/srv/motcua/.venv/bin/"
PAGE, NEXT_PAGE, TABLE = b"<!doctype html><title>invented</title>", b"<!doctype html><title>next</title>", b"a,b\n1,2\n"


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"there is no {program} here")


@pytest.fixture
def units(tmp_path):
    """The units as they are installed, but for the place of the programs that they start."""
    shutil.copytree(DEPLOY / "systemd", tmp_path, dirs_exist_ok=True)
    for unit in tmp_path.glob("*.service"):
        unit.write_text(unit.read_text(encoding="utf-8").replace(BIN, f"{Path(sys.executable).parent}/"))
    return tmp_path


@needs("systemd-analyze")
def test_systemd_takes_the_units(units):
    paths = [units / unit.name for unit in UNITS]
    assert verified(units, paths) == (0, "")
    (units / "motcua-nightly.service").write_text("[Service]\nExecStart=/nowhere\nTypo=yes\n")
    assert verified(units, paths)[1] != ""


def verified(folder, paths):
    done = subprocess.run(
        ["systemd-analyze", "verify", *paths],
        env={"SYSTEMD_UNIT_PATH": f"{folder}:", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@needs("systemd-analyze")
@pytest.mark.parametrize("name", [unit.name for unit in UNITS if unit.suffix == ".service"])
def test_a_service_may_do_no_more_than_it_needs(units, name):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", units / name]
    done = subprocess.run(
        command, env={"SYSTEMD_UNIT_PATH": f"{units}:", "PATH": "/usr/bin:/bin"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


def test_every_command_that_a_unit_starts_is_one():
    started = " ".join(unit.read_text(encoding="utf-8") for unit in UNITS)
    named = set(re.findall(rf"{BIN}motcua ([a-z]+)", started))
    assert "nightly" in named
    assert named <= set(app())


def test_what_the_units_start_runs_and_a_night_closes_the_day_before_at_any_hour(tmp_path):
    deliver(tmp_path, "a.csv", row(1))
    zones = ("UTC", "Etc/GMT-12")  # half a day apart: whatever the hour is, in one of them it is day until the end
    zone = next(zone for zone in zones if 11 <= datetime.now(ZoneInfo(zone)).hour < 23)
    environment = {"MOTCUA_HOME": str(tmp_path), "MOTCUA_CITY": str(WABO), "TZ": zone, "PATH": "/usr/bin:/bin"}
    yesterday = datetime.now(ZoneInfo(zone)).date() - timedelta(days=1)
    for unit, codes in (("nightly", (0, 1)), ("notify", (0, 1)), ("verify", (0,)), ("clean", (0,))):
        command = started_by(f"motcua-{unit}.service")
        done = subprocess.run(command, env=environment | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path, check=False)
        assert done.returncode in codes
    assert (tmp_path / "runs" / f"{yesterday}-1.json").exists()


def test_every_code_that_prefect_tells_stands_on_the_page_and_no_other():
    page = (DEPLOY / "README.md").read_text(encoding="utf-8")
    declared = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["automations"]
    telling = {one["name"].replace("motcua-", "prefect-") for one in declared if not one["actions"]}
    assert set(re.findall(r"^\| `(prefect-[a-z-]+)` \|", page, re.MULTILINE)) == telling


def test_every_unit_that_is_named_is_shipped():
    texts = " ".join(unit.read_text(encoding="utf-8") for unit in UNITS)
    named = set(re.findall(r"motcua-[a-z-]+\.(?:service|timer)", texts))
    timed = {unit.with_suffix(".service").name for unit in UNITS if unit.suffix == ".timer"}
    assert named | timed <= {unit.name for unit in UNITS}


def test_settings_are_known_to_prefect():
    code = "from prefect.settings import get_current_settings as of; print(of().to_environment_variables())"
    environment = {**settings(), "PREFECT_HOME": "/nonexistent/prefect", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert settings().keys() - {"DO_NOT_TRACK"} <= {name for name in environment if name in done.stdout}


@pytest.fixture
def site():
    """A data root with a public tree and files beside it, as motcua leaves them, and nginx as it is configured."""
    umask = os.umask(0o022)  # a night in this process may have closed what is made after it
    try:
        with tempfile.TemporaryDirectory() as folder:  # others get through, which they do not where pytest works
            Path(folder).chmod(0o711)
            yield from served(Path(folder))
    finally:
        os.umask(umask)


def served(folder):
    home = folder / "data"
    for name, page in (("one", PAGE), ("two", NEXT_PAGE)):
        (home / "public-trees" / name / "2022-x").mkdir(parents=True)
        (home / "public-trees" / name / "index.html").write_bytes(page)
        (home / "public-trees" / name / "2022-x" / "table.csv").write_bytes(TABLE)
        (home / "public-trees" / name / ".hidden").write_bytes(b"hidden")
        (home / "public-trees" / name / "out.csv").symlink_to("/etc/hostname")
    (home / "landing").mkdir()
    (home / "landing" / "a.csv").write_bytes(b"personal")
    (home / "public").symlink_to("public-trees/one")
    port = free_port()
    text = (DEPLOY / "nginx" / "motcua.conf").read_text(encoding="utf-8").replace("/var/lib/motcua/data", str(home))
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    whole = f"pid {folder}/pid; events {{}} http {{ access_log off; {text} }} daemon off;"
    (folder / "nginx.conf").write_text(whole)
    start = ["nginx", "-p", folder, "-e", "stderr", "-c", folder / "nginx.conf"]
    subprocess.run([*start, "-t"], check=True)
    process = subprocess.Popen(start)
    try:
        until(lambda: got(port, "/")[0])
        yield home, port
    finally:
        process.terminate()
        process.wait()


def got(port, path, method="GET"):
    """What the web server answers: status, headers, body; nothing where it does not answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as refused:
        return refused.code, refused.headers, refused.read()
    except OSError:
        return 0, {}, b""


@needs("nginx")
def test_the_web_server_shows_what_is_public_and_nothing_else(site):
    home, port = site
    status, headers, body = got(port, "/")
    assert (status, body) == (200, PAGE)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=300" in headers["Cache-Control"]
    assert headers["Server"] == "nginx"
    assert got(port, "/2022-x/table.csv")[1]["Content-Type"] == "text/csv; charset=utf-8"
    for hidden in ("/2022-x/", "/.hidden", "/out.csv", "/../landing/a.csv", "/%2e%2e/landing/a.csv", "/landing/a.csv"):
        assert got(port, hidden)[0] in (400, 404), hidden
    assert got(port, "/", "POST")[0] in (403, 404, 405)
    (home / "next").symlink_to("public-trees/two")
    (home / "next").rename(home / "public")
    assert got(port, "/")[2] == NEXT_PAGE  # from the moment of the switch
