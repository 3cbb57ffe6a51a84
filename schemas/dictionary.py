"""The data dictionary of a city in Markdown, in all languages, from its tables' declarations: `make docs` writes it."""

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from textwrap import fill

from schemas.city import DEFAULT_CITY, City, load_city
from schemas.column import Column
from schemas.rule import Rule
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.formats import exact_percent
from schemas.words.languages import ENGLISH
from schemas.words.message import Declared, Message, message

_WIDTH = 120  # characters of a line of prose
_EXPLAINED = ("required", "reject-row", "share")  # words of the dictionary that need explaining


def markdown(city: City) -> str:
    """Return the dictionary of the tables of a city, in their order, as Markdown that ends in a newline."""
    tables = list(city.tables.values())
    index = grid(
        (_word("table"), _word("contents")),
        ((f"[`{t.name}`](#{t.name})", f"{t.label_vi} · {t.label_en}") for t in tables),
    )
    return "\n\n".join([_introduction(city), index, *(block for t in tables for block in _table(t))]) + "\n"


def in_both_languages(words: Message) -> str:
    """Return what a message says in every language, side by side."""
    return " · ".join(said(words))


def grid(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of Markdown; a bar in a cell does not break it."""
    lines = [list(heads)]
    lines.append(["---"] * len(lines[0]))
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _word(name: str) -> str:
    return in_both_languages(message(f"data_dictionary.{name}"))


def _introduction(city: City) -> str:
    title, origin = _word("title"), said(message("data_dictionary.generated", sources="`schemas/tables/*.toml`"))
    city_name = Declared(city.about.name_vi, city.about.name_en)
    items = [_explanation(name) for name in _EXPLAINED]
    items.append(" ".join(said(message("data_dictionary.limits-of-city", city=city_name))))
    as_list = [fill(f"- {item}", _WIDTH, subsequent_indent="  ", break_on_hyphens=False) for item in items]
    return "\n\n".join([f"# {title}", "\n".join(origin), "\n".join(as_list)])


def _explanation(name: str) -> str:
    """Return a word of the dictionary and what it means."""
    word = message(f"data_dictionary.{name}")
    meaning = word._replace(key=f"{word.key}.meaning")
    return f"**{_with_capital(in_both_languages(word))}**: {' '.join(said(meaning))}"


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield f"**{table.label_vi} · {table.label_en}**"
    yield f"{table.description_vi}\n{table.description_en}"
    yield "\n".join(_facts(table))
    if table.cautions:
        yield "\n".join([f"{_word('cautions')}:", "", *(f"- {caution}" for caution in table.cautions)])
    yield _columns(table.stored_columns)
    for column in table.stored_columns:
        if column.codes:
            yield _codes(column)
    if table.rules:
        yield f"### {_word('rules')}: {table.name}"
        yield _rules(table.rules)


def _facts(table: Table) -> Iterator[str]:
    yield f"- {_word('key')}: {', '.join(f'`{name}`' for name in table.key) or _word('key-none')}"
    if table.partition_by:
        by_month = in_both_languages(message("data_dictionary.by-month", groups=table.unit_groups))
        yield f"- {by_month}, by: `{table.partition_by}`"
    yield f"- {_word('scope')}: {in_both_languages(message(f'data_dictionary.scope-{table.scope}'))}"
    yield f"- {_word('subject')}: {in_both_languages(message(f'data_dictionary.subject-{table.about}'))}"
    if table.published_as:
        published_as = in_both_languages(message(f"data_dictionary.published-as-{table.published_as}"))
        yield f"- {_word('published-as')}: {published_as}"


def _columns(columns: Iterable[Column]) -> str:
    label_vi, label_en = said(message("data_dictionary.label"))
    heads = map(_word, ("column", "type", "required"))
    return grid(
        (*heads, label_vi, label_en, _word("unit"), _word("source-field")),
        (
            (f"`{c.name}`", c.type, "✓" if c.required else "", c.label_vi, c.label_en, c.unit, c.source_field)
            for c in columns
        ),
    )


def _codes(column: Column) -> str:
    heads = (_word("code"), *said(message("data_dictionary.label")))
    codes = ((f"`{code}`", vi, en) for code, (vi, en) in column.codes.items())
    return f"{_word('codes')} `{column.name}`:\n\n{grid(heads, codes)}"


def _rules(rules: Iterable[Rule]) -> str:
    heads = (_word("rule"), _word("severity"), _word("share"), *said(message("data_dictionary.message")))
    return grid(heads, ((f"`{r.id}`", _severity(r), _share(r), *said(r.message)) for r in rules))


def _severity(rule: Rule) -> str:
    return in_both_languages(message(f"data_dictionary.severity-{rule.severity}"))


def _share(rule: Rule) -> str:
    return exact_percent(Decimal(str(rule.mostly)), ENGLISH.tag)


if __name__ == "__main__":
    print(markdown(load_city(Path(sys.argv[1]) if sys.argv[1:] else DEFAULT_CITY)), end="")
