"""What `motcua doctor` finds of a real server of Prefect: who reaches it, its leases, its schedules, its workers."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from urllib.error import HTTPError

import pytest
from cli_cases import WABO
from doctor_cases import sound_home
from prefect_server import asked, free_port, prefect_server, until

pytestmark = pytest.mark.long

LEASES = "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"
IN_FILES, IN_MEMORY = (f"prefect.server.concurrency.lease_storage.{kind}" for kind in ("filesystem", "memory"))
SCHEDULE = {"schedule": {"cron": "0 2 * * *", "timezone": "Asia/Ho_Chi_Minh"}, "active": True}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return sound_home(tmp_path_factory.mktemp("sound"))


def codes(home, **environment):
    """The codes that doctor finds in a process of its own, which alone has these settings."""
    tokens = ["-m", "flows.cli", "doctor", "--home", str(home), "--city", str(WABO), "--json"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    own |= {"PREFECT_HOME": str(home.parent / "no-prefect")} | environment
    done = subprocess.run([sys.executable, *tokens], env=own, capture_output=True, text=True, check=False)
    found = {f["code"] for f in json.loads(done.stdout)} - {""}
    assert done.returncode == (1 if found else 0), done.stderr
    return found


def of_server(environment):
    return {name: value for name, value in environment.items() if name.startswith("PREFECT_")}


@contextmanager
def worker(environment, pool):
    """A worker of a pool, at work as long as this is open."""
    start = [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--type", "process"]
    process = subprocess.Popen(start, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


def deployed(environment, pool, schedules, paused=False):
    """Have the server know a deployment of the flow of a night."""
    flow = answered(environment, "flows/", {"name": "nightly"})["id"]
    body = {"name": "nightly", "flow_id": flow, "work_pool_name": pool, "schedules": schedules, "paused": paused}
    return answered(environment, "deployments/", body)["id"]


def answered(environment, path, body):
    """What the server answers once its database is not busy."""

    def answer():
        with suppress(HTTPError):
            return asked(environment, path, body)

    return until(answer)


def test_a_server_is_found_as_it_is_set_up_step_by_step(home, tmp_path):
    with prefect_server(tmp_path, **{LEASES: IN_FILES}) as server:
        settings = of_server(server)
        assert codes(home, **settings) == {"no-schedule"}
        answered(server, "work_pools/", {"name": "motcua", "type": "process"})
        deployed(server, "motcua", [SCHEDULE | {"active": False}])
        assert codes(home, **settings) == {"no-schedule"}
        deployment = deployed(server, "motcua", [SCHEDULE])
        assert codes(home, **settings) == {"no-worker"}
        with worker(server, "motcua"):
            until(lambda: asked(server, f"deployments/{deployment}")["status"] == "READY")
            assert codes(home, **settings) == set()
            # What the server was started with counts, not what its client believes.
            assert codes(home, **{**settings, LEASES: IN_MEMORY}) == set()
            deployed(server, "motcua", [SCHEDULE], paused=True)
            assert codes(home, **settings) == {"no-schedule"}


def test_a_server_with_leases_in_memory_that_other_machines_reach_is_found(home, tmp_path):
    with prefect_server(tmp_path, host="0.0.0.0") as server:
        settings = of_server(server)
        assert codes(home, **settings) == {"server-open", "lease-in-memory", "no-schedule"}
        assert codes(home) == {"server-open"}  # also where nobody has told the client of it
    assert codes(home, **settings) == {"server-unreachable", "lease-in-memory"}


def test_settings_are_found_where_prefect_takes_them_from(home, tmp_path):
    assert codes(home) == set()
    assert codes(home, PREFECT_SERVER_API_HOST="0.0.0.0") == {"server-open"}
    assert codes(home, PREFECT_SERVER_API_HOST="::") == {"server-open"}
    assert codes(home, PREFECT_SERVER_API_HOST="127.0.0.1") == set()
    assert codes(home, **{LEASES: IN_MEMORY}) == {"lease-in-memory"}
    assert codes(home, **{LEASES: IN_FILES}) == set()
    profiles = tmp_path / "profiles.toml"
    profiles.write_text('active = "mine"\n[profiles.mine]\nPREFECT_SERVER_API_HOST = "0.0.0.0"\n')
    profiles.chmod(0o600)
    assert codes(home, PREFECT_HOME=str(tmp_path)) == {"server-open"}
    url = f"http://127.0.0.1:{free_port()}/api"
    profiles.write_text(f'active = "mine"\n[profiles.mine]\nPREFECT_API_URL = "{url}"\n')
    assert codes(home, PREFECT_HOME=str(tmp_path)) == {"server-unreachable", "lease-in-memory"}
