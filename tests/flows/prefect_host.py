"""One host with a Prefect server and a worker as processes of their own, which tests stop and start, and a receiver."""

import json
import os
import shlex
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from uuid import uuid4

import psutil
import yaml
from prefect_server import asked, free_port, healthy, until

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
SHIPPED = DEPLOY / "automations.yaml"
NIGHTLY = "nightly/nightly"
AUTH = "motcua:no-secret-of-anybody"
# As docs/deploy/prefect.env has them, in seconds instead of minutes.
FAST = {
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS": "5",
    "PREFECT_SERVER_SERVICES_FOREMAN_INACTIVITY_HEARTBEAT_MULTIPLE": "3",
    "PREFECT_SERVER_EVENTS_PROACTIVE_GRANULARITY": "PT2S",
    "PREFECT_WORKER_HEARTBEAT_SECONDS": "4",
    "PREFECT_WORKER_QUERY_SECONDS": "3",
    "PREFECT_SERVER_UI_ENABLED": "false",
}


def started_by(unit):
    """The command that a unit of docs/deploy starts, with the programs of this environment."""
    text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
    (line,) = (line.removeprefix("ExecStart=") for line in text.splitlines() if line.startswith("ExecStart="))
    return shlex.split(line.replace("/srv/motcua/.venv/bin/", f"{Path(sys.executable).parent}/").replace("%%", "%"))


def settings():
    """The settings that docs/deploy ships, without those that are about the place."""
    lines = (DEPLOY / "prefect.env").read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name: value for name, value in pairs.items() if name not in ("PREFECT_HOME", "PREFECT_API_URL")}


class Host:
    """What runs on the host: each part can be killed, as a reset kills it, and started again."""

    def __init__(self, folder, **changed):
        self.folder = folder
        self.port = free_port()
        self.environment = os.environ | settings() | changed
        self.environment |= {
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_API_AUTH_STRING": AUTH,
            "PREFECT_API_AUTH_STRING": AUTH,
            "PYTHONPATH": str(ROOT),
        }
        self.processes = {}

    def prefect(self, *arguments):
        """Run a command of Prefect in the checkout; its output."""
        return self.ran("-m", "prefect", *arguments)

    def ran(self, *arguments, expected=0):
        """Run Python with what the host sets; its output."""
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expected, done.stdout + done.stderr
        return done.stdout

    def start_server(self):
        command = started_by("motcua-prefect-server.service")
        self._start("server", [str(self.port) if word == "4200" else word for word in command])
        ended = self.processes["server"].poll
        until(lambda: healthy(self.environment["PREFECT_API_URL"]) or ended() is not None)
        assert ended() is None, (self.folder / "server.log").read_text()[-4000:]

    def start_worker(self):
        self._start("worker", started_by("motcua-prefect-worker.service"))

    def reset(self, *parts):
        """Kill parts of the host, and what they started, as a reset does: no process can do anything about it."""
        for part in parts:
            process = psutil.Process(self.processes[part].pid)
            for one in (process, *process.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    one.kill()
            self.processes.pop(part).wait()

    def ask(self, path, body=None):
        """What the server answers; as Prefect's own clients do, ask again where it is too busy."""

        def once():
            try:
                return (asked(self.environment, path, body),)
            except HTTPError as refused:
                if refused.code != HTTPStatus.SERVICE_UNAVAILABLE:
                    raise
            except TimeoutError:
                pass
            return None

        return until(once)[0]

    def run_of(self, deployment, home, city, at=None, **night):
        """Create a run of a deployment, scheduled for now or for a moment; its id."""
        found = self.ask(f"deployments/name/{deployment}")
        body = {
            "idempotency_key": uuid4().hex,
            "parameters": {"home": str(home), "city": str(city), "night": {"settle": 0, "workers": 1} | night},
        }
        if at is not None:
            body["state"] = {"type": "SCHEDULED", "state_details": {"scheduled_time": at.isoformat()}}
        return self.ask(f"deployments/{found['id']}/create_flow_run", body)["id"]

    def state(self, flow_run):
        return self.ask(f"flow_runs/{flow_run}")["state"]

    def until_state(self, flow_run, *names):
        return until(lambda: (state := self.state(flow_run))["name"] in names and state)

    def taken(self, deployment):
        """How many slots of a deployment's limit are taken."""
        limit = self.ask(f"deployments/name/{deployment}")["global_concurrency_limit"]
        return self.ask(f"v2/concurrency_limits/{limit['id']}")["active_slots"]

    def events(self, prefix, flow_run=None):
        """The events whose names begin so, of a flow run where one is given, as soon as there is one."""
        wanted = {"event": {"prefix": [prefix]}}
        if flow_run is not None:
            wanted["any_resource"] = {"id": [f"prefect.flow-run.{flow_run}"]}
        return until(lambda: self.ask("events/filter", {"filter": wanted})["events"])

    def _start(self, part, command):
        with (self.folder / f"{part}.log").open("a") as log:
            self.processes[part] = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


@contextmanager
def host(folder, **changed):
    """Give a host whose server runs, with the deployment of the checkout."""
    one = Host(folder, **changed)
    try:
        one.start_server()
        one.prefect("work-pool", "create", "motcua", "--type", "process")
        one.prefect("--no-prompt", "deploy", "--all")
        yield one
    finally:
        one.reset(*list(one.processes))


@contextmanager
def receiver(folder):
    """Give what is told over HTTP on the loopback, a list that grows; its address and token lie in the folder."""
    told = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append(json.loads(body) | {"authorization": self.headers["Authorization"]})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        (folder / "url").write_text(f"http://127.0.0.1:{server.server_port}/on-call\n")
        (folder / "token").write_text("invented\n")
        yield told
    finally:
        server.shutdown()
        server.server_close()


def names():
    """The names of the automations that are shipped."""
    return {one["name"] for one in yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["automations"]}


def make(running, file=SHIPPED, has_receiver=True):
    """Make the automations of a file: name -> what was done."""
    options = ("--url-file", running.folder / "url", "--token-file", running.folder / "token") if has_receiver else ()
    out = running.ran("-m", "flows.cli", "automations", file, *options, "--json")
    return {one["name"]: (one["done"], one["is_paused"]) for one in json.loads(out)}


def there(running):
    return sorted(one["name"] for one in running.ask("automations/filter", {}))


def after(seconds, path, *names):
    """The file as it is shipped, with other times for automations that wait."""
    content = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    for one in content["automations"]:
        if one["name"] in names:
            one["trigger"]["within"] = seconds
    path.write_text(yaml.safe_dump(content))
    return path


def heard(told, code, flow_run=None):
    """Wait until a code was told, of a flow run where one is given; what was told."""
    wanted = flow_run and flow_run["name"]
    return until(lambda: next((one for one in told if one["code"] == code and wanted in (None, one["subject"])), None))
