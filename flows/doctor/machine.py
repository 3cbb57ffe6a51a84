"""The machine: whether the installed packages are those that motcua asks for, and whether there is memory."""

import platform
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

from flows.doctor.finding import Finding, fault
from schemas.words.message import message
from warehouse import version as own_version

_SHOWN = ("polars", "pyarrow", "great-expectations", "prefect", "pydantic")
_OF_PEOPLE_WHO_DEVELOP = "dev"  # an extra that no night needs
_LEAST_MEMORY = 2 << 30  # bytes: a night of a city with headroom
_ITEM = message("doctor.item-packages")


def versions() -> Iterator[Finding]:
    """Yield the versions of what a night is made with."""
    parts = [f"motcua {own_version()}", f"python {platform.python_version()}"]
    parts += [f"{package} {_installed(package) or '-'}" for package in _SHOWN]
    yield Finding(message("doctor.item-versions"), "ok", ", ".join(parts))


def packages() -> Iterator[Finding]:
    """Yield each package that is not there, or not in a version that the installed motcua asks for.

    Of what an extra asks for, what is installed is looked at: without the extra nobody needs the rest.
    """
    try:
        motcua = distribution("motcua")
    except PackageNotFoundError:
        yield Finding(_ITEM, "warning", message("doctor.not-installed"), message("doctor.not-installed.advice"))
        return
    wrong = list(_wrong(motcua))
    yield from wrong
    if not wrong:
        yield Finding(_ITEM, "ok", message("doctor.packages-as-asked"))


def _wrong(motcua: Distribution) -> Iterator[Finding]:
    python = motcua.metadata["Requires-Python"] or ""
    if not SpecifierSet(python).contains(platform.python_version(), prereleases=True):
        yield fault(_ITEM, "wrong-pins", package="python", installed=platform.python_version(), asked=python)
    for line in motcua.requires or ():
        asked, is_needed = _asked(line)
        if asked is None:
            continue
        installed = _installed(asked.name)
        if installed is None:
            if is_needed:
                yield fault(_ITEM, "package-missing", package=asked.name)
        elif not asked.specifier.contains(installed, prereleases=True):
            yield fault(_ITEM, "wrong-pins", package=asked.name, installed=installed, asked=str(asked.specifier))


def _asked(line: str) -> tuple[Requirement | None, bool]:
    """Return what a line of a distribution asks for, and whether every night needs it; None: nothing of a night's."""
    try:
        asked = Requirement(line)
    except InvalidRequirement:
        return None, False
    if asked.marker is None or asked.marker.evaluate({"extra": ""}):
        return asked, True
    of_developers = asked.marker.evaluate({"extra": _OF_PEOPLE_WHO_DEVELOP})
    is_of_an_extra = not of_developers and "extra" in str(asked.marker)
    return (asked if is_of_an_extra else None), False


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def memory() -> Iterator[Finding]:
    """Yield how much memory is free, where the system says so."""
    free = _available_memory()
    if free is None:
        return
    item, words = message("doctor.item-memory"), message("doctor.free", megabytes=free >> 20)
    is_enough = free >= _LEAST_MEMORY
    yield Finding(item, "ok", words) if is_enough else Finding(item, "warning", words, message("doctor.free-memory"))


def _available_memory() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), None)
