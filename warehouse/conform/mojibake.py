"""Garbled Vietnamese: what its letters look like when they are read in a wrong encoding. Expressions of Rust.

Each must stay silent on Vietnamese, French, Dutch, German, English and Czech; the test holds sentences of all.
"""

# Bytes 0x80 to 0xBF as code page 1252 shows them, and as Latin-1 does; quotation marks, dashes and dots apart, which
# follow a letter in sound text, too.
_UPPER_BYTES = "\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
_PUNCTUATION = "‘’“”•–—…"
# UTF-8 read as code page 1252 or 1258: the first byte of two (Ã, Ä, Æ …; in 1258 Ă for Ã), or the first two of three.
_UTF8 = rf"[ÂÃĂÄÅÆ][{_UPPER_BYTES}]|Ä‘|áº|á»[{_UPPER_BYTES}{_PUNCTUATION}\x{{fffd}}]|â€|â‚[¬«]"
# TCVN3 (ABC) read as 1252 or 1258: a capital with a mark after a small letter, a symbol between or before letters,
# or a mark of tone above a consonant.
_TCVN3 = (
    r"\p{Ll}[\p{Lu}&&[^A-Z]]"
    r"|\pL[¡-¬®-³µ¶¸-¿×÷]\pL|(?:^|[\s(])[§®¨©]\p{Ll}|(?:^|[\s(])§[À-ÿ]"
    r"|[bcdghklmpqrstvxđ][\x{300}\x{301}\x{303}\x{309}\x{323}]"
)
# VNI: a vowel, and the letter of another vowel that stands for its mark. Pairs that other languages have (naïve, août,
# aérien, oceán, geändert) are left out.
_VNI = r"(?i:a[áàâãäåêèøûõù]|e[âãåùøõ]|o[âåäøõ]|[öô][ùøûõï]|u[ùøõ]|y[ùøõ])"
# Letters that the encoding of the file did not have.
_LOST = r"\x{fffd}|\pL\?\p{Ll}"

GARBLED = f"{_UTF8}|{_TCVN3}|{_VNI}|{_LOST}"
