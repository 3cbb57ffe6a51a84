"""Vietnamese text made comparable: one normal form for stored text, looser keys for matching names and headers."""

import re
import unicodedata

_D_WITH_STROKE = "\N{LATIN SMALL LETTER D WITH STROKE}"
# Eth looks like the Vietnamese letter, and old encodings have no other.
LOOK_ALIKES = {
    "\N{LATIN SMALL LETTER ETH}": _D_WITH_STROKE,
    "\N{LATIN CAPITAL LETTER ETH}": "\N{LATIN CAPITAL LETTER D WITH STROKE}",
}
_FROM_LOOK_ALIKES = str.maketrans(LOOK_ALIKES)
# Byte order mark, zero-width space and joiners, word joiner, soft hyphen: no reader of a heading sees them.
_INVISIBLE = dict.fromkeys((0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD))
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(rf"[^0-9a-z{_D_WITH_STROKE}\u0300-\u036f]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # grave, acute, tilde, hook above, dot below


def clean(text: str) -> str:
    """Return `text` in NFC, with look-alike letters mended and white space folded: the form in which text is stored."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_FROM_LOOK_ALIKES)).strip()


def header_key(header: str) -> str:
    """Return the form in which two headers are the same header: clean text, without case and invisible characters."""
    return clean(header.translate(_INVISIBLE)).casefold()


def name_key(name: str) -> str:
    """Return the form in which two spellings of a name are the same, marks kept.

    Letters are folded to lower case, anything but letters and digits separates words, and a word's tone mark is moved
    to its end: whether it stands on the first or the second vowel of oa, oe, uy is a matter of fashion.
    """
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFD", clean(name).casefold())).split()
    return " ".join(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)


def bare_key(name: str) -> str:
    """Return `name_key` without any mark, as people type who have no Vietnamese keyboard: "quan 12", "binh thanh".

    Names that differ only in their marks share it (Thanh An, and that with a dot below): evidence only if unequivocal.
    """
    return "".join(c for c in name_key(name) if not unicodedata.combining(c)).replace(_D_WITH_STROKE, "d")


def nearest(word: str, candidates: list[str], limit: int = 3) -> list[str]:
    """Return up to `limit` of `candidates` that resemble `word`, most alike first."""
    from rapidfuzz import fuzz, process  # only what is wrong is looked for

    matches = process.extract(word, candidates, scorer=fuzz.WRatio, processor=bare_key, limit=limit, score_cutoff=60)
    return [match for match, _, _ in matches]
