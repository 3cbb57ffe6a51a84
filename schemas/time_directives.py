"""The directives and special names by which times can be declared, and what their texts look like."""

from schemas.data_files import vietnamese

# Numbers as exports write them today: serial days from 1927 on, seconds and milliseconds from 2001 to 2286.
_SERIAL = r"(?P<number>[1-9][0-9]{4}(?:\.[0-9]+)?)"
_TYPED = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"  # as readers write a cell with a date
_FRACTION = r"(?:\.[0-9]{1,9})?"
SPECIAL = {
    "excel": rf"^(?:{_SERIAL}|{_TYPED})$",
    "excel-1904": rf"^(?:{_SERIAL}|{_TYPED})$",
    "unix": rf"^(?P<number>[1-9][0-9]{{9}}{_FRACTION})$",
    "unix-ms": rf"^(?P<number>[1-9][0-9]{{12}}{_FRACTION})$",
    "dotnet": r"^/Date\((?P<number>[1-9][0-9]{12})(?:[+-][0-9]{4})?\)/$",
}
"""Special name -> the shape of its texts: serial days of spreadsheets, time since 1970 in UTC, JSON of .NET."""

EXAMPLES = {
    "excel": "44958.5",
    "excel-1904": "44958.5",
    "unix": "1672882200",
    "unix-ms": "1672882200000",
    "dotnet": "/Date(1672882200000)/",
}
_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "|".join(month[:3] for month in _LONG.split("|"))
_OFFSET = r"[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?"
AFTERNOON = "|".join([r"p\.?m\.?", *vietnamese("afternoon")])
_FORENOON = "|".join([r"a\.?m\.?", *vietnamese("forenoon")])
_HALF_DAY = f"(?i:{_FORENOON}|{AFTERNOON})"

# Directive -> what it stands for, what its texts look like, how it writes 3 February 2001, 04:05:06.789 at +07:00.
DIRECTIVES = {
    "%Y": ("year", "[1-9][0-9]{3}", "2001"),
    "%y": ("year", "[0-9]{2}", "01"),
    "%m": ("month", "[0-9]{1,2}", "02"),
    "%b": ("month", f"(?i:{_SHORT})", "Feb"),
    "%B": ("month", f"(?i:{_LONG})", "February"),
    "%d": ("day", "[0-9]{1,2}", "03"),
    "%e": ("day", " ?[0-9]{1,2}", "03"),
    "%H": ("hour", "[0-9]{1,2}", "04"),
    "%k": ("hour", " ?[0-9]{1,2}", "04"),
    "%I": ("hour", "[0-9]{1,2}", "04"),
    "%l": ("hour", " ?[0-9]{1,2}", "04"),
    "%M": ("minute", "[0-9]{2}", "05"),
    "%S": ("second", "[0-5][0-9]", "06"),
    "%.f": ("fraction", r"(?:\.[0-9]{1,9})?", ".789"),
    "%.3f": ("fraction", r"\.[0-9]{3}", ".789"),
    "%.6f": ("fraction", r"\.[0-9]{6}", ".789000"),
    "%3f": ("fraction", "[0-9]{3}", "789"),
    "%6f": ("fraction", "[0-9]{6}", "789000"),
    "%p": ("half_day", _HALF_DAY, "AM"),
    "%z": ("offset", _OFFSET, "+0700"),
    "%:z": ("offset", _OFFSET, "+0700"),
    "%#z": ("offset", _OFFSET, "+0700"),
}
COMPOSED = {"%T": "%H:%M:%S", "%R": "%H:%M", "%F": "%Y-%m-%d"}
ACCEPTED = (*DIRECTIVES, *COMPOSED)
