"""What an encoding that cannot be declared is called, as far as its letters show it: for the advice, no more."""

import codecs
import re

# Encoding -> its name for people, and the letters of which a text in it mostly consists (of those beyond ASCII).
_KNOWN = {
    "shift_jis": ("Shift-JIS", "[\u3041-\u30fe]"),
    "euc_jp": ("EUC-JP", "[\u3041-\u30fe]"),
    "euc_kr": ("EUC-KR", "[\uac00-\ud7a3]"),
    "gb2312": ("GBK", "[\u4e00-\u9fff\u3000-\u3017\uff01-\uff5e]"),
    "big5": ("Big5", "[\u4e00-\u9fff\u3000-\u3017\uff01-\uff5e]"),
    "cp874": ("Windows-874 (Thai)", "[\u0e01-\u0e5b]"),
    "cp1251": ("Windows-1251", "[\u0410-\u044f\u0401\u0451]"),
    "koi8_r": ("KOI8-R", "[\u0410-\u044f\u0401\u0451]"),
    "cp1253": ("Windows-1253", "[\u0386-\u03ce]"),
    "cp1255": ("Windows-1255", "[\u05b0-\u05ea]"),
    "cp1256": ("Windows-1256", "[\u0621-\u0652\u067e\u0686\u06af]"),
}
_MOSTLY = 0.9
_MOSTLY_OF = {"shift_jis": 0.3, "euc_jp": 0.3}  # their syllables stand among Chinese letters


def other_encoding(data: bytes) -> str:
    """Return what the encoding of a text's beginning seems to be called; empty where none of those known here fits."""
    return next((name for codec, (name, letters) in _KNOWN.items() if _is_in(data, codec, re.compile(letters))), "")


def _is_in(data: bytes, codec: str, letters: re.Pattern[str]) -> bool:
    try:
        text = codecs.getincrementaldecoder(codec)().decode(data)
    except UnicodeDecodeError:
        return False
    foreign_letters = [character for character in text if character > "\x7f"]
    fitting = sum(1 for character in foreign_letters if letters.match(character))
    # Cyrillic read in another of its code pages is mostly in capitals.
    capitals = sum(character.isupper() for character in foreign_letters)
    return fitting > _MOSTLY_OF.get(codec, _MOSTLY) * len(foreign_letters) and 2 * capitals <= len(foreign_letters)
