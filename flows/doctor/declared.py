"""What the city declares: whether it fits together, the places that files come from, and what is yet to be decided."""

from collections.abc import Iterator
from pathlib import Path

from flows.doctor.examined import Examined
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


def declarations(at: Examined) -> Iterator[Finding]:
    """Yield how the city is declared, and which of its tables nobody sends."""
    city = at.city
    load_retention(city.folder)  # which only `motcua clean` needs, that may run once a month
    sources = message("doctor.sources-declared", sources=len(city.sources))
    about: dict[str, Value] = {"city": city.about.name_vi, "zone": city.about.zone, "sources": sources}
    fed = {source.table for source in city.sources.values()}
    item = message("doctor.item-city")
    if unfed := ", ".join(name for name in city.tables if name not in fed and name not in load_tables()):
        words = message("doctor.city-unfed", tables=unfed, **about)
        yield Finding(item, "warning", words, message("doctor.declare-source"))
    else:
        yield Finding(item, "ok", message("doctor.city", **about))
    yield from _methods(city)


def _methods(city: City) -> Iterator[Finding]:
    for path in sorted((city.folder / "methods").glob("*.toml")):
        for sentence in unused_sizes(load_method(path, city.indicators)):
            item = message("doctor.item-method", method=path.stem)
            yield Finding(item, "warning", message("doctor.sizes-not-used"), sentence)


def to_decide(at: Examined) -> Iterator[Finding]:
    """Yield what the city's offices have yet to decide: under which licence they publish, and who may do what."""
    if at.city.about.licence is None:
        file = str(at.city.folder / "city.toml")
        words = message("doctor.no-licence")
        yield Finding(message("doctor.item-licence"), "warning", words, message("doctor.no-licence.advice", file=file))
    roles = at.city.about.roles
    empty = [message(f"roles.{role}") for role in type(roles).model_fields if not getattr(roles, role)]
    if empty:
        words = message("doctor.roles-empty", roles=empty)
        advice = message("doctor.roles-empty.advice", file=str(at.city.folder / "city.toml"))
        yield Finding(message("doctor.item-roles"), "warning", words, advice)


def wrong_declaration(wrong: DeclarationError) -> Finding:
    """Return that a declaration is wrong: all else that could be looked at follows from it."""
    return fault(message("doctor.item-city"), "declaration-wrong", why=str(wrong))


def fetches(at: Examined) -> Iterator[Finding]:
    """Look at each declared place, and whether its secrets are there and closed; nothing is connected to."""
    for name, declared in load_fetches(at.city.folder, at.city.register).items():
        yield _fetch(name, declared)


def _fetch(name: str, declared: Fetch) -> Finding:
    item = message("doctor.item-fetch", name=name)
    try:
        check_fetch(declared)
    except FetchFault as refused:
        advice = message(f"{refused.message.key}.advice", **refused.message.values)
        return fault(item, "fetch-not-possible", why=refused.message, advice=advice)
    for path in open_files(declared.secret_files):
        return _open_to_others(item, path)
    place = message("doctor.fetched-from", url=declared.url, unit=declared.unit, user=declared.user or None)
    return Finding(item, "ok", place)


def keys(_at: Examined) -> Iterator[Finding]:
    """Yield each file of Prefect's keys that others may read."""
    for path in open_key_files():
        yield _open_to_others(message("doctor.item-keys"), path)


def _open_to_others(item: Message, file: Path) -> Finding:
    return fault(item, "keys-open", file=str(file))
