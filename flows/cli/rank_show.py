"""How `motcua rank` prints a ranking: its table, and in sentences what the data can tell."""

import textwrap
from collections.abc import Sequence

from flows.cli.show import say, write_table
from schemas.city import City
from schemas.groupings import peer_name
from schemas.words.languages import Said
from schemas.words.numbers import signed
from warehouse.ranking.draft import Draft
from warehouse.ranking.explanation.words import percent
from warehouse.ranking.sentences.changes import of_changes, of_scores
from warehouse.ranking.sentences.choices import of_choices, of_weights
from warehouse.ranking.sentences.standing import Standings, by_reason, standings
from warehouse.ranking.sentences.words import findings, meanings, too_few
from warehouse.rows import Row

_WIDTH = 96  # of sentences: a table of ranks with everything beside it is about as wide


def show(city: City, draft: Draft, peer_group: str = "") -> None:
    """Print a ranking among all units or, given the name of a grouping, within each of its groups."""
    _head(draft)
    if peer_group:
        _show_groups(city, draft, peer_group)
    else:
        _show_all(draft)


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
    _say_all(
        "Tỷ trọng khai báo và thực tế / Declared and effective weights",
        of_weights(draft.assessment.weights, draft.method.indicators),
    )
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
