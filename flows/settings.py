"""What a person or the scheduler chooses for a run; the only place that reads the environment and the clock."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from cyclopts import Parameter, validators

from flows.exits import RootIsNoFolder
from schemas.city import DEFAULT_CITY, City, load_city
from schemas.words.catalogue import bilingual
from schemas.words.languages import languages_in
from schemas.words.message import message
from warehouse.run import Limits, Run
from warehouse.store import Home, close_to_others

HOME_VARIABLE, CITY_VARIABLE = "MOTCUA_HOME", "MOTCUA_CITY"
_NIGHT_UNTIL = timedelta(hours=6)
_AT_LEAST_ONE = validators.Number(gte=1)
THREADS, PROCESSES, DASK = "threads", "processes", "dask"
SETTLED_AFTER = 30  # seconds without a change after which a file is no longer being copied


def check_runner(runner: str) -> None:
    """Raise `ValueError` where work cannot be run on what this names."""
    is_of_dask = runner == DASK or "://" in runner
    if not is_of_dask and runner not in (THREADS, PROCESSES):
        raise ValueError(bilingual(message("cli.runner-unknown", runner=runner)))
    if is_of_dask and find_spec("prefect_dask") is None:
        raise ValueError(bilingual(message("cli.no-dask")))
    if "://" in runner and not os.environ.get("PREFECT_API_URL"):
        raise ValueError(bilingual(message("cli.no-server")))


def _runner_can_be(_type: object, runner: str) -> None:
    check_runner(runner)


@Parameter(name="*", group="help.where")
@dataclass(frozen=True)
class Place:
    """Where things are kept, and whose rules hold."""

    home: Annotated[Path, Parameter(env_var=HOME_VARIABLE, help="help.home")] = Path("data")
    """The data root."""

    city: Annotated[Path, Parameter(env_var=CITY_VARIABLE, help="help.city", show_default=False)] = DEFAULT_CITY
    """The folder of the city's declarations."""

    @classmethod
    def from_environment(cls) -> "Place":
        """Return the place that the environment names, or the defaults: for runs that no command line begins."""
        defaults = cls()
        return cls(
            Path(os.environ.get(HOME_VARIABLE) or defaults.home), Path(os.environ.get(CITY_VARIABLE) or defaults.city)
        )


HERE = Place()


@Parameter(name="*", group="help.run")
@dataclass(frozen=True)
class Night:
    """What is chosen for one night: its business date, and how much it may use."""

    business_date: Annotated[date | None, Parameter(name="--date", help="help.business-date")] = None
    """The day whose state the night gives; None for today, before six in the morning for yesterday."""

    settle: Annotated[int, Parameter(name="--settle", help="help.settle", validator=validators.Number(gte=0))] = (
        SETTLED_AFTER
    )
    """Files changed less than so many seconds ago are left alone."""

    workers: Annotated[int, Parameter(name="--workers", help="help.workers", validator=_AT_LEAST_ONE)] = Limits.workers
    """Files read at the same time."""

    seconds: Annotated[float, Parameter(name="--seconds-per-file", help="help.seconds", validator=_AT_LEAST_ONE)] = (
        Limits.seconds
    )
    """The longest that reading one file may take."""

    memory_mb: Annotated[int, Parameter(name="--memory-mb-per-file", help="help.memory", validator=_AT_LEAST_ONE)] = (
        Limits.memory_bytes >> 20
    )
    """The memory (MB) that reading one file may take."""

    runner: Annotated[str, Parameter(name="--runner", help="help.runner", validator=_runner_can_be)] = THREADS
    """On what the work runs: threads or processes of this machine, dask (a cluster on this machine), or the address of
    a Dask scheduler."""

    @property
    def limits(self) -> Limits:
        """The limits of the reading children."""
        return Limits(self.workers, self.seconds, self.memory_mb << 20)


def open_run(place: Place, business_date: date | None) -> Run:
    """Return the run over the place's data root and city.

    Raises `DeclarationError` where a declaration is wrong, `RootIsNoFolder` where the data root is a file.
    """
    if place.home.exists() and not place.home.is_dir():
        raise RootIsNoFolder(bilingual(message("cli.home-is-a-file", home=str(place.home))))
    city = city_of(place)
    return Run(home_at(place.home), city, business_date or running_business_date(city))


def home_at(root: Path) -> Home:
    """Return the data root at a path; what this process makes from now on is closed to others."""
    home = Home(root.absolute())
    close_to_others(home)
    return home


def city_of(place: Place) -> City:
    """Return the city of a place; raise `DeclarationError` where a declaration, or a language of the city, is wrong."""
    city = load_city(place.city)
    if languages_in(city.folder / "words"):
        from schemas.translations import check_languages  # reads all words, all declarations, and with Babel

        check_languages(city)
    return city


def today(city: City) -> date:
    """Return the present date in the city's zone."""
    return datetime.now(ZoneInfo(city.about.zone)).date()


def running_business_date(city: City) -> date:
    """Return the business date of a run that begins now."""
    return closed_by(datetime.now(ZoneInfo(city.about.zone)))


def closed_by(moment: datetime) -> date:
    """Return the day that a night beginning at `moment` closes: until six in the morning, the day before."""
    return (moment - _NIGHT_UNTIL).date()


def now_utc() -> datetime:
    """Return the present moment, for the records of what people did and when."""
    return datetime.now(UTC).replace(microsecond=0)


def settled_before_ns(seconds: int) -> int:
    """Return the moment (nanoseconds since 1970) before which a file must have changed last to be taken in."""
    return time.time_ns() - seconds * 1_000_000_000


def prepare_prefect(home: Path) -> None:
    """Set what Prefect reads from the environment while it is imported, where nobody has set it: call it before.

    Its own database stays under the data root, nothing is reported to anyone, and the embedded server gets the time
    that its first start takes (about 20 s, which is the default limit). Its log is quiet, because the command line says
    itself what went wrong, without a traceback.
    """
    defaults = {
        "PREFECT_HOME": str(home.absolute() / "prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "DASK_LOGGING__DISTRIBUTED": "error",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
