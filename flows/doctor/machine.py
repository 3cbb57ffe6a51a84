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

_PACKAGES = ("polars", "pyarrow", "great-expectations", "prefect", "pydantic")
_OF_PEOPLE_WHO_DEVELOP = "dev"  # an extra that no night needs
_LEAST_MEMORY = 2 << 30  # bytes: a night of a city with headroom
_ITEM = message("doctor.item-packages")


def versions() -> Iterator[Finding]:
    """Yield the versions of what a night is made with."""
    texts = [f"motcua {own_version()}", f"python {platform.python_version()}"]
    texts += [f"{package} {_version_of(package) or '-'}" for package in _PACKAGES]
    yield Finding(message("doctor.item-versions"), "ok", ", ".join(texts))


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
        requirement, is_needed = _requirement(line)
        if requirement is None:
            continue
        installed_version = _version_of(requirement.name)
        if installed_version is None:
            if is_needed:
                yield fault(_ITEM, "package-missing", package=requirement.name)
        elif not requirement.specifier.contains(installed_version, prereleases=True):
            yield fault(
                _ITEM,
                "wrong-pins",
                package=requirement.name,
                installed=installed_version,
                asked=str(requirement.specifier),
            )


def _requirement(line: str) -> tuple[Requirement | None, bool]:
    """Return what a line of a distribution asks for, and whether every night needs it; None: nothing of a night's."""
    try:
        requirement = Requirement(line)
    except InvalidRequirement:
        return None, False
    if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
        return requirement, True
    is_for_developers = requirement.marker.evaluate({"extra": _OF_PEOPLE_WHO_DEVELOP})
    is_of_an_extra = not is_for_developers and "extra" in str(requirement.marker)
    return (requirement if is_of_an_extra else None), False


def _version_of(package: str) -> str | None:
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
