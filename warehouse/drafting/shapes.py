"""Texts by whose shape persons are known: names, numbers of identity papers, telephones, addresses, coordinates."""

from dataclasses import dataclass, fields

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
    shape = data_file("person_shapes")
    family = "|".join(shape["family_names"].split())
    street = "|".join(shape["street_words"].split("|"))
    vietnamese_name = rf"^(?i:{family})(?: {_WORD}){{1,4}}$"
    address = rf"{_STREET_NUMBER}.*(?i:\b(?:{street})\b)|(?i:\b(?:{'|'.join(shape['street_starts'].split('|'))})\b)"
    shares = texts.to_frame("t").select(
        names=(pl.col("t").str.contains(vietnamese_name) | pl.col("t").str.contains(_SURNAME_FIRST)).mean(),
        identities=pl.col("t").str.contains(_IDENTITY).mean(),
        telephones=pl.col("t").str.contains(_TELEPHONE).mean(),
        emails=pl.col("t").str.contains(_EMAIL).mean(),
        addresses=pl.col("t").str.contains(address).mean(),
        places=pl.col("t").str.contains(_PLACE).mean(),
    )
    return Persons(**shares.row(0, named=True))
