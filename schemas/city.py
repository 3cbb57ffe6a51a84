"""A city: a folder of declarations. Ho Chi Minh City ships beside this module; another city is another folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from schemas.calendar import Calendar, CalendarDeclaration
from schemas.disclosure import DisclosurePolicy, policy_faults
from schemas.errors import DeclarationError
from schemas.hashing import short_hash
from schemas.indicator_files import load_indicators
from schemas.limits import Limits
from schemas.measure import load_measures
from schemas.peers import PeerMembership, load_peers
from schemas.register import CITY, Register, load_register
from schemas.roles import Roles
from schemas.source import LEVEL, Source
from schemas.strict import Declaration, load, open_lines
from schemas.table import Table, load_tables
from schemas.table_files import load_city_tables
from schemas.time_rules import NO_RULES, TimeRules
from schemas.time_values import checked_zone
from schemas.words.text import nearest

CITIES_FOLDER = Path(__file__).parent / "cities"
DEFAULT_CITY = CITIES_FOLDER / "hcmc"


class Licence(Declaration):
    """Under which licence a city publishes: an SPDX id or a name of its own, its full name, and where it is written."""

    id: str
    name: str
    url: str


class Witness(Declaration):
    """The file that bears witness to the audit log, out of reach of those who may write the data root."""

    file: str = Field(pattern="^/", description="an absolute path, outside the data root")


class CityDeclaration(Declaration):
    """`city.toml`: names, zone, limits, the method and running period of each night's draft, what may be published of
    small counts and who may publish.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name_vi: str
    name_en: str
    zone: str
    nightly_method: str
    nightly_period: Literal["month", "quarter", "year"] = "year"
    suppress_below: int = Field(10, ge=4, description="counts below it are small")
    disclosure: tuple[DisclosurePolicy, ...] = ()
    recheck_landing_days: int = Field(
        30,
        ge=1,
        description="within so many days the bytes of each file of the inbox and of its copy are checked",
    )
    limits: Limits = Limits()
    roles: Roles = Roles()
    witness: Witness | None = None
    licence: Licence | None = None

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        return checked_zone(value)


@dataclass(frozen=True)
class City:
    """Everything declared for one city, loaded and checked against each other.

    `declared_tables` holds every table by name, the shared ones and the city's own, as a city without limits judges it.
    `measures` holds each `measure.Measure` by its name, `indicators` each `indicator.Indicator` by its code, in their
    order.
    """

    folder: Path
    about: CityDeclaration
    register: Register
    calendar: Calendar
    declared_tables: Mapping[str, Table]
    sources: Mapping[str, Source]
    # Named by their types, these would make every stage that is handed a city depend on the code of counts and ranks.
    measures: Mapping[str, Any]
    indicators: Mapping[str, Any]
    peers: tuple[PeerMembership, ...] = ()
    time_rules: TimeRules = NO_RULES

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Every table by name, as this city judges its rows: with the city's limits in the rules."""
        days_said = self.time_rules.days_said
        return {name: table.in_city(self.about.limits, days_said) for name, table in self.declared_tables.items()}

    @cached_property
    def declarations(self) -> Mapping[str, str]:
        """Source id -> `declarations_hash` of the source: asked for every file, and the same as long as the city is."""
        return {name: declarations_hash(self, source) for name, source in self.sources.items()}

    def sources_for(self, unit_id: str, day: date) -> list[Source]:
        """Return the sources that `unit_id` uses on a day, in the order of their ids."""
        unit = self.register.by_id.get(unit_id)
        return [
            s
            for s in self.sources.values()
            if (s.is_sent_by(unit) if unit else unit_id in s.units)
            and (s.valid_from is None or s.valid_from <= day)
            and (s.valid_to is None or day <= s.valid_to)
        ]

    def tables_sent_by(self, unit_id: str, day: date) -> frozenset[str]:
        """Return the tables for which `unit_id` has a source on a day."""
        return frozenset(source.table for source in self.sources_for(unit_id, day))

    def method_path(self, method: str) -> Path:
        """Return the file of a method; raise `DeclarationError` naming the known ones where there is none."""
        path = self.folder / "methods" / f"{method}.toml"
        if not path.is_file():
            methods = ", ".join(sorted(p.stem for p in path.parent.glob("*.toml")))
            raise DeclarationError(f"there is no method {method!r} in {path.parent}; methods: {methods}")
        return path


def load_city(folder: Path = DEFAULT_CITY) -> City:
    """Return the city declared in `folder`; raise `DeclarationError` naming the file and the fault."""
    if not (folder / "city.toml").is_file():
        raise DeclarationError(f"{folder} is not a city's folder: it has no city.toml")
    register = load_register(folder / "units.csv")
    calendar_path = folder / "calendar.toml"
    calendar = load(CalendarDeclaration, calendar_path) if calendar_path.exists() else CalendarDeclaration()
    declaration = load(CityDeclaration, folder / "city.toml")
    peers_path = folder / "peers.csv"
    peers = load_peers(peers_path, register) if peers_path.exists() else ()
    rules_path = folder / "time_rules.toml"
    time_rules = _load_time_rules(rules_path) if rules_path.exists() else NO_RULES
    tables = load_city_tables(folder / "tables", declaration.limits, time_rules.days_said)
    paths = sorted((folder / "sources").glob("*.toml"))
    sources = {path.stem: _load_source(path, register, tables) for path in paths}
    measures = load_measures(folder / "measures", tables)
    indicators = load_indicators(folder / "indicators", measures)
    city = City(
        folder, declaration, register, Calendar(calendar), tables, sources, measures, indicators, peers, time_rules
    )
    people_tables = [
        table.name for table in tables.values() if table.published_as is not None and table.about == "people"
    ]
    if faults := policy_faults(declaration.disclosure, people_tables):
        raise DeclarationError("\n".join([f"{folder / 'city.toml'}: disclosure:", *(f"  {fault}" for fault in faults)]))
    try:
        city.method_path(declaration.nightly_method)  # missed now, not after a night's work is committed
    except DeclarationError as fault:
        raise DeclarationError(f"{folder / 'city.toml'}: {fault}") from None
    return city


def _load_source(path: Path, register: Register, tables: Mapping[str, Table]) -> Source:
    try:
        source = load(Source, path, tables)
    except DeclarationError as fault:
        raise DeclarationError("\n".join([str(fault), *_left_to_do(path)])) from None
    if source.id != path.stem:
        raise DeclarationError(
            f"{path}: the source has id {source.id!r}; it must be the file's name. Write id = {path.stem!r} in it, or "
            f"call the file {source.id}.toml"
        )
    known_senders = {CITY, *register.by_id, *(f"{LEVEL}{unit.level}" for unit in register.units)}
    if source.units != "*" and (unknown_senders := sorted(set(source.units) - known_senders)):
        raise DeclarationError(f"{path}: units not in the register: {', '.join(unknown_senders)}")
    return source


def _left_to_do(path: Path) -> Iterator[str]:
    """Say of a draft which lines a person has to look at, and how to go on meanwhile."""
    if lines := open_lines(path):
        numbers = ", ".join(map(str, lines))
        yield f"  a draft with a TODO left on line(s) {numbers}; `motcua source check {path} FILE` shows each of them"
        yield "  until it is finished no command can use the city: finish it, or move it out of this folder meanwhile"


def _load_time_rules(path: Path) -> TimeRules:
    rules, statuses = load(TimeRules, path), load_tables()["dossiers"].column("status").codes
    for status in rules.statuses:
        if status not in statuses:
            close = ", ".join(nearest(status, list(statuses))) or ", ".join(statuses)
            raise DeclarationError(f"{path}: a dossier has no status {status!r}; nearest: {close}")
    return rules


def declarations_hash(city: City, source: Source) -> str:
    """Return a short hash of all declarations that decide how a file is read: a change of any is worth reading again.

    These are the source, its table with the rules' messages (which are kept with what is rejected), the register, the
    city's zone and limits.
    """
    declarations = [source.model_dump(mode="json"), city.tables[source.table].model_dump(mode="json")]
    rules = [rule.model_dump(mode="json") for rule in city.tables[source.table].rules]
    return short_hash(
        [*declarations, rules, city.register.fingerprint, city.about.zone, city.about.limits.model_dump(mode="json")]
    )
