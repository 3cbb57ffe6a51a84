"""A draft of a source for a file that nobody has declared: from names and values, for a person to finish."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from schemas.city import City
from schemas.column import Column
from schemas.table import Table
from schemas.words.message import Message, message
from warehouse.drafting.assign import UNIT, Doubt, assign
from warehouse.drafting.background import Background, background_of, declared_column
from warehouse.drafting.day_month import with_one_order
from warehouse.drafting.draft import Guess, mapped_header
from warehouse.drafting.evidence import PLACED, Evidence, evidence
from warehouse.drafting.numbers import NumberStyle, number_style
from warehouse.drafting.personal import LEAST_SHARE, personal_by_name, personal_by_values
from warehouse.drafting.profile import Profile, filled_cells, profiles, times_of
from warehouse.drafting.words import header_words, is_generic, is_line_number, says_end
from warehouse.reading.outcome import Peek

_ENDS = ("returned_at", "completed_at")  # of dossiers
_SURE, _UNIQUE, _HALF = 0.9, 0.97, 0.5
_LEAST_HEADERS = 3  # of another table; the unit and a time are in many
_LOOKS_LIKE_DATA = re.compile(r"\d{9,}|@|\d{1,2}/\d{1,2}/\d{4}")


def guess(texts: pl.DataFrame, peek: Peek, table: Table, city: City) -> Guess:
    """Match the headers of `peek` to the columns of `table`, by their words and by what stands below them.

    No value leaves this function but the codes of columns that are codes.

    Args:
        texts: cells of the file, one String column a header.
        peek: its headers and its format.
        table: the table that it feeds.
        city: whose sources and register are evidence, and whose clock its times are by.
    """
    headers = list(dict.fromkeys(h for h in peek.headers if h.strip()))
    return _guess_for_table(
        texts, peek, _with_one_order(texts, profiles(texts.select(headers), city), city), table, city
    )


def other_table(draft: Guess, texts: pl.DataFrame, city: City) -> Guess | None:
    """Return the draft for the other table of the city that takes the most headers surely; None where they are few.

    A file of petitions fits dossiers as well, whose columns are more: what the rows are only a person can say.

    Args:
        draft: for one of its tables.
        texts: cells of the file, from which that draft was made.
        city: whose tables units send.
    """
    tables = [t for t in city.declared_tables.values() if t.is_sent and t.name != draft.table.name]
    drafts = [_guess_for_table(texts, draft.peek, draft.looks, table, city) for table in tables]
    best_draft = max(drafts, key=lambda other_draft: other_draft.sure_count)
    return best_draft if best_draft.sure_count >= max(_LEAST_HEADERS, _HALF * draft.sure_count) else None


def _guess_for_table(texts: pl.DataFrame, peek: Peek, looks: Mapping[str, Profile], table: Table, city: City) -> Guess:
    headers, background = list(looks), background_of(table, city)
    scores = _scores(headers, looks, background)
    personal = _personal(headers, looks, scores, background)
    impersonal = [h for h in headers if h not in personal]
    assignment = assign(
        impersonal,
        table,
        {pair: e for pair, e in scores.items() if pair[0] in impersonal},
        lambda header: times_of(texts.get_column(header), looks[header].time_style, city.about.zone),
        lambda one, other: texts.get_column(one).equals(texts.get_column(other)),
    )
    unit_header = next((h for h, column in assignment.pairs.items() if column == UNIT), "")
    columns = {h: table.column(name) for h, name in assignment.pairs.items() if name != UNIT}
    return Guess(
        peek=peek,
        table=table,
        looks=looks,
        mapped=tuple(
            replace(
                mapped_header(h, column, looks, background, scores[h, column.name].reasons),
                doubt=_doubt(h, column.name, scores[h, column.name], background, assignment.pairs.values()),
            )
            for h, column in columns.items()
        ),
        unit_header=unit_header,
        unit_reasons=_unit_reasons(scores[unit_header, UNIT]) if unit_header else (),
        ignored=tuple(h for h in impersonal if h not in assignment.pairs),
        personal=personal,
        doubts=assignment.doubts,
        style=_style(texts, columns, peek, table),
    )


def looks_like_data(headers: Iterable[str]) -> bool:
    """Say whether what should be headers holds numbers of persons, addresses or dates: then there is no header row."""
    return any(_LOOKS_LIKE_DATA.search(h) for h in headers)


def _with_one_order(texts: pl.DataFrame, looks: Mapping[str, Profile], city: City) -> dict[str, Profile]:
    """Return the profiles with the times of all columns written with the day or the month first, as one tells it."""
    columns_of_times = {h: look.time_style for h, look in looks.items() if look.times > _HALF and look.digits < _HALF}
    styles = with_one_order(filled_cells(texts.select(list(columns_of_times))), columns_of_times, city.about.zone)
    return {h: replace(look, time_style=styles.get(h, look.time_style)) for h, look in looks.items()}


def _style(texts: pl.DataFrame, columns: Mapping[str, Column], peek: Peek, table: Table) -> NumberStyle:
    """Return how numbers are written in a text; a workbook and JSON may hold them as numbers, which have no marks."""
    if peek.format.kind != "csv":
        return NumberStyle()
    texts_by_wholeness = {True: [pl.Series(dtype=pl.String)], False: [pl.Series(dtype=pl.String)]}
    for header, column in columns.items():
        if column.type in ("integer", "number"):
            is_whole = column.type == "integer" and not (column.is_money and table.limits.money_decimals)
            texts_by_wholeness[is_whole].append(texts.get_column(header).drop_nulls().str.strip_chars())
    return number_style(pl.concat(texts_by_wholeness[False]), pl.concat(texts_by_wholeness[True]))


def _scores(
    headers: Sequence[str], looks: Mapping[str, Profile], background: Background
) -> dict[tuple[str, str], Evidence]:
    """Return the evidence of every header that may be a column."""
    columns = [c for c in background.table.columns if c.name != UNIT or background.table.scope == "unit"]
    pairs = {
        (h, c.name): evidence(h, looks[h], c, background)
        for h in headers
        if not is_line_number(header_words(h)) or declared_column(h, background)
        for c in columns
    }
    return {pair: support for pair, support in pairs.items() if support.score}


def _personal(
    headers: Sequence[str],
    looks: Mapping[str, Profile],
    scores: Mapping[tuple[str, str], Evidence],
    background: Background,
) -> dict[str, Message]:
    """Return the headers of personal data, each with why; a header that is surely a column is one, unless its cells
    look like persons."""
    years = [look.year for look in looks.values() if look.year]
    year = max(years, default=0)
    fitting = {pair: e.name for pair, e in scores.items() if e.score >= PLACED}
    best_names = {h: max((name for (header, _), name in fitting.items() if header == h), default=0.0) for h in headers}
    personal = dict[str, Message]()
    for header in headers:
        look, is_key = looks[header], (header, background.table.key[-1]) in scores
        name_reason = personal_by_name(header_words(header), look)
        value_reason = personal_by_values(look, year)
        is_sure = best_names[header] >= _SURE and (
            look.persons.share < LEAST_SHARE or (is_key and look.distinct > _UNIQUE)
        )
        if (name_reason or value_reason) and not is_sure:
            personal[header] = value_reason or name_reason or message("source_draft.personal")
    return personal


def _doubt(
    header: str, column: str, evidence: Evidence, background: Background, placed: Collection[str]
) -> Doubt | None:
    """Return what a person has to look at of a header that is placed all the same, None where nothing is in doubt."""
    if evidence.score < PLACED:
        return Doubt(header, (column,), message("source_draft.only-end"))
    is_only_end = column in _ENDS and len({*_ENDS} & {*placed}) == 1
    if is_only_end and says_end(header_words(header)) and declared_column(header, background) != column:
        ends = sorted(_ENDS, key=lambda end: end != column)
        return Doubt(header, tuple(ends), message("source_draft.which-end"))
    is_vague = is_generic(header_words(header)) and declared_column(header, background) != column
    if evidence.name < PLACED or is_vague:
        return Doubt(header, (column,), message("source_draft.weak-name"))
    return None


def _unit_reasons(evidence: Evidence) -> tuple[Message, ...]:
    is_weak = evidence.name < PLACED
    return (*evidence.reasons, message("source_draft.weak-unit")) if is_weak else evidence.reasons
