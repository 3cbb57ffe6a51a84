"""`motcua rank`: the ranking of a period by a method, from the current snapshot."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from flows.cli.options import MethodOption, PeriodOption
from flows.cli.show import Exit, Json, WrongUsage, say, write_json
from flows.cli.tables import current
from flows.runs import asked_ranking, rank_now
from flows.settings import HERE, Place, open_run
from schemas.city import City
from schemas.errors import DeclarationError
from schemas.groupings import groupings
from warehouse import store
from warehouse.editions.drafts import ranking_data
from warehouse.ranking.evidence.periods import parse_period

PeerOption = Annotated[
    str,
    Parameter(
        name="--peer-group",
        help="Xếp hạng trong từng nhóm của một cách chia, như kind / rank within each group of a grouping.",
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
    """Xếp hạng các đơn vị trong một kỳ / rank the units over a period.

    Không nêu thì dùng kỳ và phương pháp của bản nháp hằng đêm / the defaults are those of the nightly draft. Bản nháp
    có trang được lưu, để xem và để trình / a draft with pages is kept, to be looked at and submitted. Với --json chỉ in
    kết quả xếp hạng: không vẽ trang, không lưu gì / with --json the ranking is printed: no page is made, nothing kept.
    """
    run = open_run(place, None)
    day = date.fromisoformat(store.read_manifest(current(run.home))["business_date"])
    _understood(run.city, day, period, method, peer_group)
    if json:
        write_json(ranking_data(asked_ranking(run, period, method), peer_group))
        return Exit.FINE
    from flows.cli.rank_show import show  # imports what ranks

    ranking, page = rank_now(run, period, method)
    show(run.city, ranking.draft, peer_group)
    say(f"Trang đầy đủ / full page: {page}")
    return Exit.FINE


def _understood(city: City, day: date, period: str, method: str, peer_group: str) -> None:
    """Raise `WrongUsage` where a person named a period that cannot be read or that begins after the tables' `day`.

    So too where there is no such method or grouping.
    """
    try:
        if period:
            parse_period(period).until(day)
    except ValueError as error:
        raise WrongUsage(str(error), "") from None
    try:
        if method:
            city.method_path(method)
    except DeclarationError as error:
        raise WrongUsage(f"Không có phương pháp {method!r}.", str(error)) from None
    if peer_group and peer_group not in groupings(city):
        known = ", ".join(groupings(city))
        raise WrongUsage(
            f"Không có cách chia nhóm {peer_group!r}; có: {known}.",
            f"There is no grouping {peer_group!r}; groupings: {known}.",
        )
