"""`motcua fetch`: the inbox is filled from the places that the city declares, and nothing is taken in."""

from collections.abc import Sequence

from flows.cli.show import Exit, Json, say, write_json, write_table
from flows.fetching import fetch_all
from flows.owner import check_writer
from flows.settings import HERE, SETTLED_AFTER, Place, open_run
from schemas.words.message import Declared, message
from warehouse.inbox.fetch.result import FetchResult


def fetch(*, place: Place = HERE, json: Json = False) -> int:
    """Fetch what is new at every declared place; return the exit code.

    Args:
        place: the data root and the city.
        json: print what came of each place as JSON.
    """
    check_writer(place.home)
    results = fetch_all(open_run(place, None), SETTLED_AFTER)
    if json:
        write_json([result.as_json() for result in results])
    elif results:
        show_fetched(results)
    else:
        say(message("cli_fetch.nothing-declared"))
    return Exit.ATTENTION if any(result.needs_attention for result in results) else Exit.FINE


def show_fetched(results: Sequence[FetchResult]) -> None:
    """Print how many files came from each place, and what did not, with the reasons."""
    counts = (message("cli_fetch.arrived"), message("cli_fetch.known"), message("cli_fetch.problems"))
    write_table(
        message("cli_fetch.fetched"),
        (message("cli_fetch.place"), message("cli.unit"), *counts),
        [(r.name, r.unit_id, r.arrived, r.known, len(r.problems)) for r in results],
    )
    write_table(
        message("cli_fetch.not-fetched"),
        (message("cli_fetch.place"), message("cli.file"), message("cli_fetch.reason"), message("cli.advice")),
        [(r.name, p.file_name, p.reason, Declared(p.message_vi, p.message_en)) for r in results for p in r.problems],
    )
