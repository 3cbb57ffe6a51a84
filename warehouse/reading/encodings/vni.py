"""VNI for Windows, as the fonts VNI-Times and the like use it, registered as the codec "vni".

A vowel is followed by a byte that stands for its marks. A byte that stands for a mark and follows no vowel that can
bear it does not decode, so that a file in another encoding is found out.
"""

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

_DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "vni.toml").read_text(encoding="utf-8"))
_BELOW_LETTERS = bytes(range(0xC0)).decode("cp1252", errors="replace").replace("\ufffd", "\ufffe")  # not decodable


def _both_cases(letters: str) -> bytes:
    return (letters + letters.upper()).encode("cp1252")


def _marks() -> Iterator[tuple[bytes, dict[str, str]]]:
    """Give the vowels that may bear some marks, and the letters of those marks, both as they are and as capitals."""
    for group in _DATA["marks"]:
        small = group["marks"]
        yield _both_cases(group["after"]), small | {letter.upper(): mark for letter, mark in small.items()}


def _decoding() -> dict[int, str]:
    by_byte = dict(enumerate(_BELOW_LETTERS))
    letters = _DATA["letters"] | {letter: mark for _, marks in _marks() for letter, mark in marks.items()}
    return by_byte | {ord(letter.encode("cp1252")): text for letter, text in letters.items()}


def _encoding(decoding: dict[int, str]) -> dict[int, bytes]:
    """Return the bytes of each character; a mark is a capital where its vowel is one."""
    by_character = {ord(text): bytes([byte]) for byte, text in decoding.items() if len(text) == 1 and text != "\ufffe"}
    for vowels, marks in _marks():
        for vowel, (letter, mark) in ((v, m) for v in vowels for m in marks.items()):
            character = unicodedata.normalize("NFC", decoding[vowel] + mark)
            if letter.isupper() == character.isupper():
                by_character.setdefault(ord(character), bytes([vowel]) + letter.encode("cp1252"))
    return by_character


def _stray() -> re.Pattern[bytes]:
    """Return what a mark looks like that follows no vowel which can bear it."""
    groups = [(vowels, "".join(marks).encode("cp1252")) for vowels, marks in _marks()]
    return re.compile(b"|".join(b"(?<![%b])[%b]" % group for group in groups))


_DECODING = _decoding()
_ENCODING = _encoding(_DECODING)
_STRAY = _stray()
_VOWELS = frozenset(b"".join(vowels for vowels, _ in _marks()))


def _decode(data: bytes, errors: str = "strict") -> tuple[str, int]:
    pieces, start = list[str](), 0
    while start < len(data):
        stray = _STRAY.search(data, start)
        end = stray.start() if stray else len(data)
        pieces.append(_decode_sound(data, start, end, errors))
        start = end
        if stray:
            fault = UnicodeDecodeError("vni", data, end, end + 1, "a mark follows no vowel that can bear it")
            replacement, start = codecs.lookup_error(errors)(fault)
            pieces.append(str(replacement))
    return "".join(pieces), len(data)


def _decode_sound(data: bytes, start: int, end: int, errors: str) -> str:
    try:
        text, _ = codecs.charmap_decode(data[start:end], errors, _DECODING)
    except UnicodeDecodeError as fault:
        raise UnicodeDecodeError("vni", data, start + fault.start, start + fault.end, fault.reason) from None
    return unicodedata.normalize("NFC", text)


def _encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    return codecs.charmap_encode(text, errors, _ENCODING)[0], len(text)


class _Decoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, data: bytes, errors: str, final: bool) -> tuple[str, int]:  # type: ignore[override]
        """Decode all but a vowel at the end, whose mark may follow in the next block."""
        end = len(data) - (not final and data[-1:] != b"" and data[-1] in _VOWELS)
        return _decode(data[:end], errors)[0], end


class _Encoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:
        """Return the bytes of `text`."""
        return _encode(text, self.errors)[0]


def _search(name: str) -> codecs.CodecInfo | None:
    if name != "vni":
        return None
    decode = cast(Callable[..., tuple[str, int]], _decode)
    return codecs.CodecInfo(_encode, decode, incrementalencoder=_Encoder, incrementaldecoder=_Decoder, name="vni")


codecs.register(_search)
