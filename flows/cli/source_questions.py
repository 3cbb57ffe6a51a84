"""`motcua source new --interactive`: a person at a terminal is asked what the file does not tell of itself.

Beside each question stands what the file shows, never a value of a person: only texts of columns that are codes.
"""

import sys
from collections.abc import Callable, Sequence

from flows.cli.show import WrongUsage, complain
from flows.cli.source_question import QuestionsEndedError, ask, choose, choose_several
from schemas.city import City
from schemas.column import Column
from schemas.register import CITY
from schemas.source import LEVEL
from schemas.words.catalogue import bilingual
from schemas.words.message import Message, message
from warehouse.drafting import answers
from warehouse.drafting.assign import UNIT, Doubt
from warehouse.drafting.background import Background, background_of
from warehouse.drafting.draft import ALL_UNITS, Guess
from warehouse.drafting.personal import LEAST_SHARE
from warehouse.drafting.profile import Profile

_NO_COLUMN = (message("source_questions.personal"), message("source_questions.ignored"))
_MOST_TEXTS = 8  # texts of a list beside a question


def refuse_without_terminal() -> None:
    """Raise `WrongUsage` where there is nobody to ask."""
    if not sys.stdin.isatty():
        raise WrongUsage(message("source_questions.no-terminal"))


def ask_person(draft: Guess, city: City) -> Guess:
    """Return the draft with what a person at the terminal answers, as far as they answer.

    An empty answer leaves a question open; Ctrl-C or Ctrl-D ends the questions and keeps what was answered.
    """
    complain(message("source_questions.how"))
    background = background_of(draft.table, city)
    steps: Sequence[Callable[[Guess], Guess]] = (
        lambda d: _units(d, city),
        _labels,
        lambda d: _headers(d, background),
        lambda d: _unit_header(d, background),
        lambda d: _missing_columns(d, background),
        _persons,
        _orders,
    )
    try:
        for step in steps:
            draft = step(draft)
        for header in [m.header for m in draft.mapped]:
            draft = _codes(draft, header)
    except QuestionsEndedError as interrupted:
        draft = interrupted.draft
        complain(message("source_questions.stopped"))
    except KeyboardInterrupt:  # between two questions
        complain(message("source_questions.stopped"))
    return draft


def _units(draft: Guess, city: City) -> Guess:
    while answer := ask(draft, message("source_questions.units", city=CITY)):
        names = [name.strip() for name in answer.split(",") if name.strip()]
        units_by_name = {name: city.register.resolve(name) for name in names if not _is_group(name, city)}
        if unknown_names := [name for name, unit in units_by_name.items() if unit is None]:
            close = city.register.suggest(unknown_names[0])
            complain(message("source_questions.no-unit", unit=unknown_names[0], nearest=close))
            continue
        ids = tuple(unit.unit_id if (unit := units_by_name.get(name)) else name for name in names)
        return answers.sent_by(draft, ids)
    return draft


def _is_group(name: str, city: City) -> bool:
    """Say whether a name stands for several units: all, the city, or those of a level."""
    return name in (CITY, ALL_UNITS, *(f"{LEVEL}{unit.level}" for unit in city.register.units))


def _headers(draft: Guess, background: Background) -> Guess:
    """Ask of each header in doubt which column it is, beginning with those that are taken for one so far."""
    doubts_of_mapped = [m.doubt for m in draft.mapped if m.doubt]
    for doubt in (*doubts_of_mapped, *draft.doubts):
        open_draft = draft if doubt in draft.doubts else answers.unplaced(draft, doubt.header)
        free = [c for c in doubt.columns if c not in _columns_taken(open_draft)]
        if not free:
            continue
        question = message("source_questions.header", header=doubt.header, why=doubt.why, facts=_facts(draft, doubt))
        choices = [*(_column_label(draft, c) for c in free), *map(bilingual, _NO_COLUMN)]
        choice = choose(draft, question, choices)
        if choice is None:
            continue
        if choice < len(free):
            draft = answers.placed(open_draft, doubt.header, free[choice], background)
        elif choice == len(free):
            draft = answers.as_personal(open_draft, doubt.header)
        else:
            draft = answers.as_ignored(open_draft, doubt.header)
    return draft


def _labels(draft: Guess) -> Guess:
    """Ask what the format is called, in both languages."""
    label_vi = ask(draft, message("source_questions.label-vi", label=draft.table.label_vi))
    draft = answers.called(draft, label_vi, "")
    return answers.called(draft, label_vi, ask(draft, message("source_questions.label-en", label=draft.table.label_en)))


def _unit_header(draft: Guess, background: Background) -> Guess:
    """Ask which header names the unit of a row, where the file is of the whole city."""
    if CITY not in draft.units or draft.unit_header or draft.table.scope != "unit":
        return draft
    choice = choose(draft, message("source_questions.unit-header"), [f'"{header}"' for header in draft.ignored])
    return draft if choice is None else answers.placed(draft, draft.ignored[choice], UNIT, background)


def _missing_columns(draft: Guess, background: Background) -> Guess:
    """Ask for what is required and was not found: a header that holds it, or one value for all rows."""
    for column in draft.unmapped:
        question = message("source_questions.missing", column=_column_label(draft, column.name))
        codes = [f"{code} ({vi} / {en})" for code, (vi, en) in column.codes.items()]
        choice = choose(draft, question, [*(f'"{h}"' for h in draft.ignored), *codes])
        if choice is None:
            continue
        if choice < len(draft.ignored):
            draft = answers.placed(draft, draft.ignored[choice], column.name, background)
        else:
            draft = answers.everywhere(draft, column.name, list(column.codes)[choice - len(draft.ignored)])
    return draft


def _persons(draft: Guess) -> Guess:
    """Ask which of the headers that nobody needs tell who somebody is."""
    if not draft.ignored:
        return draft
    headers, none = draft.ignored, bilingual(message("source_questions.none-of-them"))
    choices = [*(f'"{header}"' for header in headers), none]
    indexes = choose_several(draft, message("source_questions.persons"), choices)
    for index in indexes:
        draft = answers.as_personal(draft, headers[index]) if index < len(headers) else draft
    return answers.persons_told(draft) if indexes else draft


def _orders(draft: Guess) -> Guess:
    """Ask once whether the day or the month comes first, where the file does not tell it."""
    doubtful = [m for m in draft.mapped if m.time_style.otherwise]
    if not doubtful:
        return draft
    written = doubtful[0].time_style
    orders = [*([written.order] if written.order else []), *written.otherwise]
    labels = [bilingual(message(f"source_questions.first-{order}")) for order in orders]
    question = message("source_questions.order", headers=[m.header for m in doubtful])
    choice = choose(draft, question, labels)
    return draft if choice is None else answers.in_order_of(draft, orders[choice])


def _codes(draft: Guess, header: str) -> Guess:
    """Ask what each text of a coded column means that is not known."""
    mapped_header = next(m for m in draft.mapped if m.header == header)
    open_texts = [text for text, code in mapped_header.values.items() if not code]
    codes = list(mapped_header.column.codes) or ["true", "false"]
    labels = [
        f"{code} ({' / '.join(mapped_header.column.codes[code])})" if mapped_header.column.codes else code
        for code in codes
    ]
    for text in open_texts:
        rows = draft.looks[header].codes.get(text, 0)
        question = message("source_questions.code", header=header, text=text, rows=rows)
        choice = choose(draft, question, labels)
        if choice is not None:
            draft = answers.meant(draft, header, text, codes[choice])
    return draft


def _columns_taken(draft: Guess) -> set[str]:
    return {m.column.name for m in draft.mapped} | ({UNIT} if draft.unit_header else set())


def _column_label(draft: Guess, name: str) -> str:
    column: Column = draft.table.column(name)
    return f"{column.name} ({column.label_vi} / {column.label_en})"


def _facts(draft: Guess, doubt: Doubt) -> Message:
    """Return what the file shows of a column: how much is filled, and its texts where these are a list of codes."""
    look: Profile = draft.looks[doubt.header]
    texts = list(look.codes) if look.persons.share < LEAST_SHARE else []
    return message(
        "source_questions.facts-listed" if texts else "source_questions.facts",
        filled=look.filled,
        rows=look.rows,
        different=round(look.distinct * look.filled),
        texts=", ".join(texts[:_MOST_TEXTS]),
    )
