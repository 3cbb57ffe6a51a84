"""What to write instead of a format of times that cannot be read: the nearest right spelling."""

import re
from collections.abc import Sequence

from schemas.words.text import nearest

_SPECIAL_NAMES = {"%s": '"unix"', "%Q": '"unix-ms"'}  # alone they are what a special name stands for
_MENDED = {
    "%D": "%m/%d/%y",
    "%x": "%m/%d/%y",
    "%X": "%H:%M:%S",
    "%r": "%I:%M:%S %p",
    "%P": "%p",
    "%h": "%b",
    "%i": "%M",
    "%s": "%S",
    "%L": "%3f",
    "%N": "%6f",
    "%f": "%6f",
    ".%f": "%.f",
    "%Z": "%#z",
    "%::z": "%:z",
    "%:::z": "%:z",
    "%n": " ",
    "%t": " ",
}
_WRONG = re.compile("|".join([r"\.?%f", r"%:{2,3}z", "%[-_0][demyHIklMS]", *(k for k in _MENDED if len(k) == 2)]))
_NO_SUCH = {
    "%j": "the day of the year cannot be read; dates need %d, %m and %Y",
    "%a": "names of weekdays cannot be read",
    "%A": "names of weekdays cannot be read",
    "%c": "it differs between systems; write the parts out, like '%d/%m/%Y %H:%M:%S'",
    "%v": "write the parts out, like '%e-%b-%Y'",
    "%+": "write the parts out, like '%Y-%m-%dT%H:%M:%S%.f%#z'",
    "%": "a percent sign stands before the letter of a directive; one that is in the text itself cannot be declared",
    "%%": "a percent sign that is in the text itself cannot be declared",
} | dict.fromkeys(("%G", "%g", "%V", "%u", "%U", "%W", "%w", "%C"), "weeks and centuries cannot be read")

_HALF_DAYS = ("AM", "PM", "SA", "CH")
_AFTER_TIME = re.compile(
    r"%(?:[MSTRp]|\.?[36]?f)[\s(\[]*(?:(?P<offset>[Zz]|[+-][0-9]{1,2}(?::?[0-9]{2})?)|(?P<name>[A-Z]{2,5}))(?![A-Za-z0-9])"
)

# How spreadsheets, databases, Java and .NET spell formats: runs of one letter, and a few words.
_FOREIGN = r"'[^']*'|hh24|hh12|mi|am/pm|T(?=h)|y+|m+|d+|h+|s+|f+|x+|z+|tt|a"
_PIECES = re.compile(
    rf"(?P<ours>%[.:#]?[0-9]?[A-Za-z]?)|(?P<theirs>{_FOREIGN})|(?P<other>.)", re.IGNORECASE | re.DOTALL
)
_TELLING = {"yyyy", "yy", "dd", "mm", "hh", "hh24", "mi", "ss", "tt"}
_BY_LETTER = {"y": "%Y", "d": "%d", "s": "%S", "t": "%p", "a": "%p", "x": "%#z", "z": "%#z", "f": "%3f", "'": ""}


def instead_of(unknown_directive: str, format_text: str, accepted_directives: Sequence[str]) -> str:
    """Say what to write instead of a directive that cannot be read."""
    if format_text in _SPECIAL_NAMES:
        return f"{unknown_directive} cannot be read; write {_SPECIAL_NAMES[format_text]}"
    if "/Date(" in format_text:
        return f'{unknown_directive} cannot be read; write "dotnet" for texts such as /Date(1672882200000+0700)/'
    if unknown_directive in _NO_SUCH:
        return f"{unknown_directive}: {_NO_SUCH[unknown_directive]}"
    if _WRONG.fullmatch(unknown_directive):
        right_format = _WRONG.sub(lambda directive: _MENDED.get(directive[0]) or f"%{directive[0][-1]}", format_text)
        return f"{unknown_directive} cannot be read; write {right_format!r}"
    return (
        f"there is no directive {unknown_directive} that can be read; those that can: {' '.join(accepted_directives)}"
    )


def zone_fault(format_text: str) -> str:
    """Say what is wrong where a format has the letter Z, an offset or a zone's name after its time; empty if nothing.

    Such letters would be passed over: 17:30Z is not half past five in Ho Chi Minh City.
    """
    after_time = _AFTER_TIME.search(format_text)
    if after_time is None:
        return ""
    if after_time["name"]:
        if after_time["name"] in _HALF_DAYS:
            half = f"{after_time['name']!r} after a time is a half of the day, not mere letters"
            return f"{half}; write %I for the hour and %p"
        return (
            f"{after_time['name']!r} after a time is the name of a zone, which cannot be read; %#z reads Z and +07:00"
        )
    right_format = f"{format_text[: after_time.start('offset')]}%#z{format_text[after_time.end('offset') :]}"
    return f"{after_time['offset']!r} after a time is its distance from UTC, not mere letters; write {right_format!r}"


def nearest_spelling(format_text: str, special: Sequence[str]) -> str:
    """Return, quoted, how a format of another program is spelt here; empty where it looks like none."""
    if "%" not in format_text and (close := nearest(format_text.lower(), list(special))):
        return f'"{close[0]}"'
    pieces = [*_PIECES.finditer(format_text)]
    if not any((p["theirs"] or "").lower() in _TELLING for p in pieces) or any(
        (p["other"] or "").isalpha() for p in pieces
    ):
        return ""
    half_days = any(p[0].lower() in ("tt", "a", "am/pm", "%p") for p in pieces)
    right_format, hours = "", False
    for piece in pieces:
        right_format += _directive(piece["theirs"], hours=hours, half_days=half_days) if piece["theirs"] else piece[0]
        hours |= piece[0].lower().startswith(("h", "%h", "%i", "%k", "%l"))
    return repr(right_format)


def _directive(piece: str, *, hours: bool, half_days: bool) -> str:
    """Return the directive for a piece of another program's format: "mm" is a minute once an hour has been named."""
    key = piece.lower()
    if piece == "T" or key.startswith("'"):
        return piece.strip("'")
    if key == "mi" or key[0] == "m":
        return "%M" if hours or key == "mi" else "%m"
    if key[0] == "h":
        return "%I" if key == "hh12" or (half_days and key != "hh24") else "%H"
    return {"yy": "%y", "sss": "%3f", "ffffff": "%6f"}.get(key) or _BY_LETTER[key[0]]
