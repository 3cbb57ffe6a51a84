"""What the tests of `motcua doctor` share: sound homes, what it says of one, and the machine's ways to spoil one."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_cases import WABO, deliver, row, run_json, take_in

IS_ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not IS_ROOT, reason="only root may mount and fix files")


def sound_home(root):
    """A home after two nights of the small city: rows accepted, one rejected, in two snapshots."""
    wrong = row(4).replace("2011-10-11", "not a date")
    deliver(root, "a.csv", row(1), row(2), wrong)
    take_in(root)
    deliver(root, "b.csv", row(5, "Experts"))
    take_in(root)
    return root


def told(capsys, home, *more, city=WABO):
    """What doctor finds, and its exit code."""
    return run_json(capsys, "doctor", "--home", home, "--city", city, *more)


def codes(capsys, home, city=WABO):
    """The codes that doctor finds, as a set; its exit code follows from them, and each has words and a remedy."""
    code, found = told(capsys, home, city=city)
    faults = [f for f in found if f["code"]]
    assert code == (1 if faults else 0)
    for finding in faults:
        assert all(finding[words] for words in ("found", "found_vi", "advice_vi", "advice_en"))
        assert finding["found"] != finding["found_vi"] or finding["code"] == "fetch-not-possible"
    assert not {f["name"] for f in found if f["state"] == "error" and not f["code"]}
    return {f["code"] for f in faults}


def advice(capsys, home, code, city=WABO):
    """The English advice for the first finding with a code."""
    return next(f["advice_en"] for f in told(capsys, home, city=city)[1] if f["code"] == code)


def change(path, old, new):
    """Change the text of a file, also of one that is read-only, in a file of its own."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    mode = path.stat().st_mode
    path.unlink()
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    path.chmod(mode)


def cut(path, size=100):
    """Cut a file short, whatever its mode."""
    mode = path.stat().st_mode
    path.chmod(0o600)
    os.truncate(path, size)
    path.chmod(mode)


def kept_of(home, side="accepted"):
    """A file of kept rows."""
    return next(iter(sorted((home / side).rglob("*.parquet"))))


def table_of(home, name="dossiers"):
    """A file of a table of the current snapshot."""
    return next(iter(sorted((home / "current" / name).resolve().rglob("*.parquet"))))


def record_of(home):
    """The file of the record of which a row was rejected."""
    return next(p for p in sorted((home / "submissions").iterdir()) if "accepted_with_rejections" in p.read_text())


@contextmanager
def fixed(*arguments, path):
    """Have a file or folder fixed as `chattr` does it."""
    done = subprocess.run(["chattr", *arguments, str(path)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("the file system of the tests knows no such flags")
    undo = [argument.replace("+", "-") for argument in arguments]
    try:
        yield
    finally:
        subprocess.run(["chattr", *undo, str(path)], check=True)


@contextmanager
def mounted(*arguments, on):
    """Have a file system mounted on a folder."""
    done = subprocess.run(["mount", *arguments, str(on)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(on)], check=True)


@contextmanager
def seen_by(user):
    """Look with the rights of another user of the system."""
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)


def small_file_system(on, size="8m"):
    """A small file system of its own on a folder."""
    return mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", on=on)


def copied(home, root):
    """A copy of a home, its hard links and times as they were."""
    subprocess.run(["cp", "-a", f"{home}/.", str(root)], check=True)
    return Path(root)
