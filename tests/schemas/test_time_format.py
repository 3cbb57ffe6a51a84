"""Formats of times: what can be declared, and what is refused with the spelling to write instead."""

import pytest

from schemas.errors import DeclarationError
from schemas.source import Source
from schemas.source_parts import ExportedAt, Field_
from schemas.strict import parse
from schemas.time_format import contradiction, time_format

# A format that cannot be read, and words that must be in the answer: what is wrong, and what to write.
REFUSED = [
    ("dd/MM/yyyy HH:mm", "'%d/%m/%Y %H:%M'"),
    ("yyyyMMddHHmmss", "'%Y%m%d%H%M%S'"),
    ("DD/MM/YYYY HH24:MI:SS", "'%d/%m/%Y %H:%M:%S'"),
    ("M/d/yyyy h:mm tt", "'%m/%d/%Y %I:%M %p'"),
    ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "'%Y-%m-%dT%H:%M:%S.%3f%#z'"),
    ("%d/%m/%Y HH:mm", "'%d/%m/%Y %H:%M'"),
    ("Excel", '"excel"'),
    ("d/m/Y", "'%d/%m/%Y %H:%M'"),
    ("", "excel, excel-1904, unix, unix-ms, dotnet"),
    ("%s", '"unix"'),
    ("%d/%M/%Y %H:%m", "%m is the month"),
    ("%d/%m/%Y %H:%M EST", "the name of a zone"),
    ("%d/%m/%Y %H:%M CH", "%p"),
    ("/Date(%s)/", '"dotnet"'),
    ("%d/%m/%Y %H:%M %p", "'%d/%m/%Y %I:%M %p'"),
    ("%T %p %d/%m/%Y", "'%I:%M:%S %p %d/%m/%Y'"),
    ("%d/%m/%Y %k:%M %p", "'%d/%m/%Y %I:%M %p'"),
    ("%d/%m/%Y %I:%M", "'%d/%m/%Y %H:%M'"),
    ("%d/%m/%Y %p", "%I"),
    ("%Y-%m-%dT%H:%M:%SZ", "'%Y-%m-%dT%H:%M:%S%#z'"),
    ("%Y-%m-%dT%TZ", "UTC"),
    ("%Y-%m-%dT%H:%M:%S.%3fZ", "'%Y-%m-%dT%H:%M:%S.%3f%#z'"),
    ("%Y-%m-%dT%H:%M:%S+07:00", "'%Y-%m-%dT%H:%M:%S%#z'"),
    ("%Y-%m-%d %H:%M:%S (UTC)", "'UTC'"),
    ("%Y-%m-%d %H:%M:%S%Z", "'%Y-%m-%d %H:%M:%S%#z'"),
    ("%Y-%m-%d %H:%M:%S%::z", "%:z"),
    ("%Y-%m-%d %H:%M:%S.%f", "'%Y-%m-%d %H:%M:%S%.f'"),
    ("%Y-%m-%d %H:%M:%S,%f", "'%Y-%m-%d %H:%M:%S,%6f'"),
    ("%d/%m/%Y %H:%i:%s", "'%d/%m/%Y %H:%M:%S'"),
    ("%-d/%-m/%Y", "'%d/%m/%Y'"),
    ("%D", "'%m/%d/%y'"),
    ("%m/%d/%Y %r", "'%m/%d/%Y %I:%M:%S %p'"),
    ("%Y-%j", "%j"),
    ("%A %d/%m/%Y", "weekdays"),
    ("%G-W%V-%u", "%G"),
    ("%c", "%c"),
    ("%E", "those that can"),
    ("100%", "percent"),
    ("%d/%M/%Y", "%m the month"),
    ("%H:%m %d/%m/%Y", "%M the minute"),
    ("%d/%m", "%Y"),
    ("%m/%Y", "%d"),
    ("%H:%M", "%d (the day)"),
    ("%d/%m/%Y %F", "twice"),
    ("%d/%m/%Y %M", "%H"),
    ("%d/%m/%Y %H", "%M"),
    ("%d/%m/%Y %S", "%M"),
    ("%d/%m/%Y %H:%M%.f", "%S"),
    ("%d/%m/%Y%#z", "%H"),
    ("%d/%m/%Y ", "'%d/%m/%Y'"),
]


@pytest.mark.parametrize(("declared", "answer"), REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_write(declared, answer):
    with pytest.raises(DeclarationError) as refused:
        parse(Field_, {"column": "received_at", "formats": [declared]}, "source.toml")
    assert repr(declared) in str(refused.value)
    assert answer in str(refused.value)
    with pytest.raises(DeclarationError):
        parse(ExportedAt, {"name_pattern": "(.+)", "format": declared}, "source.toml")


def test_the_spelling_that_is_offered_can_be_declared():
    offered = [answer.strip("'\"") for _, answer in REFUSED if answer[:1] in ("'", '"') and answer != "'UTC'"]
    assert len(offered) > 20
    assert all(time_format(spelling).declared == spelling for spelling in offered)


@pytest.mark.parametrize(
    "declared",
    ["%Hh%M %d/%m/%Y", "%H giờ %M, ngày %d tháng %m năm %Y", "%d.%m.%Y %R", "%Y%m%d", "%d-%b-%y", "%d/%m/20%y"],
)
def test_letters_between_directives_are_letters(declared):
    assert time_format(declared).components >= {"year", "month", "day"}


READ_ALIKE = [
    (["%d/%m/%Y", "%m/%d/%Y"], "03/02/2001"),
    (["%d/%m/%Y %H:%M", "%m/%d/%Y %R"], "03/02/2001 04:05"),
    (["%d/%m/%y", "%y/%m/%d"], "03/02/01"),
    (["%Y%m%d", "%Y%d%m"], "20010203"),
    (["excel", "excel-1904"], "44958.5"),
    (["unix", "%y%m%d%H%M"], "unix"),
    (["%d/%m/%Y %H:%M", "%d/%m/%y %H:%M"], None),
    (["%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "excel"], None),
    (["%Y%m%d", "%d%m%Y"], None),  # no year has the month 20
    (["unix", "unix-ms", "dotnet", "excel", "%Y%m%d%H%M%S", "%Y%m%d"], None),
    (["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M:%S", "%F %T"], None),
    (["%d/%m/%Y %I:%M %p", "%d/%m/%Y %H:%M"], None),
]


@pytest.mark.parametrize(("formats", "example"), READ_ALIKE)
def test_formats_of_one_column_do_not_read_one_text_as_two_times(formats, example):
    assert (example or "") in contradiction([time_format(f) for f in formats])
    assert bool(contradiction([time_format(f) for f in formats])) == (example is not None)
    if example:
        with pytest.raises(DeclarationError, match="different times"):
            parse(Field_, {"column": "received_at", "formats": formats}, "source.toml")


def source(**column):
    """A source whose reception is declared by `column`."""
    columns = {
        "Mã": {"column": "dossier_code"},
        "Kênh": {"column": "channel"},
        "Nhận": {"column": "received_at", "formats": ["%d/%m/%Y %H:%M"], "precision": "instant"} | column,
    }
    about = {"id": "test", "table": "dossiers", "label_vi": "Thử", "label_en": "Test", "format": {"kind": "csv"}}
    return about | {"columns": columns}


@pytest.mark.parametrize("formats", [["%d/%m/%Y"], ["%d/%m/%Y %H:%M", "%d/%m/%Y"]])
def test_an_instant_has_an_hour_in_every_format(formats):
    with pytest.raises(DeclarationError) as refused:
        parse(Source, source(formats=formats), "s.toml")
    assert all(words in str(refused.value) for words in ("Nhận", "'%d/%m/%Y'", "precision", "instant", "'day'", "%H"))
    assert parse(Source, source(formats=formats, precision="day"), "s.toml")


@pytest.mark.parametrize("formats", [["%R %d/%m/%Y"], ["%d/%m/%Y %k:%M"], ["%F %I:%M %p"], ["unix"], ["excel"]])
def test_every_directive_of_an_hour_makes_an_instant(formats):
    assert parse(Source, source(formats=formats), "s.toml")


def test_a_zone_that_does_not_exist():
    with pytest.raises(DeclarationError, match="Asia/Saigon_City"):
        parse(Source, source() | {"zone": "Asia/Saigon_City"}, "s.toml")
