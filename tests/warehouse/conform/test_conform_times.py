"""From text to times: every format that can be declared, read back and compared with Python's own datetime."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.time_directives import ACCEPTED, SPECIAL
from warehouse import conform

ZONE = "Asia/Ho_Chi_Minh"


def read(written, *formats, zone=ZONE):
    """The times that the formats read in the texts."""
    texts = pl.DataFrame({"text": written}, schema={"text": pl.String})
    return texts.select(conform.local_time(pl.col("text"), formats, zone)).to_series().to_list()


TIMES = [
    ("%d/%m/%Y", "01/02/2023", datetime(2023, 2, 1)),
    ("%d/%m/%Y", "1/2/2023", datetime(2023, 2, 1)),
    ("%d/%m/%Y", "31/09/2022", None),
    ("%d/%m/%Y", "29/02/2023", None),
    ("%d/%m/%Y", "2023-02-01", None),
    ("%d/%m/%Y", "01/02/23", None),
    ("%d/%m/%Y", "01/02/+2023", None),
    ("%d/%m/%Y", "01/01/0000", None),
    ("%d/%m/%Y", "01/02/2023 08:00", None),
    ("%d/%m/%Y", "", None),
    ("%d/%m/%Y %H:%M", "01/02/2023 8:30", datetime(2023, 2, 1, 8, 30)),
    ("%d/%m/%Y %H:%M", "01/02/2023  08:30", datetime(2023, 2, 1, 8, 30)),
    ("%d/%m/%Y %H:%M", "01/02/2023\u00a008:30", datetime(2023, 2, 1, 8, 30)),
    ("%d/%m/%Y %H:%M", "01/02/202308:30", None),
    ("%d/%m/%Y %H:%M", "01/02/2023 08:3", None),
    ("%d/%m/%Y %H:%M", "01/02/2023 24:00", None),
    ("%d/%m/%Y %H:%M", "01/02/2023 08:30x", None),
    ("%d/%m/%Y %H:%M:%S", "01/02/2023 23:59:59", datetime(2023, 2, 1, 23, 59, 59)),
    ("%d/%m/%Y %H:%M:%S", "01/02/2023 24:00:00", None),
    ("%d/%m/%Y %H:%M:%S", "01/02/2023 23:59:60", None),
    ("%d/%m/%Y %H:%M:%S", "01/02/23   08:30:00", None),
    ("%d/%m/%Y %T", "01/02/2023 08:30:05", datetime(2023, 2, 1, 8, 30, 5)),
    ("%R %d/%m/%Y", "08:30 01/02/2023", datetime(2023, 2, 1, 8, 30)),
    ("%d/%m/%Y %k:%M", "01/02/2023  8:30", datetime(2023, 2, 1, 8, 30)),
    ("%e/%m/%Y", "1/02/2023", datetime(2023, 2, 1)),
    ("%Hh%M ngày %d/%m/%Y", "8h30 ngày 01/02/2023", datetime(2023, 2, 1, 8, 30)),
    ("%d-%b-%Y", "01-FEB-2023", datetime(2023, 2, 1)),
    ("%Y%m%d%H%M%S", "20230201030405", datetime(2023, 2, 1, 3, 4, 5)),
    ("%Y%m%d%H%M%S", "2023010203040", None),
    ("%Y%m%d", "2023021", None),
    ("%d/%m/%y", "01/02/99", datetime(2099, 2, 1)),
    ("%d/%m/%y", "29/02/00", datetime(2000, 2, 29)),
    ("%d/%m/%y", "01/02/2023", None),
    ("%m/%d/%Y %I:%M:%S %p", "03/02/2023 12:10:00 AM", datetime(2023, 3, 2, 0, 10)),
    ("%m/%d/%Y %I:%M:%S %p", "03/02/2023 12:10:00 PM", datetime(2023, 3, 2, 12, 10)),
    ("%d/%m/%Y %I:%M %p", "01/02/2023 05:00 CH", datetime(2023, 2, 1, 17)),
    ("%d/%m/%Y %I:%M %p", "01/02/2023 05:00 SÁNG", datetime(2023, 2, 1, 5)),
    ("%p %I:%M %d/%m/%Y", "chiều 5:00 01/02/2023", datetime(2023, 2, 1, 17)),
    ("%d %B %Y %I:%M %p", "1 March 2023 05:00 SA", datetime(2023, 3, 1, 5)),
    ("%d/%m/%Y %I:%M %p", "01/02/2023 17:00 CH", None),
    ("%d/%m/%Y %I:%M %p", "01/02/2023 00:30 SA", None),
    ("%d/%m/%Y %I:%M %p", "01/02/2023 05:00", None),
    ("excel", "44958", datetime(2023, 2, 1)),
    ("excel", "44958.354166666664", datetime(2023, 2, 1, 8, 30)),
    ("excel", "2023-02-01 08:30:00", datetime(2023, 2, 1, 8, 30)),
    ("excel", "2023-02-01 23:59:59.136", datetime(2023, 2, 1, 23, 59, 59)),
    ("excel", "01/02/2023", None),
    ("excel", "2023", None),
    ("excel-1904", "43496", datetime(2023, 2, 1)),
    ("unix", "1672882200", datetime(2023, 1, 5, 8, 30)),
    ("unix", "1672882200000", None),
    ("unix-ms", "1672882200000", datetime(2023, 1, 5, 8, 30)),
    ("unix-ms", "1672882200", None),
    ("dotnet", "/Date(1672882200000+0700)/", datetime(2023, 1, 5, 8, 30)),
    ("dotnet", "/Date(1672882200000)/", datetime(2023, 1, 5, 8, 30)),
    ("dotnet", "/Date(-62135596800000)/", None),
    ("%Y-%m-%d %H:%M:%S%.f%:z", "2011-10-11 01:06:40.020000+02:00", datetime(2011, 10, 11, 6, 6, 40, 20000)),
    ("%Y-%m-%d %H:%M:%S%.f%:z", "2011-10-11 01:06:40+02:00", datetime(2011, 10, 11, 6, 6, 40)),
    ("%Y-%m-%dT%H:%M:%S%:z", "2023-02-01T20:00:00-05:00", datetime(2023, 2, 2, 8)),
    ("%Y-%m-%dT%H:%M:%S%z", "2023-01-31T17:30:00Z", datetime(2023, 2, 1, 0, 30)),
    ("%Y-%m-%dT%H:%M:%S%:z", "2023-02-01T00:30:00+07", datetime(2023, 2, 1, 0, 30)),
    ("%Y-%m-%dT%H:%M:%S%#z", "2023-02-01T00:30:00+0700", datetime(2023, 2, 1, 0, 30)),
    ("%Y-%m-%dT%H:%M:%S%#z", "2023-02-01T00:30:00", None),
]


@pytest.mark.parametrize(("declared", "written", "value"), TIMES)
def test_times_by_format(declared, written, value):
    assert read([written], declared) == [value]


def test_formats_are_tried_in_order():
    written = ["01/02/2023", "2023-02-01", "44958", "hôm qua"]
    assert read(written, "%d/%m/%Y", "%Y-%m-%d", "excel") == [datetime(2023, 2, 1)] * 3 + [None]
    assert read(["01/02/23 08:30"], "%d/%m/%Y %H:%M", "%d/%m/%y %H:%M") == [datetime(2023, 2, 1, 8, 30)]


def test_offsets_become_the_zones_time():
    assert read(["2023-02-01T00:00:00+00:00"], "%FT%T%:z", zone="Europe/Amsterdam") == [datetime(2023, 2, 1, 1)]
    assert read(["1672882200"], "unix", zone="Europe/Amsterdam") == [datetime(2023, 1, 5, 2, 30)]


def test_the_latest_time_of_a_column():
    text = pl.DataFrame({"t": ["01/02/2023", "x", "03/02/2023", None]}, schema={"t": pl.String})
    assert conform.latest_time(text, "t", "%d/%m/%Y", ZONE) == datetime(2023, 2, 3)
    assert conform.latest_time(text.slice(1, 1), "t", "%d/%m/%Y", ZONE) is None
    never = pl.DataFrame({"t": ["2023-02-03T00:00:00Z", "9999-12-31T23:59:59Z"]})
    assert conform.latest_time(never, "t", "%FT%T%#z", ZONE) == datetime(2023, 2, 3, 7)


def test_the_time_in_a_single_text():
    assert conform.time_of("20230203", "%Y%m%d", ZONE) == datetime(2023, 2, 3)
    assert conform.time_of("20231403", "%Y%m%d", ZONE) is None


# What writes a time shares nothing with what reads it: Python's strftime, and a few lines for what that does not know.
OFFSETS = ["Z", "+07:00", "+0700", "+07", "-05:30", "-0330", "+00:00"]
HALF_DAYS = [("AM", "PM"), ("am", "pm"), ("a.m.", "p.m."), ("SA", "CH"), ("sáng", "chiều")]


def offset_of(text):
    """The time zone that an offset means."""
    digits = text.lstrip("+-").replace(":", "").ljust(4, "0") if text != "Z" else "0000"
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if text.startswith("-") else minutes))


def as_written(directive, t, offset, marks):
    """The text for a directive, of the time `t`."""
    fraction = f"{t.microsecond:06d}"
    ours = {
        "%e": f"{t.day:2d}",
        "%k": f"{t.hour:2d}",
        "%l": f"{(t.hour + 11) % 12 + 1:2d}",
        "%p": marks[t.hour >= 12],
        "%.f": f".{fraction}" if t.microsecond else "",
        "%.3f": f".{fraction[:3]}",
        "%3f": fraction[:3],
        "%.6f": f".{fraction}",
        "%6f": fraction,
    }
    return (
        offset
        if directive.endswith("z")
        else ours.get(directive) or ("" if directive == "%.f" else t.strftime(directive))
    )


DAYS = [
    "%d/%m/%Y",
    "%Y-%m-%d",
    "%F",
    "%d.%m.%y",
    "%e-%b-%Y",
    "%d %B %Y",
    "%Y%m%d",
    "ngày %d tháng %m năm %Y",
    "%m/%e/%y",
]
HOURS = ["", "%H:%M", "%R", "%T", "%k:%M:%S", "%I:%M %p", "%l:%M:%S %p", "%I:%M:%S%.f %p", "%Hh%M", "%p %I:%M"]
HOURS += ["%H:%M:%S" + f for f in ("%.f", "%.3f", "%.6f", ",%3f", ".%6f", "%#z", "%.f%:z", "%.3f%z")]
HOURS += ["%I:%M:%S %p %z", "%I:%M%#z %p", "%H%M%S"]
DIRECTIVE = re.compile(r"%(?:\.?[0-9]f|\.f|[:#]z|[A-Za-z])")


@st.composite
def declared_formats(draw):
    """A format: a day and perhaps an hour before or after it."""
    day, hour = draw(st.sampled_from(DAYS)), draw(st.sampled_from(HOURS))
    gap = draw(st.sampled_from([" ", "T", ", "]))
    return day if not hour else f"{hour} {day}" if draw(st.booleans()) else f"{day}{gap}{hour}"


def smallest_step(declared):
    """How finely the format writes times."""
    if not re.search("%[HIklRT]", declared):
        return timedelta(days=1)
    if found := re.search(r"%\.?(3|6)?f", declared):
        return timedelta(milliseconds=1) if found[1] == "3" else timedelta(microseconds=1)
    return timedelta(seconds=1) if re.search("%[ST]", declared) else timedelta(minutes=1)


THIS_CENTURY = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31))


@settings(deadline=None)
@given(
    declared_formats(),
    st.lists(THIS_CENTURY, min_size=1, max_size=8),
    st.sampled_from(OFFSETS),
    st.sampled_from(HALF_DAYS),
)
def test_what_is_written_is_read_back(declared, times, offset, marks):
    step = smallest_step(declared)
    times = [t - (t - datetime.min) % step for t in times]
    written = [DIRECTIVE.sub(lambda found, t=t: as_written(found[0], t, offset, marks), declared) for t in times]
    if re.search("%[:#]?z", declared):
        times = [t.replace(tzinfo=offset_of(offset)).astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) for t in times]
    assert read([text.strip() for text in written], declared) == times


def test_every_directive_takes_part_in_the_round_trip():
    used = {directive for text in (*DAYS, *HOURS) for directive in DIRECTIVE.findall(text)}
    assert used == set(ACCEPTED)


SINCE = {"excel": datetime(1899, 12, 30), "excel-1904": datetime(1904, 1, 1)}


@settings(deadline=None)
@given(st.sampled_from(sorted(SPECIAL)), st.lists(st.datetimes(datetime(2002, 1, 1), datetime(2099, 1, 1)), min_size=1))
def test_numbers_are_read_back(declared, times):
    if declared in SINCE:
        times = [t.replace(microsecond=0) for t in times]
        written = [repr((t - SINCE[declared]) / timedelta(days=1)) for t in times]
    else:
        times = [t.replace(microsecond=t.microsecond // 1000 * 1000) for t in times]
        millis = [
            (t.replace(tzinfo=ZoneInfo(ZONE)) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
            for t in times
        ]
        shown = {"unix": "{0}.{1:03d}", "unix-ms": "{2}", "dotnet": "/Date({2}+0700)/"}[declared]
        written = [shown.format(ms // 1000, ms % 1000, ms) for ms in millis]
    assert read(written, declared) == times


def plain(text):
    """A text without the zeros before numbers, and with single spaces: what formats leave open."""
    return re.sub(r"\s+", " ", re.sub(r"(?<!\d)0(?=\d)", "", text))


STRICT = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%Y%m%d%H%M%S", "%d/%m/%y %H:%M", "%d %b %Y %I:%M %p"]


@settings(deadline=None)
@given(
    st.sampled_from(STRICT),
    THIS_CENTURY,
    st.integers(0, 18),
    st.text("0123456789/:- +.APM\u00a0", max_size=3),
    st.integers(0, 3),
)
@example("%d/%m/%Y %H:%M", datetime(2023, 1, 5, 8, 30), 6, "", 2)
@example("%d/%m/%Y %H:%M", datetime(2023, 1, 5, 8, 30), 15, "", 1)
@example("%Y%m%d%H%M%S", datetime(2023, 1, 5, 8, 30), 10, "", 1)
def test_a_text_that_is_not_described_is_no_other_time(declared, time, at, put, cut):
    """A damaged text is null, or it says what was read: written again, the time is the same text."""
    written = time.strftime(declared)
    damaged = (written[:at] + put + written[at + cut :]).strip()
    (found,) = read([damaged], declared)
    assert found is None or plain(found.strftime(declared)) == plain(damaged)
