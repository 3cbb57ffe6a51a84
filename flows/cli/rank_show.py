"""How `motcua rank` prints a ranking: its table, and in sentences what the data can tell."""

from collections.abc import Iterable
from decimal import Decimal

from flows.cli.show import say, write_table
from schemas.city import City
from schemas.groupings import peer_name
from schemas.method_warnings import unused_sizes
from schemas.words import formats
from schemas.words.catalogue import bilingual
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Declared, Message, message
from warehouse.ranking.draft import Draft
from warehouse.ranking.sentences.changes import of_changes, of_scores
from warehouse.ranking.sentences.choices import of_choices, of_weights
from warehouse.ranking.sentences.standing import SHOWN_DECIMALS, Standings, by_reason, standings
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
        say(bilingual(message("cli.synthetic")))
    say(Declared(draft.method.name_vi, draft.method.name_en))
    for sentence in unused_sizes(draft.method):
        say(sentence)
    say(message("cli_rank.period", first=draft.period.first, last=draft.period.last))
    points, total = (Decimal(f"{size:g}") for size in (draft.ranking.computable_points, draft.ranking.total_points))
    say(message("cli_rank.computable", points=points, of=total))


def _show_all(draft: Draft) -> None:
    names = _names(draft)
    table = standings(draft.assessment.rankings, draft.ranking.table, names)
    _table(bilingual(message("cli_rank.ranking")), draft, table)
    _show_unranked(table)
    _paragraph("", [*findings(table, draft.method), *meanings(table, draft.method), of_changes(draft)])
    _paragraph(bilingual(message("cli_rank.weights")), of_weights(draft))
    if draft.assessment.robustness is not None:
        _paragraph(bilingual(message("cli_rank.choices")), of_choices(draft.assessment.robustness, names))


def _show_groups(city: City, draft: Draft, grouping: str) -> None:
    names, groups = _names(draft), draft.groupings[grouping]
    explained_table = None
    for group in sorted(set(groups.values())):
        table = standings(draft.assessment.rankings, draft.ranking.table, names, f"{grouping}:{group}")
        title = " / ".join(peer_name(city, grouping, group))
        if (why := too_few(table, draft.method)) is not None:
            _paragraph(title, [why])
            continue
        _table(title, draft, table)
        _show_unranked(table)
        _paragraph("", findings(table, draft.method))
        explained_table = table if explained_table is None or table.has_marks else explained_table
    if outside := [name for unit, name in names.items() if unit not in groups]:
        _paragraph("", [message("cli_rank.outside", units=outside)])
    if explained_table is not None:
        _paragraph("", meanings(explained_table, draft.method))


def _table(title: str, draft: Draft, table: Standings) -> None:
    """Print the places; only the columns of which the method and the periods have anything to show."""
    level, changes, lines = draft.method.uncertainty.level, of_scores(draft.changes), table.lines
    columns: list[tuple[Message, list[object]]] = [
        (message("cli.rank"), [line.label + line.mark for line in lines]),
    ]
    if table.rule is not None:
        columns += [
            (
                message("cli_rank.set", level=level),
                [formats.span(line.low, line.high, VIETNAMESE.tag) for line in lines],
            ),
            (message("cli.tier"), [str(line.tier) for line in lines]),
        ]
    columns += [
        (message("cli.unit"), [line.name.vi for line in lines]),
        (message("cli.score"), [line.score for line in lines]),
    ]
    if table.rule is not None:
        columns += [(message("cli_rank.interval", level=level), [_interval(line.interval) for line in lines])]
    if draft.method.bands:
        columns += [(message("cli_rank.band"), [line.band for line in lines])]
    if changes:
        columns += [(message("cli_rank.change"), [_change(changes.get(line.unit_id)) for line in lines])]
    headings, values = zip(*columns, strict=True)
    write_table(title, headings, zip(*values, strict=True))


def _change(row: Row | None) -> str | Message:
    if row is None:
        return formats.NOTHING
    if not row["is_significant"]:
        return message("cli_rank.change-unsure")
    return formats.signed(row["change"], VIETNAMESE.tag)


def _interval(ends: tuple[float, float] | None) -> str:
    return "" if ends is None else "–".join(formats.number(end, VIETNAMESE.tag, SHOWN_DECIMALS) for end in ends)


def _show_unranked(table: Standings) -> None:
    if not table.unranked:
        return
    say(f"{bilingual(message('cli_rank.unranked'))}:")
    for reason, units in by_reason(table.unranked).items():
        unit_texts = ", ".join(
            unit.name.vi
            if unit.score is None
            else f"{unit.name.vi} ({formats.number(unit.score, VIETNAMESE.tag, SHOWN_DECIMALS)})"
            for unit in units
        )
        say(Declared(f"- {unit_texts}: {reason.vi}", reason.en), width=_WIDTH, indent="  ")
    say("")


def _paragraph(title: str, sentences: Iterable[Message]) -> None:
    """Print sentences below a title, which may be empty; without sentences nothing."""
    sentence_list = list(sentences)
    if title and sentence_list:
        say(f"{title}:")
    for sentence in sentence_list:
        say(sentence, width=_WIDTH)
    if sentence_list:
        say("")


def _names(draft: Draft) -> dict[str, Declared]:
    return {u.unit_id: Declared(u.name_vi, u.name_en) for u in draft.units}
