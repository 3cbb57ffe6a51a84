"""Texts by whose shape persons are known: names, numbers of identity papers, telephones, addresses, coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

import polars as pl

from schemas.data_files import data_file

_UPPER, _LETTER = r"\p{Lu}", r"[\p{L}\p{M}'’.-]"
_WORD = rf"{_UPPER}{_LETTER}*"
_EMAIL = r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
_TELEPHONE = (
    r"^(\+?84|0)[ .-]?[1-9](?:[ .-]?[0-9]){8}$|^\(?[2-9][0-9]{2}\)?[ .-]?[ .-][0-9]{3}[ .-][0-9]{4}$"
    r"|^\+[1-9][0-9 .()-]{7,16}$"
)
_IDENTITY = r"^(?:0[0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}|[0-9]{9})$"
_SURNAME_FIRST = rf"^{_UPPER}{_LETTER}+, {_WORD}( {_WORD})?$"
_PLACE = (
    r"^(?:SRID=[0-9]+; ?)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON) ?Z? ?[(]"
    r'|^[{]"type": ?"(?:Multi)?(?:Point|Polygon)"'
    r"|^[(\[]?-?[0-9]{1,3}\.[0-9]{3,}[,;] ?-?[0-9]{1,3}\.[0-9]{3,}[)\]]?$"
)
_MANY_DIGITS = r"(?:[0-9][ .-]?){7}"  # in a row: more than numbers of units have
_STREET_NUMBER = r"^(?:[Ss]\p{L} )?[0-9]+[A-Za-z]?(?:[/-][0-9]+[A-Za-z]?)*,? "


@dataclass(frozen=True)
class Persons:
    """Of a column's filled cells, the share of each shape by which persons are known."""

    names: float = 0
    identities: float = 0
    telephones: float = 0
    emails: float = 0
    addresses: float = 0
    places: float = 0

    @property
    def share(self) -> float:
        """The share of the commonest shape."""
        return float(getattr(self, self.commonest))

    @property
    def commonest(self) -> str:
        """The commonest shape: the name of its share."""
        return max((f.name for f in fields(self)), key=lambda shape: getattr(self, shape))


def persons(texts: pl.Series) -> Persons:
    """Return which share of `texts`, none of which is empty, has which shape of what tells who somebody is."""
    if texts.is_empty():
        return Persons()
    shares = texts.to_frame("t").select(
        pl.any_horizontal(pl.col("t").str.contains(pattern) for pattern in patterns).mean().alias(name)
        for name, patterns in _patterns().items()
    )
    return Persons(**shares.row(0, named=True))


def looks_personal(text: pl.Expr) -> pl.Expr:
    """Return whether a text has a shape by which persons are known, in whatever case its words are written."""
    patterns = [pattern for shape_patterns in _patterns().values() for pattern in shape_patterns]
    return pl.any_horizontal(
        text.str.contains(_MANY_DIGITS),
        *(spelling.str.contains(pattern) for pattern in patterns for spelling in (text, text.str.to_titlecase())),
    )


@cache
def _patterns() -> Mapping[str, tuple[str, ...]]:
    """Return the patterns of each shape, by the name of its share."""
    shape = data_file("person_shapes")
    family = "|".join(shape["family_names"].split())
    street = "|".join(shape["street_words"].split("|"))
    vietnamese_name = rf"^(?i:{family})(?: {_WORD}){{1,4}}$"
    address = rf"{_STREET_NUMBER}.*(?i:\b(?:{street})\b)|(?i:\b(?:{'|'.join(shape['street_starts'].split('|'))})\b)"
    return {
        "names": (vietnamese_name, _SURNAME_FIRST),
        "identities": (_IDENTITY,),
        "telephones": (_TELEPHONE,),
        "emails": (_EMAIL,),
        "addresses": (address,),
        "places": (_PLACE,),
    }
