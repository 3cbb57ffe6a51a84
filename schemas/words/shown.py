"""Names of files as they can be stored, printed and logged: text in UTF-8 on one line."""

import re

_LIKE_ESCAPE = re.compile(r"\\(?=x[0-9a-f]{2})")
# Control characters, separators of lines, and those that turn the direction of writing and so hide what a name is.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def shown(name: str) -> str:
    r"""Return a name or path of the file system with bytes that are no UTF-8, and control characters, as `\xe9`.

    Two names never look the same: a backslash that the name itself has before such an `x` is written `\x5c`.
    """
    text = _LIKE_ESCAPE.sub(r"\\x5c", name).encode(errors="surrogateescape").decode(errors="backslashreplace")
    return _UNSEEN.sub(lambda unseen: "".join(f"\\x{byte:02x}" for byte in unseen[0].encode()), text)


def cut(text: str, longest: int = 80) -> str:
    """Return `text`, of which a message shows at most `longest` characters."""
    return text if len(text) <= longest else f"{text[:longest]}…"
