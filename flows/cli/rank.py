"""`motcua rank`: the ranking of a period by a method, from the current snapshot."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.cli.tables import current
from flows.runs import rank_now
from flows.settings import Place, open_run
from schemas.city import City
from schemas.errors import DeclarationError
from warehouse import store
from warehouse.pipeline.draft import Draft
from warehouse.pipeline.draft_files import as_json
from warehouse.ranking.periods import parse_period

_HERE = Place()
PeriodOption = Annotated[
    str, Parameter(name="--period", help="Kỳ, như 2022, 2022-Q1, 2022-03, 2022-RQ1 / the period.", show_default=False)
]
MethodOption = Annotated[
    str, Parameter(name="--method", help="Phương pháp, như qd766 / the method.", show_default=False)
]


def rank(*, period: PeriodOption = "", method: MethodOption = "", place: Place = _HERE, json: Json = False) -> int:
    """Xếp hạng các đơn vị trong một kỳ / rank the units over a period.

    Không nêu thì dùng kỳ và phương pháp của bản nháp hằng đêm / the defaults are those of the nightly draft.
    """
    run = open_run(place, None)
    day = date.fromisoformat(store.read_manifest(current(run.home))["business_date"])
    _understood(run.city, day, period, method)
    draft, page = rank_now(run, period, method)
    if json:
        write_json(as_json(draft) | {"page": page})
    else:
        _show(draft)
        say(f"Trang đầy đủ / full page: {page}")
    return Exit.FINE


def _understood(city: City, day: date, period: str, method: str) -> None:
    """Raise `WrongUsage` where a person named a period that cannot be read or that begins after the tables' `day`.

    So too where there is no such method.
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


def _show(draft: Draft) -> None:
    if draft.synthetic:
        say("DỮ LIỆU TỔNG HỢP / SYNTHETIC DATA")
    names = {u.unit_id: u.name_vi for u in draft.units}
    period = f"{draft.period.first:%d/%m/%Y} – {draft.period.last:%d/%m/%Y}"
    ranking = draft.ranking
    say(f"{draft.method.name_vi} / {draft.method.name_en}, {period}")
    say(
        f"Tính được {ranking.computable_points:g} trong {ranking.total_points:g} điểm.",
        f"{ranking.computable_points:g} of {ranking.total_points:g} points can be computed.",
    )
    rows = [
        (
            row["rank_label"],
            names.get(row["unit_id"], row["unit_id"]),
            "" if row["score"] is None else f"{row['score']:.2f}".replace(".", ","),
            row["band"],
            f"{row['reason_vi']}\n{row['reason_en']}" if row["reason"] else "",
        )
        for row in ranking.table.iter_rows(named=True)
    ]
    write_table("Xếp hạng / Ranking", ("Hạng", "Đơn vị / Unit", "Điểm / Score", "Xếp loại / Band", "Lý do"), rows)
