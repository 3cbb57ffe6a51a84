"""`motcua doctor`: whether the machine and the data root are fit for tonight's run, and what to do where not."""

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from flows.cli.show import Exit, Json, write_json, write_table
from flows.cli.status import outdated_advice
from flows.settings import HERE, Place, now_utc, running_business_date
from schemas.city import City, load_city
from schemas.table import load_tables
from schemas.words.numbers import number
from warehouse import store
from warehouse import version as own_version
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.reread import outdated_submissions
from warehouse.ranking.nightly_method import nightly_method
from warehouse.run import Run

_PACKAGES = ("polars", "pyarrow", "great-expectations", "prefect", "pydantic")
_MODULES = ("great_expectations", "prefect", "fastexcel", "xlsxwriter", "pebble")
_LEAST_DISK, _LEAST_MEMORY = 5 << 30, 2 << 30  # bytes: a night of a city with headroom
_LATE = timedelta(hours=26)  # a nightly run should have ended by then


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and, where a person should act, what to do."""

    name: str
    state: Literal["ok", "warning", "error"]
    found: str
    advice_vi: str = ""
    advice_en: str = ""


def doctor(*, place: Place = HERE, json: Json = False) -> int:
    """Kiểm tra máy và thư mục dữ liệu / check the machine and the data root.

    Mã thoát 1 nếu có điều cần sửa / exit code 1 if something must be mended.
    """
    home = store.Home(place.home.absolute())
    city = load_city(place.city)  # a wrong declaration ends the command with its own message and code
    findings = [_versions(), *_modules(), _city(city), _root(home), *_resources(home), *_state(home)]
    if home.submissions.is_dir():
        findings.append(_readings(Run(home, city, running_business_date(city))))
    if json:
        write_json([asdict(f) for f in findings])
    else:
        rows = [(f.state, f.name, f.found, f"{f.advice_vi}\n{f.advice_en}".strip()) for f in findings]
        write_table("motcua doctor", ("", "Mục / Item", "Hiện trạng / Found", "Việc cần làm / What to do"), rows)
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
            advice = ("Cài lại các gói theo requirements.lock.", "Install the packages of requirements.lock again.")
            yield Finding(module, "error", "not installed", *advice)
        else:
            yield Finding(module, "ok", "installed")


def _city(city: City) -> Finding:
    nightly_method(city)
    found = f"{city.about.name_vi}, {city.about.zone}, {len(city.sources)} sources"
    fed = {source.table for source in city.sources.values()}
    if unfed := ", ".join(name for name in city.tables if name not in fed and name not in load_tables()):
        vi, en = "Khai báo nguồn bằng `motcua source new`.", "Declare one with `motcua source new`."
        return Finding("city", "warning", f"{found}; no source for {unfed}", vi, en)
    return Finding("city", "ok", found)


def _readings(run: Run) -> Finding:
    submissions = store.load_submissions(run.home).values()
    outdated = outdated_submissions(run, active_submissions(run, submissions, store.load_retractions(run.home)))
    read = f"{len(submissions)} submissions, {len(outdated)} of those that count read by an earlier version"
    return (
        Finding("readings", "warning", read, *outdated_advice(len(outdated)))
        if outdated
        else Finding("readings", "ok", read)
    )


def _root(home: store.Home) -> Finding:
    nearest = next(p for p in (home.root, *home.root.parents) if p.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        vi, en = f"Cấp quyền ghi cho {nearest}.", f"Make {nearest} writable for this user."
        return Finding("home", "error", f"{home.root}: not writable", vi, en)
    return Finding("home", "ok", str(home.root) + ("" if home.root.exists() else " (not made yet)"))


def _resources(home: store.Home) -> Iterator[Finding]:
    nearest = next(p for p in (home.root, *home.root.parents) if p.exists())
    free = shutil.disk_usage(nearest).free
    advice = ("Giải phóng đĩa, hoặc chuyển thư mục dữ liệu.", "Free some disk space, or move the data root.")
    yield _enough("disk", free, _LEAST_DISK, advice)
    memory = _available_memory()
    advice = ("Giảm --workers, hoặc thêm bộ nhớ.", "Use fewer --workers, or add memory.")
    if memory is not None:
        yield _enough("memory", memory, _LEAST_MEMORY, advice)


def _enough(name: str, free: int, least: int, advice: tuple[str, str]) -> Finding:
    found = f"{number(free >> 20)} MB free"
    return Finding(name, "ok", found) if free >= least else Finding(name, "warning", found, *advice)


def _available_memory() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), None)


def _state(home: store.Home) -> Iterator[Finding]:
    if not home.root.exists():
        return
    try:
        with store.one_writer(home):
            yield Finding("lock", "ok", "free")
            staged = [p.name for p in home.snapshots.glob(".staging-*")]
    except BlockingIOError:
        yield Finding("lock", "warning", "held", "Một lần chạy đang diễn ra; đợi nó xong.", "A run is going on; wait.")
        return
    if staged:
        advice = ("Lần chạy sau sẽ tự dọn.", "Left by an interrupted run; the next run removes it.")
        yield Finding("staging", "warning", ", ".join(staged), *advice)
    yield _last_run(home)


def _last_run(home: store.Home) -> Finding:
    ended = [p.stat().st_mtime for p in home.runs.glob("*.json")]
    if not ended:
        return Finding("last run", "warning", "never", "Chạy `motcua nightly`.", "Run `motcua nightly`.")
    when = datetime.fromtimestamp(max(ended), UTC).replace(microsecond=0)
    if now_utc() - when > _LATE:
        advice = ("Kiểm tra lịch chạy đêm.", "Look whether the nightly schedule still runs.")
        return Finding("last run", "warning", when.isoformat(), *advice)
    return Finding("last run", "ok", when.isoformat())
