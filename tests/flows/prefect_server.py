"""A Prefect server of one's own on a free port of this machine, for tests that need one."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from contextlib import contextmanager


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def until(condition, seconds=180):
    """Ask again and again; the answer, or a failure after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.2)
    raise AssertionError(f"nothing after {seconds} s")


@contextmanager
def prefect_server(folder, host="127.0.0.1", **settings):
    """Run a server whose database lies in `folder`; gives the environment in which clients find it.

    It listens on `host`; `settings` are further variables of its environment and its clients'.
    """
    port = free_port()
    environment = os.environ | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        **settings,
    }
    start = ["-m", "prefect", "server", "start", "--host", host, "--port", str(port), "--no-ui"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen([sys.executable, *start], env=environment, stdout=log, stderr=log)
        try:
            until(lambda: healthy(environment["PREFECT_API_URL"]))
            yield environment
        finally:
            process.terminate()
            process.wait(120)


def asked(environment, path, body=None):
    """What the server of an environment answers: to a question, or to one with a body."""
    headers = {"Content-Type": "application/json"}
    if secret := environment.get("PREFECT_API_AUTH_STRING"):
        headers["Authorization"] = f"Basic {b64encode(secret.encode()).decode()}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{environment['PREFECT_API_URL']}/{path}", data, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def healthy(url):
    """Say whether a server answers."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False
