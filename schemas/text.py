"""Vietnamese text made comparable: one normal form for stored text, one looser key for matching names and headers."""

import re
import unicodedata

from rapidfuzz import fuzz, process

# Old and new placement of the tone mark on oa, oe, uy: "Hoà" and "Hòa" are the same name.
_TONE_PLACEMENT = str.maketrans({"ð": "đ", "Ð": "Đ"})
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-zđ]+")


def clean(text: str) -> str:
    """Return `text` in NFC, with look-alike letters mended and white space folded: the form in which text is stored."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_TONE_PLACEMENT)).strip()


def header_key(header: str) -> str:
    """Return the form in which two headers are the same header: clean text, without case."""
    return clean(header).casefold()


def name_key(name: str) -> str:
    """Return the form in which two spellings of a unit's name are the same: letters without marks, digits, one space.

    "Quận 12", "QUẬN  12" and "quan 12" share a key; so do "Hoà" and "Hòa". Tone marks are lost, so a register must
    refuse two units whose names share a key (it does).
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", clean(name).casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare.replace("đ", "d")).strip()


def nearest(word: str, known: list[str], limit: int = 3) -> list[str]:
    """Return up to `limit` of `known` that resemble `word`, most alike first."""
    found = process.extract(word, known, scorer=fuzz.WRatio, processor=name_key, limit=limit, score_cutoff=60)
    return [match for match, _, _ in found]
