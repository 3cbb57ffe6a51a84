"""What a person answers about a draft, put into it; the draft before stays as it is."""

from dataclasses import replace

from schemas.words.message import message
from warehouse.drafting.assign import UNIT
from warehouse.drafting.background import Background
from warehouse.drafting.draft import Guess, MappedHeader, mapped_header
from warehouse.drafting.times import Order


def placed(draft: Guess, header: str, column: str, background: Background) -> Guess:
    """Return the draft with an ignored header as a column of the table, or as the name of the unit.

    Args:
        draft: so far.
        header: an ignored one.
        column: of the table, mapped to no other header.
        background: what the city and its sources say.
    """
    reasons = (message("source_draft.by-a-person"),)
    decided = _decided(draft, header)
    ignored = tuple(h for h in draft.ignored if h != header)
    if column == UNIT:
        return replace(decided, unit_header=header, unit_reasons=reasons, ignored=ignored)
    mapped = mapped_header(header, draft.table.column(column), draft.looks, background, reasons)
    return replace(decided, mapped=(*draft.mapped, mapped), ignored=ignored)


def unplaced(draft: Guess, header: str) -> Guess:
    """Return the draft with a header that was taken for a column among the ignored ones."""
    mapped = tuple(m for m in draft.mapped if m.header != header)
    return replace(draft, mapped=mapped, ignored=(*draft.ignored, header))


def as_personal(draft: Guess, header: str) -> Guess:
    """Return the draft with an ignored header among those that are dropped while reading."""
    decided = _decided(draft, header)
    personal = {**draft.personal, header: message("source_draft.by-a-person")}
    return replace(decided, personal=personal, ignored=tuple(h for h in draft.ignored if h != header))


def as_ignored(draft: Guess, header: str) -> Guess:
    """Return the draft with a header about which nothing is in doubt any more: nobody needs it."""
    return _decided(draft, header)


def persons_told(draft: Guess) -> Guess:
    """Return the draft whose lists of ignored and of personal headers need nobody's look any more."""
    return replace(draft, are_persons_told=True)


def meant(draft: Guess, header: str, text: str, code: str) -> Guess:
    """Return the draft with what a text of a coded column means.

    Args:
        draft: so far.
        header: of the column.
        text: as it stands in the file.
        code: of the column.
    """
    mapped = [_with_code(m, text, code) if m.header == header else m for m in draft.mapped]
    return replace(draft, mapped=tuple(mapped))


def in_order_of(draft: Guess, order: Order) -> Guess:
    """Return the draft with every date that is in doubt read in one order: a program writes all of them alike."""
    mapped = []
    for m in draft.mapped:
        other_formats = m.time_style.otherwise
        if other_formats and order in other_formats:
            m = replace(m, time_style=replace(m.time_style, formats=other_formats[order], order=order, otherwise={}))  # noqa: PLW2901
        elif other_formats and order == m.time_style.order:
            m = replace(m, time_style=replace(m.time_style, otherwise={}))  # noqa: PLW2901
        mapped.append(m)
    return replace(draft, mapped=tuple(mapped))


def sent_by(draft: Guess, units: tuple[str, ...]) -> Guess:
    """Return the draft with the units that send such files."""
    return replace(draft, units=units)


def called(draft: Guess, label_vi: str, label_en: str) -> Guess:
    """Return the draft with what the format is called, in Vietnamese and in English; "" leaves either open."""
    return replace(draft, labels=(label_vi, label_en))


def everywhere(draft: Guess, column: str, text: str) -> Guess:
    """Return the draft with one value for a column that the file leaves unsaid."""
    return replace(draft, constants={**draft.constants, column: text})


def _with_code(mapped: MappedHeader, text: str, code: str) -> MappedHeader:
    values = {**mapped.values, text: code}
    return replace(mapped, values=values, is_answered=all(values.values()))


def _decided(draft: Guess, header: str) -> Guess:
    return replace(draft, doubts=tuple(d for d in draft.doubts if d.header != header))
