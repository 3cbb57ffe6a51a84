"""Garbled Vietnamese: what its letters look like when they are read in a wrong encoding. Expressions of Rust.

They stay silent on Vietnamese, French, Dutch, German, English and Czech; the tests hold sentences of each. Not every
garbled word is known by them, but few garbled columns have no word that is.
"""

# Bytes 0x80 to 0xBF as code page 1252 shows them, and as Latin-1 does; quotation marks, dashes and dots apart, which
# follow a letter in sound text, too.
_UPPER_BYTES = "\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
_PUNCTUATION = "‘’“”•–—…"
# UTF-8 read as code page 1252 or 1258: the first byte of two (Ã, Ä, Æ …; in 1258 Ă for Ã), or the first two of three.
# Read as Mac Roman, these are √ or · and a symbol.
_UTF8 = (
    rf"[ÂÃĂÄÅÆ][{_UPPER_BYTES}]|Ä‘|áº|á»[{_UPPER_BYTES}{_PUNCTUATION}\x{{fffd}}]|â[€\x{{80}}]|â‚[¬«]"
    r"|·[∫ª]|√[^\s\d(]"
)
# TCVN3 (ABC) read as 1252 or 1258: a capital with a mark after a small letter, a symbol after, between or before
# letters, or a mark of tone above a consonant.
_TCVN3 = (
    r"\p{Ll}[\p{Lu}&&[^A-Z]]|\p{Lu}[ÄÅÆÇËÎÏÑÖØÛÜÞ][\p{Ll}&&[^ß]]"
    r"|\pL[¨¬µ¶¸]|\pL[¡-«®-³¹-¿]\pL|(?:^|[\s(])[§®¨©][\p{Ll}¨-¬®µ-ÿ]"
    r"|[bcdghklmpqrstvxđ][\x{300}\x{301}\x{303}\x{309}\x{323}]"
)
# VNI: a vowel, and the letter of another vowel that stands for its mark. Pairs that other languages have (naïve, août,
# aérien, oceán, geändert) are left out.
_VNI = r"(?i:a[áàâãäåêèøûõù]|e[âãåùøõ]|o[âåäøõ]|[öô][ùøûõï]|u[ùøõ]|y[ùøõ])"
# Code page 1258 read as 1252: its marks of tone, which follow the vowel, are Ì, Ò, Þ, ì and ò there.
_1258 = r"(?i:[aâăeêoôơý][ìò])"
# Letters that the encoding of the file did not have; the question mark of an address is followed by a name and "=".
_LOST = r"\x{fffd}|\pL\?\pL+(?:[^\pL=_&0-9]|$)|\?\?\pL|\pL\? \pL{1,4}\?"

# Mac Roman and the code pages of DOS read as 1252: its marks and symbols stand within words, or begin them.
_1252 = r"\pL[‚„†‡ˆ‰‹›™˜]\pL|(?:^|\s)[‚†‡ˆ‰™˜]\p{Ll}|[A-Z][ŽŠŸ]\p{Ll}"
# Cyrillic read as 1252: no language of Latin letters has four with a mark side by side.
_CYRILLIC = r"[À-ÖØ-öø-ÿđĐ]{4}"
# Vietnamese typed with marks after the letters (VIQR): Ca^'p gia^'y.
_VIQR = r"[aeoAEO]\^['`?~.]\pL?|[uoUO]\+['`?~.]\pL"

GARBLED = f"{_UTF8}|{_TCVN3}|{_VNI}|{_1258}|{_1252}|{_CYRILLIC}|{_VIQR}|{_LOST}"
