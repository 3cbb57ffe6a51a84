"""On a Prefect server of one's own: the deployment, and the same night on threads, processes and the workers of Dask.

All give the same bytes, and a killed worker costs its tasks.
"""

import json
import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from cli_cases import at, run
from prefect_server import asked, prefect_server, until

from flows.cli.show import Exit

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
RUNNERS = ("threads", "processes", "dask")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The environment in which clients find the server of this module."""
    with prefect_server(tmp_path_factory.mktemp("server")) as environment:
        yield environment


@pytest.fixture(scope="module")
def nights(server, tmp_path_factory, knows_our_code):
    folder = tmp_path_factory.mktemp("runners")
    for runner in RUNNERS:
        knows_our_code(folder / runner / "home")
    path = os.pathsep.join(map(str, (ROOT, Path(__file__).parent)))
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("nights_on_runners.py"), folder],
        env=server | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,  # seconds; a cluster that loses its workers may wait for them for ever
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("runner", ["processes", "dask"])
def test_two_workers_give_the_tables_that_threads_give(nights, runner):
    assert nights[runner]["tables"] == nights["threads"]["tables"]
    assert set(nights[runner]["statuses"]) == {"accepted"}
    assert len([name for name in nights[runner]["tables"] if name.startswith("dossiers/")]) > 1


def test_a_worker_that_is_killed_costs_its_tasks_only(nights):
    """One was killed when it had read a file, one when it had folded or counted; no other file was read again."""
    assert nights["dask"]["killed"] == ["killed-reading", "killed-with-a-table"]
    assert nights["dask"]["reads"] == [1] * 7 + [2]


def test_a_worker_of_another_version_refuses(nights):
    assert "another version of motcua" in nights["refused"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--runner", "pigeons"], "give threads, processes, dask or tcp"),
        (["--runner", "tcp://elsewhere:8786"], "set PREFECT_API_URL"),
        (["--runner", "processes", "--direct"], "leave out --direct or --runner"),
    ],
)
def test_a_runner_that_cannot_be_is_refused(capsys, monkeypatch, tmp_path, options, message):
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    code, out, err = run(capsys, "nightly", *at(tmp_path), *options)
    assert code == Exit.USAGE
    assert message in " ".join((out + err).split())


def test_without_the_extra_it_says_what_to_install(tmp_path):
    """In an installation that lacks it: every other package is a link to this one's."""
    site = Path(distribution("prefect-dask").locate_file("."))
    for package in site.iterdir():
        if not package.name.startswith("prefect_dask"):
            (tmp_path / package.name).symlink_to(package)
    code = "from flows.cli import main; raise SystemExit(main(['nightly', '--runner', 'dask']))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, tmp_path)))}
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == Exit.USAGE, done.stderr
    assert "pip install 'motcua[dask]'" in done.stdout + done.stderr


def test_the_deployment_deploys_without_a_question_and_is_scheduled(server):
    def prefect(*arguments):
        command = [sys.executable, "-m", "prefect", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=server, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    prefect("work-pool", "create", "motcua", "--type", "process")
    prefect("--no-prompt", "deploy", "--all")
    deployment = asked(server, "deployments/name/nightly/nightly")
    (schedule,) = deployment["schedules"]
    assert (schedule["active"], schedule["schedule"]["cron"]) == (True, "0 2 * * *")
    assert schedule["schedule"]["timezone"] == "Asia/Ho_Chi_Minh"
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert f"'directory': '{ROOT}'" in str(deployment["pull_steps"])
    # A server with too new a database library makes the deployment and schedules nothing, silently.
    scheduled = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    runs = until(lambda: asked(server, "flow_runs/filter", scheduled))
    assert {run["deployment_id"] for run in runs} == {deployment["id"]}
