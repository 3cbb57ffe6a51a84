"""Which day a run belongs to."""

from datetime import date, datetime

import pytest

from flows.settings import closed_by


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2023, 12, 29, 2, 0), date(2023, 12, 28)),  # the scheduled night
        (datetime(2023, 12, 29, 5, 59), date(2023, 12, 28)),
        (datetime(2023, 12, 29, 6, 0), date(2023, 12, 29)),
        (datetime(2023, 12, 29, 22, 15), date(2023, 12, 29)),
    ],
)
def test_a_night_closes_a_day(moment: datetime, day: date) -> None:
    assert closed_by(moment) == day
