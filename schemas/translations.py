"""The languages of a city: the two that we ship, and those of the folders below its `words/`, which say all of it too.

A folder is called by the tag of its language and holds the Fluent files of `schemas/words/en`, translated, and
`names.po`: every text of the declarations by its English. `python -m schemas.translations <folder of the city>` prints
that file, to be filled in.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from pydantic import BaseModel

from schemas.city import City, load_city
from schemas.data_files import data_file
from schemas.errors import DeclarationError
from schemas.method import load_method
from schemas.table import load_tables
from schemas.words.fluent_files import NAMES, messages_in, read_names
from schemas.words.languages import ENGLISH, LANGUAGES, Language, languages_in

_MOST_FAULTS = 20  # of what is missing


def languages_of(city: City) -> tuple[Language, ...]:
    """Return the languages in which a city publishes."""
    return LANGUAGES + languages_in(city.folder / "words")


def check_languages(city: City) -> None:
    """Raise `DeclarationError` where a folder of words does not say all that is said, naming what is missing."""
    for language in languages_in(city.folder / "words"):
        try:
            Locale.parse(language.tag, sep="-")
        except (UnknownLocaleError, ValueError):
            raise DeclarationError(f"{language.folder}: there is no language with the tag {language.tag!r}") from None
        faults = [*_faults_of_messages(language), *_missing_names(language, city)]
        if faults:
            remainder = [f"  and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
            raise DeclarationError(
                "\n".join([f"{language.folder}: {len(faults)} fault(s)", *faults[:_MOST_FAULTS], *remainder])
            )


def _faults_of_messages(language: Language) -> Iterator[str]:
    """Yield messages of the catalogue that are missing, and those that need a value which they are not given."""
    translated_values = messages_in(language.folder)
    for key, values in messages_in(ENGLISH.folder).items():
        file, _, name = key.partition(".")
        if key not in translated_values:
            yield f"  {file}.ftl: there is no message {name}"
        elif unknown_values := sorted(translated_values[key] - values):
            known_values = ", ".join(sorted(values)) or "none"
            yield f"  {file}.ftl: {name} is given no value ${unknown_values[0]}; values: {known_values}"


def _missing_names(language: Language, city: City) -> Iterator[str]:
    names = read_names(language)
    return (f"  {NAMES}: {english!r} is not translated" for english in declared_texts(city) if english not in names)


def declared_texts(city: City) -> list[str]:
    """Return the English of every text that the declarations of a city hold in Vietnamese and in English, in order."""
    methods = [load_method(path, city.indicators) for path in sorted((city.folder / "methods").glob("*.toml"))]
    declarations = (
        city.about,
        city.register.units,
        city.peers,
        load_tables(),
        city.declared_tables,
        city.measures,
        city.indicators,
        methods,
        data_file("claim_measures"),
    )
    return list(dict.fromkeys(text for text in _texts(declarations) if text))


def template(city: City) -> str:
    """Return the file of names of a language that is to be added, with nothing translated."""
    catalog, buffer = Catalog(project=city.about.id), BytesIO()
    for english in declared_texts(city):
        catalog.add(english)
    write_po(buffer, catalog, width=0, omit_header=True)
    return buffer.getvalue().decode()


def _texts(declaration: Any) -> Iterator[str]:  # noqa: ANN401 - declarations hold each other in every way
    """Yield the English of the texts in two languages: fields `x_vi` and `x_en`, `vi` and `en`, and names of codes."""
    if isinstance(declaration, BaseModel):
        declaration = {name: getattr(declaration, name) for name in type(declaration).model_fields}
    elif is_dataclass(declaration):
        declaration = {field.name: getattr(declaration, field.name) for field in fields(declaration)}
    if isinstance(declaration, Mapping):
        for name, value in declaration.items():
            yield from _in_english(declaration, str(name), value)
    elif isinstance(declaration, list | tuple):
        for member in declaration:
            yield from _texts(member)


def _in_english(fields_of: Mapping[Any, Any], name: str, value: Any) -> Iterator[str]:  # noqa: ANN401
    if name == "en" or name.endswith("_en"):
        vietnamese = fields_of[f"{name.removesuffix('en')}vi"]
        pairs = [(vietnamese, value)] if isinstance(value, str) else zip(vietnamese, value, strict=False)
        yield from (english or vi for vi, english in pairs)
    elif name == "codes":
        yield from (english for _, english in value.values())
    else:
        yield from _texts(value)


if __name__ == "__main__":
    sys.stdout.write(template(load_city(Path(sys.argv[1]))))
