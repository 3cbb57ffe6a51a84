"""`motcua doctor`: whether the machine and the data root are fit for tonight's run, and what to do where not."""

import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from flows.cli.doctor_home import root, state
from flows.cli.doctor_sources import units_without_sources
from flows.cli.finding import Finding, counted
from flows.cli.show import Exit, Json, write_json, write_table
from flows.fetching import check_fetch
from flows.secrets import open_files, open_key_files
from flows.settings import HERE, Place, city_of, home_at, running_business_date
from schemas.calendar import CalendarDeclaration
from schemas.city import City
from schemas.edition import EditionRefused
from schemas.fetch import Fetch, load_fetches
from schemas.method import load_method
from schemas.method_warnings import unused_sizes
from schemas.table import load_tables
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from schemas.words.message import Message, message
from warehouse import store
from warehouse import version as own_version
from warehouse.editions.log import read_book
from warehouse.editions.permission import policy_warning
from warehouse.inbox.fetch.faults import FetchFault
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.reread import outdated_submissions
from warehouse.ranking.nightly_method import nightly_method
from warehouse.run import Run

_PACKAGES = ("polars", "pyarrow", "great-expectations", "prefect", "pydantic")
_MODULES = ("great_expectations", "prefect", "fastexcel", "xlsxwriter", "pebble")
_LEAST_DISK, _LEAST_MEMORY = 5 << 30, 2 << 30  # bytes: a night of a city with headroom


def doctor(*, place: Place = HERE, json: Json = False) -> int:
    """Check the machine and the data root; return the exit code."""
    home = home_at(place.home)
    city = city_of(place)  # a wrong declaration ends the command with its own message and code
    findings = [_versions(), *_modules(), _city(city), *_calendar(city), *_methods(city), *_fetches(city)]
    findings += [*units_without_sources(city, running_business_date(city)), _policy(home, city), *_keys()]
    findings += [root(home), *_resources(home), *state(home)]
    if home.submissions.is_dir():
        findings.append(_readings(Run(home, city, running_business_date(city))))
    if json:
        write_json([f.as_json() for f in findings])
    else:
        rows = [(f.state, f.name, f.found, f.advice) for f in findings]
        columns = ("", message("doctor.item"), message("doctor.as-found"), message("cli.advice"))
        write_table("motcua doctor", columns, rows)
    return Exit.ATTENTION if any(f.state == "error" for f in findings) else Exit.FINE


def _versions() -> Finding:
    parts = [f"motcua {own_version()}", f"python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            parts.append(f"{package} -")
    return Finding("versions", "ok", ", ".join(parts))


def _modules() -> Iterator[Finding]:
    for module in _MODULES:
        if find_spec(module) is None:
            yield Finding(module, "error", "not installed", message("doctor.install"))
        else:
            yield Finding(module, "ok", "installed")


def _city(city: City) -> Finding:
    nightly_method(city)
    state = f"{city.about.name_vi}, {city.about.zone}, {counted(len(city.sources), 'source')}"
    fed = {source.table for source in city.sources.values()}
    if unfed := ", ".join(name for name in city.tables if name not in fed and name not in load_tables()):
        return Finding("city", "warning", f"{state}; no source for {unfed}", message("doctor.declare-source"))
    return Finding("city", "ok", state)


def _calendar(city: City) -> Iterator[Finding]:
    if not (city.folder / "calendar.toml").exists():
        found = f"no calendar.toml: the public holidays of {CalendarDeclaration().country} are taken"
        yield Finding("calendar", "warning", found, message("doctor.declare-calendar"))


def _methods(city: City) -> Iterator[Finding]:
    for path in sorted((city.folder / "methods").glob("*.toml")):
        for sentence in unused_sizes(load_method(path, city.indicators)):
            yield Finding(f"method {path.stem}", "warning", "points or weights that are not used", sentence)


def _fetches(city: City) -> Iterator[Finding]:
    """Look at each declared place, and whether its secrets are there and closed; nothing is connected to."""
    for name, declared in load_fetches(city.folder, city.register).items():
        yield _fetch(f"fetch {name}", declared)


def _fetch(item: str, declared: Fetch) -> Finding:
    try:
        check_fetch(declared)
    except FetchFault as fault:
        return Finding(item, "error", text(fault.message, ENGLISH), message(f"{fault.message.key}.advice"))
    for path in open_files(declared.secret_files):
        return Finding(item, "warning", f"{path}: others may read it", message("doctor.close-keys", file=str(path)))
    return Finding(item, "ok", f"{declared.url} for {declared.unit}" + f", as {declared.user}" * bool(declared.user))


def _readings(run: Run) -> Finding:
    submissions = store.load_submissions(run.home).values()
    outdated = outdated_submissions(run, active_submissions(run, submissions, store.load_retractions(run.home)))
    read = f"{counted(len(submissions), 'submission')}, {len(outdated)} of those that count read by an earlier version"
    return (
        Finding("readings", "warning", read, message("cli_status.outdated", count=len(outdated)))
        if outdated
        else Finding("readings", "ok", read)
    )


def _policy(home: store.Home, city: City) -> Finding:
    try:
        log = read_book(home).log
    except EditionRefused as refused:
        return Finding("audit log", "error", refused.code, message("doctor.restore-log"))
    if (warning := policy_warning(log, city)) is None:
        return Finding("policy", "ok", "the city's folder is what is in force")
    name = warning.key.partition(".")[2]
    advice = warning._replace(key=f"{warning.key}.advice")
    return Finding(name, "warning", text(warning, ENGLISH), advice)


def _keys() -> Iterator[Finding]:
    for path in open_key_files():
        yield Finding("keys", "warning", f"{path}: others may read it", message("doctor.close-keys", file=str(path)))


def _resources(home: store.Home) -> Iterator[Finding]:
    nearest = next(p for p in (home.root, *home.root.parents) if p.exists())
    free = shutil.disk_usage(nearest).free
    yield _enough("disk", free, _LEAST_DISK, message("doctor.free-disk"))
    memory = _available_memory()
    if memory is not None:
        yield _enough("memory", memory, _LEAST_MEMORY, message("doctor.free-memory"))


def _enough(name: str, free: int, least: int, advice: Message) -> Finding:
    state = f"{free >> 20} MB free"
    return Finding(name, "ok", state) if free >= least else Finding(name, "warning", state, advice)


def _available_memory() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), None)
