"""What to write instead of a format of times that cannot be read: the nearest right spelling."""

import re
from collections.abc import Sequence

from schemas.words.text import nearest

_WHOLE = {"%s": '"unix"', "%Q": '"unix-ms"'}  # alone they are what a special name stands for
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


def instead_of(unknown: str, declared: str, accepted: Sequence[str]) -> str:
    """Say what to write instead of a directive that cannot be read."""
    if declared in _WHOLE:
        return f"{unknown} cannot be read; write {_WHOLE[declared]}"
    if "/Date(" in declared:
        return f'{unknown} cannot be read; write "dotnet" for texts such as /Date(1672882200000+0700)/'
    if unknown in _NO_SUCH:
        return f"{unknown}: {_NO_SUCH[unknown]}"
    if _WRONG.fullmatch(unknown):
        right = _WRONG.sub(lambda directive: _MENDED.get(directive[0]) or f"%{directive[0][-1]}", declared)
        return f"{unknown} cannot be read; write {right!r}"
    return f"there is no directive {unknown} that can be read; those that can: {' '.join(accepted)}"


def zone_fault(declared: str) -> str:
    """Say what is wrong where a format has the letter Z, an offset or a zone's name after its time; empty if nothing.

    Such letters would be passed over: 17:30Z is not half past five in Ho Chi Minh City.
    """
    after_time = _AFTER_TIME.search(declared)
    if after_time is None:
        return ""
    if after_time["name"]:
        if after_time["name"] in _HALF_DAYS:
            half = f"{after_time['name']!r} after a time is a half of the day, not mere letters"
            return f"{half}; write %I for the hour and %p"
        return (
            f"{after_time['name']!r} after a time is the name of a zone, which cannot be read; %#z reads Z and +07:00"
        )
    right = f"{declared[: after_time.start('offset')]}%#z{declared[after_time.end('offset') :]}"
    return f"{after_time['offset']!r} after a time is its distance from UTC, not mere letters; write {right!r}"


def nearest_spelling(declared: str, special: Sequence[str]) -> str:
    """Return, quoted, how a format of another program is spelt here; empty where it looks like none."""
    if "%" not in declared and (close := nearest(declared.lower(), list(special))):
        return f'"{close[0]}"'
    pieces = [*_PIECES.finditer(declared)]
    if not any((p["theirs"] or "").lower() in _TELLING for p in pieces) or any(
        (p["other"] or "").isalpha() for p in pieces
    ):
        return ""
    half_days = any(p[0].lower() in ("tt", "a", "am/pm", "%p") for p in pieces)
    right, hours = "", False
    for piece in pieces:
        right += _directive(piece["theirs"], hours=hours, half_days=half_days) if piece["theirs"] else piece[0]
        hours |= piece[0].lower().startswith(("h", "%h", "%i", "%k", "%l"))
    return repr(right)


def _directive(theirs: str, *, hours: bool, half_days: bool) -> str:
    """Return the directive for a piece of another program's format: "mm" is a minute once an hour has been named."""
    key = theirs.lower()
    if theirs == "T" or key.startswith("'"):
        return theirs.strip("'")
    if key == "mi" or key[0] == "m":
        return "%M" if hours or key == "mi" else "%m"
    if key[0] == "h":
        return "%I" if key == "hh12" or (half_days and key != "hh24") else "%H"
    return {"yy": "%y", "sss": "%3f", "ffffff": "%6f"}.get(key) or _BY_LETTER[key[0]]
