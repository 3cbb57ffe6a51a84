"""The bundle installs on a machine without a network what it was made with, and nothing where anything has changed."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / ".ci" / "bundle"))
import make_bundle  # noqa: E402

HERE, MACHINE = ".".join(map(str, sys.version_info[:2])), platform.machine()


@pytest.fixture
def small(tmp_path):
    """A bundle without wheels: what `install.sh` looks at before it installs anything."""
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a-1.0-py3-none-any.whl").write_bytes(b"a")
    (folder / "city").mkdir()
    shutil.copy2(ROOT / ".ci" / "bundle" / "install.sh", folder)
    return folder


def finished(folder, python=HERE, machine=MACHINE):
    (folder / "PLATFORM").write_text(f"{python}\n{machine}\nglibc 2.36\n")
    make_bundle.write_lists(folder)
    return folder


def install(folder, *start):
    command = [*start, "sh", str(folder / "install.sh"), str(folder.parent / "target")]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        command, env=environment | {"PYTHON": sys.executable}, check=False, capture_output=True, text=True
    )


def refusal(folder):
    done = install(folder)
    assert done.returncode == 1
    assert not (folder.parent / "target").exists()
    return done.stderr


def test_the_lists_name_every_file_and_wheel(small):
    finished(small)
    sums = (small / "SHA256SUMS").read_text().split()
    assert sums[1::2] == ["PLATFORM", "install.sh", "requirements.txt", "wheels/a-1.0-py3-none-any.whl"]
    of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert (small / "requirements.txt").read_text() == f"a==1.0 --hash=sha256:{of_a}\n"


@pytest.mark.parametrize("name", ["wheels/a-1.0-py3-none-any.whl", "install.sh", "PLATFORM", "requirements.txt"])
def test_a_changed_file_is_refused(small, name):
    finished(small)
    with (small / name).open("a") as file:
        file.write("# changed\n")
    said = refusal(small)
    assert name in said
    assert "Chưa cài gì" in said


def test_a_missing_file_is_refused(small):
    finished(small)
    (small / "wheels" / "a-1.0-py3-none-any.whl").unlink()
    assert "wheels/a-1.0-py3-none-any.whl" in refusal(small)


def test_another_python_or_machine_is_refused(small):
    said = refusal(finished(small, python="3.99"))
    assert f"Cần Python 3.99, máy có {HERE}" in said
    assert "sparc64" in refusal(finished(small, machine="sparc64"))


@pytest.mark.slow
def test_the_bundle_installs_and_runs_without_a_network(tmp_path):
    """In a network that has nothing, not even a loopback: installed, looked at, three nights of a synthetic city."""
    made = make_bundle.make_bundle(tmp_path)
    again = make_bundle.own_wheel(tmp_path / "again")  # all others are those of the lock
    assert again.read_bytes() == (made / "wheels" / again.name).read_bytes()
    alone = ("unshare", "-rn")
    done = install(made, *alone)
    assert done.returncode == 0, done.stderr
    target = made.parent / "target"
    motcua = str(target / ".venv" / "bin" / "motcua")

    def ran(*tokens):
        command = [*alone, motcua, *map(str, tokens)]
        return subprocess.run(
            command, cwd=target, check=False, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}
        )

    doctor = ran("doctor", "--city", target / "city", "--home", tmp_path / "data")
    assert doctor.returncode == 0, doctor.stdout
    demo = ran("demo", "--dossiers", 3000, "--direct", "--home", tmp_path / "demo")
    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert (tmp_path / "demo" / "public" / "index.html").exists()
    before = (target / "city" / "city.toml").read_bytes()
    (target / "city" / "city.toml").write_bytes(before + b"# ours\n")
    assert install(made, *alone).returncode == 0  # again, over what is there
    assert (target / "city" / "city.toml").read_bytes() == before + b"# ours\n"
