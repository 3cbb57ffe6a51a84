"""Nothing leaves the machine, and no secret leaves the environment: every command in a network of its own.

The network has a loopback and nothing else. The kernel counts whatever found no way out of it, in every process and
language; a hook of the interpreter names what Python tried, and refuses it where there is no such network.
"""

import json
import os
import pwd
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import DAY, PERSON, WABO, deliver, row, run
from test_cli_help import COMMANDS

from flows.secrets import MASK, masked, open_key_files
from warehouse.store import Home, exposed

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
CANARY = "canary-3f1c90aa"
SECRETS = {
    "PREFECT_API_KEY": f"pnu_{CANARY}",
    "PREFECT_API_AUTH_STRING": f"mau:{CANARY}",
    "PREFECT_SERVER_API_AUTH_STRING": f"mau:{CANARY}",
}
HOOK = """
import os, sys
def refuse(event, arguments):
    if event == "socket.getaddrinfo" or event == "socket.gethostbyname":
        place = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        place = arguments[1][0]
    else:
        return
    name = place.decode() if isinstance(place, bytes) else place
    if name not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"):
        with open(os.environ["TRIED"], "a") as tried:
            tried.write(f"{event} {name} {sys.argv}\\n")
        raise PermissionError(f"no connection to {name}")
sys.addaudithook(refuse)
"""
IN_LOOPBACK = """
import fcntl, json, os, socket, struct, subprocess, sys
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 1))  # SIOCSIFFLAGS, IFF_UP
code = subprocess.run(sys.argv[1:]).returncode
names, numbers = (line.split() for line in open("/proc/net/snmp") if line.startswith("Ip:"))
of_4 = int(numbers[names.index("OutNoRoutes")])
of_6 = sum(int(line.split()[1]) for line in open("/proc/net/snmp6") if line.startswith("Ip6OutNoRoutes"))
with open(os.environ["TRIED"], "a") as tried:
    tried.write("the kernel found no way out\\n" * (of_4 + of_6))
sys.exit(code)
"""


def has_loopback_network():
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode == 0


class Alone:
    """Runs commands that reach nobody; `tried` is what they tried, `said` all that they printed."""

    def __init__(self, folder):
        self.home, self.city, self.log = folder / "data", folder / "city", folder / "tried"
        (folder / "hook").mkdir()
        (folder / "hook" / "sitecustomize.py").write_text(HOOK)
        self.path, self.said = f"{folder / 'hook'}:{ROOT}", ""
        shutil.copytree(WABO, self.city)
        who = json.dumps([pwd.getpwuid(os.geteuid()).pw_name])
        text = (WABO / "city.toml").read_text(encoding="utf-8")
        (self.city / "city.toml").write_text(f"{text}\n[roles]\nsubmit = {who}\nadminister = {who}\n", encoding="utf-8")

    def python(self, *command, **environment):
        start = ["unshare", "-rn", sys.executable, "-c", IN_LOOPBACK] if has_loopback_network() else []
        known = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TRIED": str(self.log), "PYTHONPATH": self.path}
        done = subprocess.run(
            [*start, sys.executable, *map(str, command)],
            env=known | SECRETS | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.said += done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr

    def motcua(self, *tokens, **environment):
        place = ("--home", self.home, "--city", self.city)
        return self.python("-m", "flows.cli", *tokens, *place, **environment)

    @property
    def tried(self):
        return self.log.read_text() if self.log.exists() else ""


def test_what_goes_out_is_noticed(tmp_path):
    alone = Alone(tmp_path)
    tries = "import socket; socket.socket().connect(('192.0.2.1', 80))"
    assert alone.python("-c", tries)[0] == 1
    assert "socket.connect 192.0.2.1" in alone.tried
    if has_loopback_network():  # what no hook sees: without our folder on its path the interpreter has none
        alone.path = ""
        assert alone.python("-c", tries)[0] == 1
        assert "the kernel found no way out" in alone.tried


def test_no_command_goes_out_and_none_tells_a_secret(tmp_path):
    alone = Alone(tmp_path)
    deliver(alone.home, "a.csv", *(row(n) for n in range(40)))
    night = ("nightly", "--date", DAY, "--workers", 1)
    assert alone.motcua(*night, "--direct")[0] == 0
    file = deliver(alone.home, "b.csv", *(row(n, "Experts") for n in range(40, 80)))
    assert alone.motcua(*night)[0] == 0, alone.said  # Prefect, with a server of its own
    assert (alone.home / "prefect").is_dir()
    assert alone.motcua("rank", "--period", "2011")[0] == 0
    assert alone.motcua("policy", "bind", "--yes")[0] == 0, alone.said
    assert alone.motcua("edition", "submit")[0] == 0, alone.said
    assert alone.motcua("edition", "release")[0] == 0
    assert alone.motcua("edition", "verify")[0] == 0
    assert alone.motcua("check", file)[0] == 0
    assert alone.motcua("fetch")[0] == 0  # from no place: none is declared
    for as_json in ((), ("--json",)):
        assert alone.motcua("doctor", *as_json)[0] in (0, 1)
        assert alone.motcua("status", *as_json)[0] in (0, 1)
    shutil.move(alone.home / "snapshots", alone.home / "aside")
    (alone.home / "snapshots").write_text("in the way")
    assert alone.motcua(*night, "--direct")[0] == 5
    code, _, err = alone.motcua(*night, PREFECT_API_URL=f"http://mau:{CANARY}@127.0.0.1:9/api")
    assert code == 5
    assert "127.0.0.1:9" in err
    assert alone.tried == ""
    assert CANARY not in alone.said
    assert PERSON not in alone.said
    files = [p for p in alone.home.rglob("*") if p.is_file() and not p.is_symlink()]
    assert [p for p in files if CANARY.encode() in p.read_bytes()] == []
    assert not [
        p for p in exposed(Home(alone.home)) if p.relative_to(alone.home).parts[0] not in ("inbox", "snapshots")
    ]


def test_secrets_of_the_environment_and_of_addresses_are_masked():
    environment = {"PREFECT_API_KEY": "pnu_secret", "MY_PASSWORD": "bí mật của tôi", "KEY": "a", "LANG": "vi_VN.UTF-8"}
    text = "pnu_secret, bí mật của tôi, vi_VN.UTF-8 at postgres://mau:mật@db:5432/x and http://127.0.0.1/a@b"
    assert (
        masked(text, environment)
        == f"{MASK}, {MASK}, vi_VN.UTF-8 at postgres://{MASK}@db:5432/x and http://127.0.0.1/a@b"
    )


def test_key_files_that_others_may_read_are_named(tmp_path):
    file = tmp_path / "profiles.toml"
    environment = {"PREFECT_HOME": str(tmp_path)}
    assert open_key_files(environment) == []
    file.write_text("")
    for mode, found in ((0o600, []), (0o640, [file]), (0o604, [file])):
        file.chmod(mode)
        assert open_key_files(environment) == found
    assert open_key_files({"PREFECT_PROFILES_PATH": str(file)}) == [file]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_option_takes_a_secret(command, capsys):
    _, out, _ = run(capsys, *command, "--help")
    assert "--" in out
    # One that ends in "-file" names where a secret lies, which others may see.
    assert not re.search(r"--[a-z-]*(key|token|password|secret|auth)(?!-file\b)", out)
