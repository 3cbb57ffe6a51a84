"""What published figures are of: counts and rates by the names that files give them; see `claim_measures.toml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from schemas.data_files import data_file
from schemas.words.message import Declared

# A sum of counts by name: ((1, "received"), (-1, "open")).
Form = tuple[tuple[int, str], ...]
_OVER = "_over_"


class Count(NamedTuple):
    """A count; it `may_be` each of others where its name does not say which. `is_stock`: of a moment, not a period."""

    name: str
    label: Declared
    may_be: tuple[str, ...] = ()
    is_stock: bool = False


class Rate(NamedTuple):
    """A rate: how its numerator is had, and what it is divided by; `whole` is its own, "" if it has none.

    See the file: `usual` are wholes that texts mean and need not print.
    """

    name: str
    label: Declared
    parts: tuple[Form, ...]
    whole: str
    rests: tuple[Form, ...]
    wholes: tuple[str, ...]
    odd: tuple[Form, ...]
    odd_rests: tuple[Form, ...]
    all_of: str
    only_without: frozenset[str]
    is_at_most_rest: bool
    usual: tuple[str, ...]


class Whole(NamedTuple):
    """What rates are divided by, and how it is had from counts."""

    name: str
    label: Declared
    forms: tuple[Form, ...]


class PlaceWords(NamedTuple):
    """How names of places begin; the word for a city; what short words stand for; those that say nothing."""

    kinds: Sequence[str]
    city: str
    short: Mapping[str, str]
    idle: Sequence[str]


def measure_of(written: str) -> Count | Rate | None:
    """Return the count or rate that a measure of a file names, None where the vocabulary has none of that name."""
    key = _key(written)
    if _OVER in key and key not in _by_name():
        key = f"{key.partition(_OVER)[0]}_rate"
    return _by_name().get(key)


def whole_named(denominator_id: str) -> str:
    """Return the name of what a denominator_id divides by ("on_time_over_resolved": "resolved"); "" where unknown."""
    key = _key(denominator_id)
    denominator = key.rpartition(_OVER)[2] if _OVER in key else key
    names = {
        name: whole for whole, declaration in _measures()["wholes"].items() for name in (whole, *declaration["names"])
    }
    return names.get(denominator) or (names["766"] if key.endswith("766") else "")


def wholes() -> Mapping[str, Whole]:
    """Return all that rates are divided by, by name."""
    return _wholes()


def counts() -> Mapping[str, Count]:
    """Return all counts by name."""
    return _counts()


def form_of(text: str) -> Form:
    """Return the form that "received - open" writes."""
    return tuple((-1 if sign == "-" else 1, name) for sign, name in re.findall(r"([+-]?)\s*(\w+)", text))


def level_phrases() -> Mapping[str, tuple[str, ...]]:
    """Return the words for each level of government."""
    return {level: tuple(phrases) for level, phrases in _measures()["levels"].items()}


def place_words() -> PlaceWords:
    """Return the words in names of places."""
    return PlaceWords(**_measures()["places"])


def _key(written: str) -> str:
    return re.sub(r"[^0-9a-z]+", "_", written.strip().casefold()).strip("_")


def _measures() -> Mapping[str, Any]:
    return data_file("claim_measures")


@cache
def _counts() -> Mapping[str, Count]:
    declared = _measures()["counts"].items()
    return {n: Count(n, _label(c), tuple(c.get("may_be", ())), c.get("is_stock", False)) for n, c in declared}


@cache
def _wholes() -> Mapping[str, Whole]:
    return {name: Whole(name, _label(w), _forms(w["forms"])) for name, w in _measures()["wholes"].items()}


@cache
def _by_name() -> Mapping[str, Count | Rate]:
    measures: dict[str, Count | Rate] = {}
    for name, rate in _measures()["rates"].items():
        measure = Rate(
            name,
            _label(rate),
            _forms([rate["part"], *rate["parts"]]),
            rate.get("whole", ""),
            _forms(rate.get("rests", ())),
            tuple(rate["wholes"]),
            _forms(rate.get("odd", ())),
            _forms(rate.get("odd_rests", ())),
            rate.get("all_of", ""),
            frozenset(rate.get("only_without", ())),
            rate.get("is_at_most_rest", False),
            tuple(rate.get("usual", ())),
        )
        measures |= dict.fromkeys(rate["names"], measure)
    for name, declared in _measures()["counts"].items():
        for written in (name, *declared["names"]):
            for spelled in (written, f"dossiers_{written}", f"{written}_dossiers", f"{written}_count", f"{written}_n"):
                measures.setdefault(spelled, _counts()[name])
    return measures


def _forms(texts: Iterable[str]) -> tuple[Form, ...]:
    return tuple(form_of(text) for text in texts)


def _label(declared: Mapping[str, str]) -> Declared:
    return Declared(declared["vi"], declared["en"])
