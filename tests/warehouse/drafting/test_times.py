"""How times are written in a file that nobody has declared."""

import polars as pl
import pytest

from schemas.source import Field_
from schemas.strict import parse
from warehouse.drafting.times import Written, usual, written_times

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
    (["hôm qua", "05/01/23"], [], "day"),
]


@pytest.mark.parametrize(("texts", "formats", "precision"), WRITTEN)
def test_formats_and_precision_are_those_of_the_texts(texts, formats, precision):
    written = written_times(pl.Series(texts), "Asia/Ho_Chi_Minh")
    assert (list(written.formats), written.precision) == (formats, precision)
    assert parse(Field_, {"column": "x", "formats": formats, "precision": precision}, "draft")


def test_what_few_texts_are_written_in_is_a_fault():
    texts = pl.Series(["05/01/2023 08:30"] * 99 + ["2023-01-05"])
    assert written_times(texts, "Asia/Ho_Chi_Minh") == Written(("%d/%m/%Y %H:%M",), has_hours=True)


def test_formats_that_read_one_text_differently_are_not_drafted_together():
    texts = pl.Series(["25/01/2023"] * 8 + ["01/25/2023"] * 2)
    assert written_times(texts, "Asia/Ho_Chi_Minh").formats == ("%d/%m/%Y",)
    columns = [Written(("%d/%m/%Y",)), Written(("%m/%d/%Y", "excel"), has_hours=True)]
    assert usual(columns) == Written(("%d/%m/%Y", "excel"), has_hours=True)
