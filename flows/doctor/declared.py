"""What the city declares: whether it fits together, the places that files come from, and what is yet to be decided."""

from collections.abc import Iterator
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault
from flows.fetching import check_fetch
from flows.secrets import open_files, open_key_files
from schemas.city import City
from schemas.errors import DeclarationError
from schemas.fetch import Fetch, load_fetches
from schemas.method import load_method
from schemas.method_warnings import unused_sizes
from schemas.retention import load_retention
from schemas.table import load_tables
from schemas.words.message import Message, Value, message
from warehouse.inbox.fetch.faults import FetchFault


def declarations(checkup: Checkup) -> Iterator[Finding]:
    """Yield how the city is declared, and which of its tables nobody sends."""
    city = checkup.city
    load_retention(city.folder)  # which only `motcua clean` needs, that may run once a month
    sources = message("doctor.sources-declared", sources=len(city.sources))
    city_values: dict[str, Value] = {"city": city.about.name_vi, "zone": city.about.zone, "sources": sources}
    fed_tables = {source.table for source in city.sources.values()}
    item = message("doctor.item-city")
    if unfed_tables := ", ".join(name for name in city.tables if name not in fed_tables and name not in load_tables()):
        words = message("doctor.city-unfed", tables=unfed_tables, **city_values)
        yield Finding(item, "warning", words, message("doctor.declare-source"))
    else:
        yield Finding(item, "ok", message("doctor.city", **city_values))
    yield from _methods(city)


def _methods(city: City) -> Iterator[Finding]:
    for path in sorted((city.folder / "methods").glob("*.toml")):
        for sentence in unused_sizes(load_method(path, city.indicators)):
            item = message("doctor.item-method", method=path.stem)
            yield Finding(item, "warning", message("doctor.sizes-not-used"), sentence)


def to_decide(checkup: Checkup) -> Iterator[Finding]:
    """Yield what the city's offices have yet to decide: under which licence they publish, and who may do what."""
    if checkup.city.about.licence is None:
        file = str(checkup.city.folder / "city.toml")
        words = message("doctor.no-licence")
        yield Finding(message("doctor.item-licence"), "warning", words, message("doctor.no-licence.advice", file=file))
    roles = checkup.city.about.roles
    empty = [message(f"roles.{role}") for role in type(roles).model_fields if not getattr(roles, role)]
    if empty:
        words = message("doctor.roles-empty", roles=empty)
        advice = message("doctor.roles-empty.advice", file=str(checkup.city.folder / "city.toml"))
        yield Finding(message("doctor.item-roles"), "warning", words, advice)


def wrong_declaration(wrong: DeclarationError) -> Finding:
    """Return that a declaration is wrong: all else that could be looked at follows from it."""
    return fault(message("doctor.item-city"), "declaration-wrong", why=str(wrong))


def fetches(checkup: Checkup) -> Iterator[Finding]:
    """Look at each declared place, and whether its secrets are there and closed; nothing is connected to."""
    for name, fetch in load_fetches(checkup.city.folder, checkup.city.register).items():
        yield _fetch(name, fetch)


def _fetch(name: str, fetch: Fetch) -> Finding:
    item = message("doctor.item-fetch", name=name)
    try:
        check_fetch(fetch)
    except FetchFault as fetch_fault:
        advice = message(f"{fetch_fault.message.key}.advice", **fetch_fault.message.values)
        return fault(item, "fetch-not-possible", why=fetch_fault.message, advice=advice)
    for path in open_files(fetch.secret_files):
        return _open_to_others(item, path)
    words = message("doctor.fetched-from", url=fetch.url, unit=fetch.unit, user=fetch.user or None)
    return Finding(item, "ok", words)


def keys(_checkup: Checkup) -> Iterator[Finding]:
    """Yield each file of Prefect's keys that others may read."""
    for path in open_key_files():
        yield _open_to_others(message("doctor.item-keys"), path)


def _open_to_others(item: Message, file: Path) -> Finding:
    return fault(item, "keys-open", file=str(file))
