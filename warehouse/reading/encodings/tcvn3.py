"""TCVN 5712:1993 (VN2), as the ABC fonts (.VnTime) of the 1990s and 2000s use it, registered as the codec "tcvn3".

Bytes 0x80 to 0x9F carry no letter in these fonts: they do not decode, so that a file in another encoding is found out.
Capitals with a tone mark are written with the letters of a font of capitals (.VnTimeH) and come out as small letters.
"""

import codecs
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import cast

_FILE = Path(__file__).parents[1] / "data" / "tcvn3.toml"
_UPPER_HALF = "".join(tomllib.loads(_FILE.read_text(encoding="utf-8"))["letters"])
_DECODING = "".join(map(chr, range(0x80))) + "\ufffe" * 0x20 + _UPPER_HALF  # U+FFFE: not decodable
_ENCODING = codecs.charmap_build(_DECODING)


def _decode(data: bytes, errors: str = "strict") -> tuple[str, int]:
    return codecs.charmap_decode(data, errors, _DECODING)


def _encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    return codecs.charmap_encode(text, errors, _ENCODING)


class _Decoder(codecs.IncrementalDecoder):
    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """Return the text of `data`; every byte stands for itself."""
        return _decode(data, self.errors)[0]


class _Encoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:
        """Return the bytes of `text`."""
        return _encode(text, self.errors)[0]


def _search(name: str) -> codecs.CodecInfo | None:
    if name != "tcvn3":
        return None
    decode = cast(Callable[..., tuple[str, int]], _decode)
    return codecs.CodecInfo(_encode, decode, incrementalencoder=_Encoder, incrementaldecoder=_Decoder, name="tcvn3")


codecs.register(_search)
