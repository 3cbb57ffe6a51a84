"""Commands run by users of the system who really are different ones: only root can become each of them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
GROUP = 61_000
# Who these are, by the number that the system knows them by; none has an entry in the list of users.
OWNER, ADMINISTRATOR, SUBMITTER, APPROVER, PUBLISHER, STRANGER = range(61_001, 61_007)
IS_ROOT = os.geteuid() == 0

# Imports all that the commands need while it is still root, whose interpreter others may not be allowed to read; then,
# for each command, becomes the user in a process of its own. A command that computes with Polars is the only one of its
# child: its threads do not outlive a fork.
CHILD = """
import contextlib, importlib, io, json, os, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import fastexcel, pyarrow.compute, pyarrow.parquet
import flows.cli, rich._unicode_data, warehouse.attack.attack, warehouse.editions, schemas.words
for package in (flows.cli, rich._unicode_data, warehouse.editions, schemas.words):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
for tokens in json.loads(sys.argv[2]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        flows.cli.main(tokens)
warehouse.editions.pages.index_page(flows.settings.load_city().about, [])
for line in sys.stdin:
    uid, gid, tokens, environment, is_only_one = json.loads(line)
    if is_only_one or os.fork() == 0:
        os.environ.update(environment)
        os.setgroups([])
        os.setgid(gid)
        os.umask(0o002)
        os.setuid(uid)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = flows.cli.main(tokens)
        os.write(1, (json.dumps([code, out.getvalue(), err.getvalue()]) + chr(10)).encode())
        os._exit(0)
    os.wait()
"""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def name_of(uid):
    return f"uid-{uid}"


class Shells:
    """The users before their shells; `nowhere` is a data root without anything."""

    def __init__(self, nowhere):
        prepared = [["policy", "show", "--home", str(nowhere)], ["edition", "approve", "x", "--home", str(nowhere)]]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT}/warehouse/api"}
        self.child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(ROOT), json.dumps(prepared)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env=environment,
            text=True,
        )

    def run(self, uid, *tokens, is_only_one=False, **environment):
        """Run a command as a user, with what his environment has beside the usual."""
        asked = [uid, GROUP, [str(token) for token in tokens], environment, is_only_one]
        self.child.stdin.write(json.dumps(asked) + "\n")
        self.child.stdin.flush()
        return Done(*json.loads(self.child.stdout.readline()))

    def close(self):
        self.child.stdin.close()
        self.child.stdout.close()
        self.child.wait()
