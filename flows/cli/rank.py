"""`motcua rank`: the ranking of a period by a method, from the current snapshot."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from flows.cli.elsewhere import elsewhere, show_elsewhere
from flows.cli.options import MethodOption, PeriodOption
from flows.cli.show import Exit, Json, WrongUsage, say_of, write_json
from flows.cli.tables import current
from flows.owner import check_writer
from flows.runs import asked_ranking, rank_now
from flows.settings import HERE, Place, open_run
from schemas.city import City
from schemas.errors import DeclarationError
from schemas.groupings import groupings
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse import store
from warehouse.editions.drafts import ranking_data
from warehouse.ranking.evidence.periods import parse_period

PeerOption = Annotated[
    str,
    Parameter(
        name="--peer-group",
        help="help.peer-group",
        show_default=False,
    ),
]


def rank(
    *,
    period: PeriodOption = "",
    method: MethodOption = "",
    peer_group: PeerOption = "",
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Rank the units over a period, and keep a draft of it with pages; return the exit code.

    Args:
        period: the period, by default that of the nightly draft.
        method: the id of the method, by default that of the nightly draft.
        peer_group: the name of a grouping, within each group of which the units are ranked.
        place: the data root and the city.
        json: print the ranking as JSON; no page is made, nothing is kept.
    """
    if not json:
        check_writer(place.home)
    run = open_run(place, None)
    day = date.fromisoformat(store.read_manifest(current(run.home))["business_date"])
    _understood(run.city, day, period, method, peer_group)
    if json:
        write_json(ranking_data(asked_ranking(run, period, method), peer_group))
        return Exit.FINE
    from flows.cli.rank_show import show  # imports what ranks

    ranking, page = rank_now(run, period, method)
    show(run.city, ranking.draft, peer_group)
    show_elsewhere(elsewhere(ranking))
    say_of(message("cli.full-page"), page)
    return Exit.FINE


def _understood(city: City, day: date, period: str, method: str, peer_group: str) -> None:
    """Raise `WrongUsage` where a person named what there is not.

    Args:
        city: what it has.
        day: the day of the tables, by which the period must have begun.
        period: as it was written, empty where it was not.
        method: as it was written.
        peer_group: the grouping, as it was written.
    """
    try:
        if period:
            parse_period(period).until(day)
    except ValueError as error:
        raise WrongUsage(str(error)) from None
    try:
        if method:
            city.method_path(method)
    except DeclarationError as error:
        raise WrongUsage(message("cli_rank.no-method", method=shown(method), why=str(error))) from None
    if peer_group and peer_group not in groupings(city):
        raise WrongUsage(message("cli_rank.no-grouping", grouping=shown(peer_group), groupings=list(groupings(city))))
