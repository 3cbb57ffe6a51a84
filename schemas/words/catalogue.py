"""What is said, apart from how: a message is a key and values, and each language's folder has the words for it.

The words stand in Fluent files (https://projectfluent.org), as translators and their tools know them. The message
`stray-mark` of `csv.ftl` has the key "csv.stray-mark", its attribute `advice` the key "csv.stray-mark.advice". A line
break in a file is a space. `terms.ftl` holds the terms (`{ -tier }`) that messages of all files share.

Values are shown by their type: whole numbers in groups ("54.500"), others with two decimals, exact ones without idle
zeros, dates, lists with commas, messages in their own words, declared texts (`Declared`) in that of the language.
Functions show them otherwise: `DECIMAL($x, digits: 1)`, `PERCENT($share, digits: 0)`, `ROUGH_PERCENT($share)`,
`PROBABILITY($p)`, `SIGNED($x, digits: 2)`, `SPAN($low, $high)`, and `PLAIN($line)` for a number that is a name.
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from schemas.words.languages import ENGLISH, VIETNAMESE, Language, Said
from schemas.words.message import Declared, Message

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

_TERMS = "terms"  # the file whose terms all others may use


def text(message: Message | Declared, language: Language) -> str:
    """Return what is said in a language; raise `LookupError` where the words of a message or a value are missing."""
    if isinstance(message, Declared):
        return _declared_text(message, language)
    from schemas.words.fluent_values import for_fluent, with_long_values

    file, name, attribute = (*message.key.split("."), "")[:3]
    bundle = _bundle(language, file)
    if not bundle.has_message(name):
        raise LookupError(f"{language.folder / file}.ftl has no message {name!r}")
    entry = bundle.get_message(name)
    pattern = entry.attributes.get(attribute) if attribute else entry.value
    if pattern is None:
        raise LookupError(f"{language.folder / file}.ftl: {name} has no {attribute or 'text'}")
    in_words = partial(text, language=language)
    numbered_values = enumerate(message.values.items())
    values = {name: for_fluent(value, position, language.tag, in_words) for position, (name, value) in numbered_values}
    words, faults = bundle.format_pattern(pattern, values)
    if faults:
        raise LookupError(f"{language.folder / file}.ftl: {name}: {'; '.join(map(str, faults))}")
    return with_long_values(str(words), values.values())


def _declared_text(declared: Declared, language: Language) -> str:
    """Return a declared text; a language that declarations do not speak has it in its file of names."""
    if language.tag in (VIETNAMESE.tag, ENGLISH.tag):
        return declared.vi if language.tag == VIETNAMESE.tag else declared.en
    names = _names(language)
    if declared.en and declared.en not in names:
        raise LookupError(f"{language.folder}: no name is given for {declared.en!r}")
    return names[declared.en] if declared.en else ""


def said(message: Message | Declared) -> Said:
    """Return what is said in Vietnamese and in English."""
    return text(message, VIETNAMESE), text(message, ENGLISH)


def bilingual(message: Message | Declared) -> str:
    """Return what is said in Vietnamese and in English, on one line; once where both say the same."""
    vi, en = said(message)
    return vi if vi == en else f"{vi} / {en}"


@cache
def _names(language: Language) -> Mapping[str, str]:
    from schemas.words.fluent_files import read_names

    return read_names(language)


@cache
def _bundle(language: Language, file: str) -> "FluentBundle":
    """Return the words of one file and the shared terms: a command that says little reads little."""
    from schemas.words.fluent_files import read_bundle

    return read_bundle(language, (_TERMS, file))
