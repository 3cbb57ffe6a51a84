"""Writes a folder from which motcua is installed on a machine without a network: `make bundle`.

It holds the wheels of `requirements-fetch.lock` and our own, a list of them by their hashes, the declarations of Ho Chi
Minh City to start from, the documents, `install.sh`, and the SHA-256 of every file. It fits machines like this one.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
LOCK = ROOT / "requirements-fetch.lock"
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq")
_COPIED = ("CHANGELOG.md", "LICENSE", "docs", "prefect.yaml")
_SOURCES = ("pyproject.toml", "README.md", "LICENSE", "flows", "schemas", "warehouse")


def main() -> None:
    """Write the bundle anew and print where it is, its files and its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    made = make_bundle(parser.parse_args().out)
    files = files_in(made)
    print(f"{made}: {len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")


def make_bundle(out: Path) -> Path:
    """Write the bundle into a folder below `out`, in the place of an earlier one of the same name; return it.

    Raises `CalledProcessError` where a wheel cannot be had.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".bundle-") as unfinished:
        folder = Path(unfinished) / "bundle"
        folder.mkdir()
        _wheel(folder / "wheels", "--require-hashes", "-r", str(LOCK))
        version = own_wheel(folder / "wheels").name.split("-")[1]
        _copies(folder)
        (folder / "PLATFORM").write_text(f"{_python()}\n{platform.machine()}\n{_libc()}\n", encoding="utf-8")
        write_lists(folder)
        made = out / f"motcua-{version}-{platform.system().lower()}-{platform.machine()}-py{_python()}"
        shutil.rmtree(made, ignore_errors=True)
        folder.rename(made)
    return made


def write_lists(folder: Path) -> None:
    """Write the list that pip installs from, each wheel by its hash, and the SHA-256 of every file."""
    wheels = sorted((folder / "wheels").glob("*.whl"))
    lines = [f"{_requirement(wheel)} --hash=sha256:{_sha256(wheel)}\n" for wheel in wheels]
    (folder / "requirements.txt").write_text("".join(lines), encoding="utf-8")
    list_of_sums = folder / "SHA256SUMS"
    sums = [f"{_sha256(file)}  {file.relative_to(folder)}\n" for file in files_in(folder) if file != list_of_sums]
    list_of_sums.write_text("".join(sums), encoding="utf-8")


def files_in(folder: Path) -> list[Path]:
    """Return every file of the folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def own_wheel(folder: Path) -> Path:
    """Build our own wheel into the folder; the same commit and tools give the same bytes."""
    with tempfile.TemporaryDirectory() as copied:  # setuptools leaves its own files beside the sources
        for name in _SOURCES:
            _copy(ROOT / name, Path(copied) / name)
        _wheel(folder, copied)
    (motcua_wheel,) = folder.glob("motcua-*.whl")
    return motcua_wheel


def _wheel(folder: Path, *what: str) -> None:
    """Have pip gather wheels; what is published as source only is built."""
    command = (*_PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), *what)
    subprocess.run(command, check=True, env=os.environ | {"SOURCE_DATE_EPOCH": _time_of_commit()})


def _copies(folder: Path) -> None:
    for name in _COPIED:
        _copy(ROOT / name, folder / name)
    for name in ("install.sh", "README.vi.md", "README.en.md"):
        _copy(HERE / name, folder / name)
    _copy(ROOT / "schemas" / "cities" / "hcmc", folder / "city")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)


def _requirement(wheel: Path) -> str:
    name, version = wheel.name.split("-")[:2]
    return f"{name}=={version}"


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _time_of_commit() -> str:
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _python() -> str:
    return ".".join(map(str, sys.version_info[:2]))


def _libc() -> str:
    return " ".join(platform.libc_ver())


if __name__ == "__main__":
    main()
