"""Texts that go with files: how to cite them, under which licence they are, and their checksums."""

from collections.abc import Mapping

from schemas.city import CityDeclaration
from schemas.words.catalogue import bilingual, said, text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Declared, Message, message


def title_of(title: Message, synthetic: bool) -> str:
    """Return the Vietnamese title of a data set; what is no real data says so first, in both languages."""
    mark = f"{bilingual(message('data_files.synthetic'))}. " if synthetic else ""
    return f"{mark}{text(title, VIETNAMESE)}"


def citation(city: CityDeclaration, title: str, version: str, identifier: str) -> str:
    """Return CITATION.cff for a data set. Source: Citation File Format 1.2.0.

    Args:
        city: who made the data set.
        title: its title.
        version: which state of the data it is.
        identifier: what names it by its contents.
    """
    licence = [] if city.licence is None else [f"license-url: {_quoted(city.licence.url)}"]
    lines = [
        "cff-version: 1.2.0",
        "message: " + _quoted(bilingual(message("data_files.cite"))),
        "type: dataset",
        "title: " + _quoted(title),
        "version: " + _quoted(version),
        "authors:",
        "  - name: " + _quoted(city.name_vi),
        "identifiers:",
        "  - type: other",
        "    value: " + _quoted(identifier),
        "    description: " + _quoted(bilingual(message("data_files.cite-hash"))),
        *licence,
    ]
    return "\n".join(lines) + "\n"


def licence_text(city: CityDeclaration) -> str:
    """Return under which licence the files are; where the city has named none, that it has not."""
    name = Declared(city.name_vi, city.name_en)
    if city.licence is None:
        words = message("data_files.licence-none", city=name)
    else:
        words = message("data_files.licence", city=name, licence=city.licence.name, url=city.licence.url)
    return "".join(f"{line}\n" for line in said(words))


def csv_note() -> str:
    """Return how our CSV files are written, in both languages."""
    return "\n\n".join(said(message("data_files.csv-note")))


def checksums(hashes: Mapping[str, str]) -> str:
    """Return SHA256SUMS of path -> SHA-256, as `sha256sum -c` reads it."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(hashes.items()))


def _quoted(text: str) -> str:
    """Return a text as YAML, which takes JSON's strings."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
