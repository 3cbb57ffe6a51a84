"""How times are written in a file that nobody has declared."""

from fractions import Fraction

import polars as pl
import pytest

from schemas.source_parts import Field_
from schemas.strict import parse
from warehouse.drafting.times import TimeStyle, usual_style, written_times

WRITTEN = [
    (["05/01/2023 08:30"], ["%d/%m/%Y %H:%M"], "instant"),
    (["05/01/2023", "06/01/2023"], ["%d/%m/%Y"], "day"),
    (["01/05/2023", "01/25/2023"], ["%m/%d/%Y"], "day"),
    (["2023-01-05 00:00:00", "2023-01-06 00:00:00"], ["%Y-%m-%d %H:%M:%S"], "day"),
    (["2023-01-05 00:00:00", "2023-01-06 08:30:00"], ["%Y-%m-%d %H:%M:%S"], "instant"),
    (["05/01/2023 17:00", "06/01/2023", "07/01/2023"], ["%d/%m/%Y", "%d/%m/%Y %H:%M"], "day"),
    (["44931", "44932"], ["excel"], "day"),
    (["44931.5", "44932"], ["excel"], "instant"),
    (["2023-01-05T01:30:00Z"], ["%Y-%m-%dT%H:%M:%S%:z"], "instant"),
    (["2023-01-04T17:00:00.000Z"], ["%Y-%m-%dT%H:%M:%S%.f%:z"], "day"),  # midnight in the city
    (["05/01/2023 05:00:00 CH"], ["%d/%m/%Y %I:%M:%S %p"], "instant"),
    (["20230105083000"], ["%Y%m%d%H%M%S"], "instant"),
    (["20230105"], ["%Y%m%d"], "day"),
    (["1672882200"], ["unix"], "instant"),
    (["/Date(1672882200000+0700)/"], ["dotnet"], "instant"),
    (["hôm qua", "sáng 05/01/23"], [], "day"),
    (["25/01/23", "31/01/23"], ["%d/%m/%y"], "day"),
    (["01/25/2023 10:15:00 AM", "03/02/2023 04:45:00 PM"], ["%m/%d/%Y %I:%M:%S %p"], "instant"),
    (["03/01/2023 10:15:00 AM"], ["%m/%d/%Y %I:%M:%S %p"], "instant"),
    (["2023-03-01T10:15:00.000"], ["%Y-%m-%dT%H:%M:%S%.f"], "instant"),
    (["2011-12-06 13:41:31.788000+01:00", "2011-12-06 01:06:40+01:00"], ["%Y-%m-%d %H:%M:%S%.f%:z"], "instant"),
    (["01-Mar-2011"], ["%d-%b-%Y"], "day"),
    (["Mar 5, 2023 10:00 AM"], ["%b %d, %Y %I:%M %p"], "instant"),
    (["ngày 05 tháng 01 năm 2023"], ["ngày %d tháng %m năm %Y"], "day"),
    (["08h30 15/01/2023"], ["%Hh%M %d/%m/%Y"], "instant"),
    (["01-mrt-2011"], [], "day"),  # names of months are read in English only
    (["15/01/2023 00:00", "16/01/2023 00:00"], ["%d/%m/%Y %H:%M"], "day"),
]


@pytest.mark.parametrize(("texts", "formats", "precision"), WRITTEN)
def test_formats_and_precision_are_those_of_the_texts(texts, formats, precision):
    written = written_times(pl.Series(texts), "Asia/Ho_Chi_Minh")
    assert (list(written.formats), written.precision) == (formats, precision)
    assert parse(Field_, {"column": "x", "formats": formats, "precision": precision}, "draft")


def test_what_few_texts_are_written_in_is_a_fault():
    texts = pl.Series(["05/01/2023 08:30"] * 99 + ["2023-01-05"])
    written = written_times(texts, "Asia/Ho_Chi_Minh")
    assert (written.formats, written.has_hours, written.unread) == (("%d/%m/%Y %H:%M",), True, Fraction(1, 100))
    assert [d.key for d in written.doubts] == ["file_guess.day-or-month"]


def test_formats_that_read_one_text_differently_are_not_drafted_together():
    texts = pl.Series(["25/01/2023"] * 8 + ["01/25/2023"] * 2)
    written = written_times(texts, "Asia/Ho_Chi_Minh")
    assert (written.formats, written.order, written.unread_shapes) == (("%d/%m/%Y",), "day", ("99/99/9999",))
    assert [d.key for d in written.doubts] == ["file_guess.unread-times"]
    columns = [TimeStyle(("%d/%m/%Y",)), TimeStyle(("%m/%d/%Y", "excel"), has_hours=True)]
    assert usual_style(columns) == TimeStyle(("%d/%m/%Y", "excel"), has_hours=True)
