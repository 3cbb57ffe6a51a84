"""`motcua edition list`, `show`, `diff`, `verify`, `witness`: what there is of editions, and whether all is well.

None of them takes a step, so that no role is needed.
"""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli import edition_show as shown
from flows.cli.edition_named import NEWEST, VersionOption, named_edition
from flows.cli.options import SeriesArgument
from flows.cli.show import Exit, Json, WrongUsage, say, say_of, write, write_json
from flows.cli.witnesses import given_witnesses, witnesses_in_file
from flows.editions import act_now
from flows.owner import check_writer
from flows.settings import HERE, Place
from schemas.edition import Edition
from schemas.words.catalogue import said
from schemas.words.message import message
from warehouse import store
from warehouse.editions.log import Act, held_book, read_book
from warehouse.editions.witness import witness_line

WitnessOption = Annotated[str, Parameter(name="--witness", help="help.edition-verify-witness")]
WitnessFileOption = Annotated[Path | None, Parameter(name="--file", help="help.edition-witness-file")]


def list_all(*, place: Place = HERE, json: Json = False) -> int:
    """Print the editions and their states; return the exit code."""
    act = act_now(place)
    editions = list(read_book(act.home).editions.values())
    if json:
        write_json([e.model_dump(mode="json") for e in editions])
    else:
        shown.all_editions(editions, act.city.about.zone)
    return Exit.FINE


def show(series: SeriesArgument, *, version: VersionOption = NEWEST, place: Place = HERE, json: Json = False) -> int:
    """Print one edition, who did what and when; return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        version: of the ranking's editions, 0 for the newest.
        place: the data root and the city.
        json: print it as JSON.
    """
    act = act_now(place)
    book = read_book(act.home)
    edition = named_edition(book, series, version)
    steps = [e for e in book.log if (e.series, e.version) == (series, edition.version)]
    if json:
        step_data = [step.model_dump(mode="json") for step in steps]
        write_json(edition.model_dump(mode="json") | {"folder": _folder(act, edition), "history": step_data})
    else:
        shown.edition_and_history(edition, steps, _folder(act, edition), act.city.about.zone)
    return Exit.FINE


def diff(series: SeriesArgument, *, version: VersionOption = NEWEST, place: Place = HERE, json: Json = False) -> int:
    """Print what an edition changes of the one before, and write a page of it; return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        version: of the ranking's editions, 0 for the newest.
        place: the data root and the city.
        json: print the changes as JSON.
    """
    from warehouse.editions.content import keep_differences

    check_writer(place.home)
    act = act_now(place)
    with held_book(act.home) as book:
        edition = named_edition(book, series, version)
        comparison, page = keep_differences(act, book, edition)
    if json:
        write_json(shown.as_data(edition, comparison) | {"page": page})
    else:
        shown.differences(edition, comparison, {u.unit_id: u.name_vi for u in act.city.register.units})
        say_of(message("cli.full-page"), page)
    return Exit.FINE


def verify(*, witness: WitnessOption = "", place: Place = HERE, json: Json = False) -> int:
    """Check the log's chain, the contents and what is public; return the exit code.

    Args:
        witness: what was written down of the log elsewhere: a file of such lines, or one line.
        place: the data root and the city, with the witness that it declares.
        json: print it as JSON.
    """
    from warehouse.editions.verify import verify_editions

    act = act_now(place)
    declaration = act.city.about.witness
    lines = [*given_witnesses(witness), *(witnesses_in_file(Path(declaration.file)) if declaration else [])]
    book, faults = verify_editions(act.home, act.city, lines)
    last_hash = book.log[-1].hash if book.log else ""
    if json:
        write_json(
            {"entries": len(book.log), "last_hash": last_hash, "faults": [list(said(fault)) for fault in faults]}
        )
    else:
        for fault in faults:
            say(message("cli_edition.wrong", fault=fault))
        say(message("cli_edition.log-checked", entries=len(book.log), last=last_hash or None, faults=len(faults)))
    return Exit.ATTENTION if faults else Exit.FINE


def witness(*, file: WitnessFileOption = None, place: Place = HERE, json: Json = False) -> int:
    """Print the line that stands for the whole audit log, and add it to a file; return the exit code.

    Args:
        file: where the line is added, out of reach of those who may write the data root.
        place: the data root and the city.
        json: print it as JSON.
    """
    log = read_book(act_now(place).home).log
    if not log:
        raise WrongUsage(message("cli_edition.none"))
    line = witness_line(log[-1])
    if file is not None:
        store.append_lines(file, [line])
    if json:
        write_json({"number": log[-1].number, "at": log[-1].at.isoformat(), "hash": log[-1].hash, "line": line})
    else:
        write(f"{line}\n")
    return Exit.FINE


def _folder(act: Act, edition: Edition) -> Path:
    return store.edition_folder(act.home, edition.series, edition.version)
