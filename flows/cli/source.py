"""`motcua source new` and `motcua source check`: the declaration of a format that is new, drafted and tried."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.check import check_file, exit_code
from flows.cli.check_report import show
from flows.cli.files import new_file, regular_file, unit_of
from flows.cli.options import DateOption, FileArgument, UnitOption
from flows.cli.show import Exit, Json, WrongUsage, complain, write, write_json
from flows.cli.source_questions import ask_person, refuse_without_terminal
from flows.settings import HERE, Place
from schemas.city import City, load_city
from schemas.register import CITY
from schemas.source import Source, is_source_id
from schemas.strict import load, open_lines
from schemas.table import Table
from schemas.words.message import message
from schemas.words.shown import cut, shown
from schemas.words.text import nearest
from warehouse import store
from warehouse.drafting.draft import Guess
from warehouse.drafting.guess import guess, looks_like_data, other_table
from warehouse.drafting.toml import as_toml, id_from
from warehouse.reading.peek.headers import peek_headers
from warehouse.reading.sample import sample_texts
from warehouse.reading.sandbox import reader
from warehouse.run import Limits

_LINE_LENGTH = 120  # characters of a line of a draft
SourceArgument = Annotated[str, Parameter(help="help.source-id")]
TableOption = Annotated[str, Parameter(name="--table", help="help.fed-table")]
Interactive = Annotated[bool, Parameter(name="--interactive", negative="", help="help.interactive")]
OutOption = Annotated[Path | None, Parameter(name="--out", help="help.out")]


def new(
    file: FileArgument,
    *,
    table: TableOption = "dossiers",
    out: OutOption = None,
    interactive: Interactive = False,
    place: Place = HERE,
) -> int:
    """Draft the declaration of an unknown file, without a value of it but codes; return the exit code.

    Args:
        file: the file.
        table: the table that it feeds.
        out: where the declaration is written, by default on the standard output.
        interactive: ask a person at the terminal what the file does not tell.
        place: the city whose sources are examples.
    """
    if interactive:
        refuse_without_terminal()
    city = load_city(place.city)
    path, table_declaration = regular_file(file), _table(table, city)
    target = _new_source(out, table_declaration) if out else None
    peek = peek_headers(path)[0]
    if looks_like_data(peek.headers):
        raise WrongUsage(message("cli_check.no-headers", file=shown(str(file))))
    limits = Limits(workers=1)
    with reader(1, limits.seconds, limits.memory_bytes) as read:
        texts = sample_texts(path, peek, table_declaration, read)
    draft = guess(texts, peek, table_declaration, city)
    _tell_table(draft, other_table(draft, texts, city))
    toml = as_toml(ask_person(draft, city) if interactive else draft, path, target.stem if target else "")
    if target is None:
        write(toml)
    else:
        store.write_text(target, toml)
        complain(message("cli_check.drafted", file=shown(str(out))))
    return Exit.FINE


def check(
    source: SourceArgument,
    file: FileArgument,
    *,
    unit: UnitOption = "",
    place: Place = HERE,
    on: DateOption = None,
    json: Json = False,
) -> int:
    """Print what a night would make of a file by one declaration; nothing is stored. Return the exit code.

    Only the days on which the declaration holds are not asked, so that it can be tried on an old file.

    Args:
        source: the id of a source of the city, or the path of a .toml file.
        file: the file.
        unit: a name or the id of the unit that sends it; if empty, the only one that the source or the file names.
        place: the city whose rules hold.
        on: the business date, by default that of a night that begins now.
        json: print the report as JSON.
    """
    if (draft := _draft_file(source, place.city)).is_file():
        _tell_open(draft)  # before the city is loaded: a draft among its sources may be what keeps it from that
    city = load_city(place.city)
    source_path = _source_file(source, city)
    declaration = city.sources.get(source) or load(Source, source_path, city.declared_tables)
    path = regular_file(file)
    sender = unit_of(unit, city) if unit else declaration.only_unit or ""
    if sender in ("", CITY) and not declaration.unit_header and declaration.target.scope != "city":
        raise WrongUsage(message("cli_check.source-names-no-unit"))
    units = declaration.units or (CITY, *city.register.by_id)  # of a draft it is not yet said who sends it
    trial = declaration.model_copy(update={"units": units, "valid_from": None, "valid_to": None})
    report = check_file(path, replace(city, sources={trial.id: trial}), sender, on)
    if not declaration.units:
        complain(message("cli_check.units-unsaid", source=declaration.id, folder=report["folder"]))
    if json:
        write_json(report)
    else:
        show(report)
    return exit_code(report)


def _table(name: str, city: City) -> Table:
    tables = {t.name: t for t in city.declared_tables.values() if t.is_sent}
    if name not in tables:
        raise WrongUsage(
            message("cli_check.no-table", table=shown(name), nearest=nearest(name, [*tables]) or [*tables])
        )
    return tables[name]


def _tell_table(draft: Guess, other_draft: Guess | None) -> None:
    """Say for which table a draft is, and which other one would suit the headers."""
    total = len(draft.looks)
    complain(message("cli_check.drafted-for", table=draft.table.name, count=draft.sure_count, total=total))
    if other_draft:
        complain(message("cli_check.other-table", table=other_draft.table.name, count=other_draft.sure_count))


def _new_source(out: Path, table: Table) -> Path:
    """Return where a draft is written; refuse a name that cannot be a source's id: no command would load the city."""
    target = new_file(out)
    if not is_source_id(target.stem) or target.suffix != ".toml":
        possible = out.with_name(f"{id_from(target.stem, table)}.toml")
        raise WrongUsage(message("cli_check.no-source-name", file=shown(str(out)), possible=shown(str(possible))))
    return target


def _draft_file(id_or_path: str, folder: Path) -> Path:
    """Return where the source that a person means lies if it is there, whether or not the city can be loaded."""
    return Path(id_or_path) if id_or_path.endswith(".toml") else folder / "sources" / f"{id_or_path}.toml"


def _source_file(id_or_path: str, city: City) -> Path:
    """Return the file of the source that a person means by its id or its path."""
    folder = city.folder.absolute() / "sources"
    if id_or_path in city.sources:
        return folder / f"{id_or_path}.toml"
    if id_or_path.endswith(".toml"):
        return regular_file(Path(id_or_path))
    shown_source, where, ids = shown(id_or_path), shown(str(folder)), list(city.sources)
    if not ids:
        raise WrongUsage(message("cli_check.no-sources", source=shown_source, folder=where))
    close = nearest(id_or_path, ids) or ids
    raise WrongUsage(message("cli_check.no-source", source=shown_source, folder=where, nearest=close))


def _tell_open(path: Path) -> None:
    """Say which lines of a declaration still have something to do: what the check tells further is of the rest."""
    lines = open_lines(path)
    if lines:
        complain(message("cli_check.unfinished", file=shown(str(path)), count=len(lines)))
    for number, line in lines.items():
        complain(f"{number:5}  {cut(line, _LINE_LENGTH)}")
