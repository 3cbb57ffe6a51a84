"""`motcua rank`: the ranking of a period by a method, from the current snapshot."""

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from cyclopts import Parameter

from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.cli.tables import current
from flows.runs import rank_now
from flows.settings import HERE, Place, open_run
from schemas.city import City
from schemas.errors import DeclarationError
from schemas.groupings import groupings, peer_name
from schemas.words.languages import Said
from schemas.words.numbers import signed
from warehouse import store
from warehouse.editions.draft_files import as_json
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.explanation.words import percent
from warehouse.ranking.sentences.changes import of_changes, of_scores
from warehouse.ranking.sentences.choices import of_choices, of_weights
from warehouse.ranking.sentences.standing import Standings, by_reason, standings
from warehouse.ranking.sentences.words import findings, meanings, too_few
from warehouse.rows import Row

_WIDTH = 96  # of sentences: a table of ranks with everything beside it is about as wide
PeriodOption = Annotated[
    str, Parameter(name="--period", help="Kỳ, như 2022, 2022-Q1, 2022-03, 2022-RQ1 / the period.", show_default=False)
]
MethodOption = Annotated[
    str, Parameter(name="--method", help="Phương pháp, như qd766 / the method.", show_default=False)
]
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

    Không nêu thì dùng kỳ và phương pháp của bản nháp hằng đêm / the defaults are those of the nightly draft.
    """
    run = open_run(place, None)
    day = date.fromisoformat(store.read_manifest(current(run.home))["business_date"])
    _understood(run.city, day, period, method, peer_group)
    ranking, page = rank_now(run, period, method)
    draft = ranking.draft
    if json:
        write_json(as_json(draft, peer_group or None) | {"page": page})
        return Exit.FINE
    _head(draft)
    if peer_group:
        _show_groups(run.city, draft, peer_group)
    else:
        _show_all(draft)
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


def _head(draft: Draft) -> None:
    if draft.synthetic:
        say("DỮ LIỆU TỔNG HỢP / SYNTHETIC DATA")
    say(draft.method.name_vi, draft.method.name_en)
    say(f"Kỳ / period {draft.period.first:%d/%m/%Y} – {draft.period.last:%d/%m/%Y}.")
    ranking = draft.ranking
    say(
        f"Tính được {ranking.computable_points:g} trong {ranking.total_points:g} điểm.",
        f"{ranking.computable_points:g} of {ranking.total_points:g} points can be computed.",
    )


def _show_all(draft: Draft) -> None:
    names = _names(draft)
    found = standings(draft.assessment.rankings, draft.ranking.table, names)
    _table("Xếp hạng / Ranking", draft, found)
    _unranked(found)
    _say_all("", [*findings(found, draft.method), *meanings(found, draft.method), *of_changes(draft)])
    weights = of_weights(draft.assessment.weights, draft.method.indicators)
    _say_all("Tỷ trọng khai báo và thực tế / Declared and effective weights", weights)
    if draft.assessment.robustness is not None:
        _say_all("Nếu quyết định khác đi / Other choices of method", of_choices(draft.assessment.robustness, names))


def _show_groups(city: City, draft: Draft, grouping: str) -> None:
    names, groups = _names(draft), draft.groupings[grouping]
    explained = None
    for group in sorted(set(groups.values())):
        found = standings(draft.assessment.rankings, draft.ranking.table, names, f"{grouping}:{group}")
        title = " / ".join(peer_name(city, grouping, group))
        if (why := too_few(found, draft.method)) is not None:
            _say_all(title, [why])
            continue
        _table(title, draft, found)
        _unranked(found)
        _say_all("", findings(found, draft.method))
        explained = found if explained is None or found.has_marks else explained
    if outside := [name for unit, name in names.items() if unit not in groups]:
        vi = f"Không thuộc một nhóm suốt kỳ: {', '.join(outside)}."
        _say_all("", [(vi, "The units above belong to no group throughout the period.")])
    if explained is not None:
        _say_all("", meanings(explained, draft.method))


def _table(title: str, draft: Draft, found: Standings) -> None:
    """Print the places; only the columns of which the method and the periods have anything to show."""
    level, changes = percent(draft.method.uncertainty.level), of_scores(draft.changes)
    columns = {"Hạng": [line.label + line.mark for line in found.lines]}
    if found.rule is not None:
        columns |= {"Hạng thật": [line.ranks for line in found.lines]}
        columns |= {"Bậc": [str(line.tier) for line in found.lines]}
    columns |= {"Đơn vị / Unit": [line.name for line in found.lines], "Điểm": [line.score for line in found.lines]}
    if found.rule is not None:
        columns |= {f"Khoảng {level}": [line.interval for line in found.lines]}
    if draft.method.bands:
        columns |= {"Xếp loại": [line.band for line in found.lines]}
    if changes:
        columns |= {"So kỳ trước": [_change(changes.get(line.unit_id)) for line in found.lines]}
    write_table(title, list(columns), zip(*columns.values(), strict=True))


def _change(row: Row | None) -> str:
    if row is None:
        return "–"
    return signed(row["change"]) if row["is_significant"] else "không rõ rệt"


def _unranked(found: Standings) -> None:
    if found.unranked:
        say("Không xếp hạng (điểm của phần có số liệu) / Not ranked (score of what there is):")
    for (vi, en), units in by_reason(found.unranked).items():
        listed = ", ".join(f"{one.name} ({one.score})" if one.score else one.name for one in units)
        say(_wrapped(f"- {listed}: {vi}", "  "), _wrapped(f"  {en}", "  "))
    if found.unranked:
        say("")


def _say_all(title: str, said: Sequence[Said]) -> None:
    if title and said:
        say(f"{title}:")
    for vi, en in said:
        say(_wrapped(vi), _wrapped(en))
    if said:
        say("")


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _names(draft: Draft) -> dict[str, str]:
    return {u.unit_id: u.name_vi for u in draft.units}
