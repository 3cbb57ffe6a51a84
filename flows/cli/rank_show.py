"""How `motcua rank` prints a ranking: its table, and in sentences what the data can tell."""

import textwrap
from collections.abc import Sequence

from flows.cli.show import say, write_table
from schemas.city import City
from schemas.groupings import peer_name
from schemas.words import formats
from schemas.words.catalogue import said
from schemas.words.message import Declared, Message
from warehouse.ranking.draft import Draft
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
    _say_all("", [*findings(found, draft.method), *meanings(found, draft.method), of_changes(draft)])
    _say_all(
        "Trọng số khai báo và thực tế / Declared and effective weights",
        of_weights(draft.assessment.weights, draft.method.indicators),
    )
    if draft.assessment.robustness is not None:
        _say_all("Nếu chọn cách tính khác / Other choices of method", of_choices(draft.assessment.robustness, names))


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
    if outside := [name.vi for unit, name in names.items() if unit not in groups]:
        vi = f"Không thuộc một nhóm suốt kỳ: {', '.join(outside)}."
        say(_wrapped(vi), _wrapped("The units above belong to no group throughout the period."))
        say("")
    if explained is not None:
        _say_all("", meanings(explained, draft.method))


def _table(title: str, draft: Draft, found: Standings) -> None:
    """Print the places; only the columns of which the method and the periods have anything to show."""
    level, changes = formats.exact_percent(draft.method.uncertainty.level, "vi"), of_scores(draft.changes)
    columns = {"Hạng": [line.label + line.mark for line in found.lines]}
    if found.rule is not None:
        columns |= {"Khoảng thứ hạng": [formats.span(line.low, line.high, "vi") for line in found.lines]}
        columns |= {"Nhóm": [str(line.tier) for line in found.lines]}
    columns |= {"Đơn vị / Unit": [line.name.vi for line in found.lines]}
    columns |= {"Điểm": [formats.number(line.score, "vi", 2) for line in found.lines]}
    if found.rule is not None:
        columns |= {f"Khoảng {level}": [_interval(line.interval) for line in found.lines]}
    if draft.method.bands:
        columns |= {"Xếp loại": [line.band for line in found.lines]}
    if changes:
        columns |= {"So kỳ trước": [_change(changes.get(line.unit_id)) for line in found.lines]}
    write_table(title, list(columns), zip(*columns.values(), strict=True))


def _change(row: Row | None) -> str:
    if row is None:
        return "–"
    return formats.signed(row["change"], "vi") if row["is_significant"] else "chưa đủ căn cứ"


def _interval(ends: tuple[float, float] | None) -> str:
    return "" if ends is None else "–".join(formats.number(end, "vi", 2) for end in ends)


def _unranked(found: Standings) -> None:
    if found.unranked:
        say("Không xếp hạng (điểm của phần có số liệu) / Not ranked (score of what there is):")
    for (vi, en), units in by_reason(found.unranked).items():
        listed = ", ".join(
            unit.name.vi if unit.score is None else f"{unit.name.vi} ({formats.number(unit.score, 'vi', 2)})"
            for unit in units
        )
        say(_wrapped(f"- {listed}: {vi}", "  "), _wrapped(f"  {en}", "  "))
    if found.unranked:
        say("")


def _say_all(title: str, sentences: Sequence[Message]) -> None:
    if title and sentences:
        say(f"{title}:")
    for sentence in sentences:
        say(*map(_wrapped, said(sentence)))
    if sentences:
        say("")


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _names(draft: Draft) -> dict[str, Declared]:
    return {u.unit_id: Declared(u.name_vi, u.name_en) for u in draft.units}
