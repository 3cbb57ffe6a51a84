"""Which number of a date is the day: told by what a file holds, or left in doubt; never decided against the truth."""

import random
from datetime import date, timedelta

import polars as pl
import pytest

from schemas.words.catalogue import said
from warehouse.drafting.day_month import with_one_order
from warehouse.drafting.times import written_times

ZONE = "Asia/Ho_Chi_Minh"


def written(columns):
    """How the columns are written, each by itself first."""
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    each = {h: written_times(texts[h].drop_nulls(), ZONE) for h in texts.columns}
    return with_one_order(texts, each, ZONE)


def formats(columns):
    return {h: w.formats for h, w in written(columns).items() if not w.otherwise}


def test_a_day_above_12_tells_it_of_every_column():
    assert formats({"a": ["05/01/2023"], "b": ["25/01/2023"]}) == {"a": ("%d/%m/%Y",), "b": ("%d/%m/%Y",)}
    assert formats({"a": ["05/01/2023 08:30"], "b": ["01/25/2023"]}) == {
        "a": ("%m/%d/%Y %H:%M",),
        "b": ("%m/%d/%Y",),
    }


def test_columns_that_contradict_each_other_leave_the_others_in_doubt():
    both = written({"a": ["05/01/2023"], "b": ["25/01/2023"], "c": ["01/25/2023"]})
    assert [bool(w.otherwise) for w in both.values()] == [True, False, False]


def test_times_that_follow_each_other_tell_it():
    received = ["01/02/2023", "02/02/2023", "03/02/2023", "11/01/2023", "12/01/2023", "09/02/2023"]
    returned = ["05/02/2023", "02/03/2023", "05/02/2023", "01/02/2023", "02/02/2023", "01/03/2023"]
    assert formats({"a": received, "b": returned}) == {"a": ("%d/%m/%Y",), "b": ("%d/%m/%Y",)}


def test_times_that_stand_in_order_down_the_file_tell_it():
    days = ["10/01/2023", "11/01/2023", "12/01/2023", "01/02/2023", "03/02/2023", "05/02/2023", "01/03/2023"]
    assert formats({"a": days}) == {"a": ("%d/%m/%Y",)}
    assert formats({"a": days[:3]}) == {}


def test_the_first_days_of_months_stay_in_doubt():
    firsts = [f"01/{month:02}/2023" for month in range(1, 13)]
    (doubtful,) = written({"a": firsts}).values()
    (doubt,) = doubtful.doubts
    for text in said(doubt):
        assert "%d/%m/%Y" in text and "%m/%d/%Y" in text


def test_years_of_two_digits_are_told_from_days_by_how_far_apart_times_lie():
    days = ["15/01/23", "02/02/23", "28/02/23", "09/03/23", "30/03/23", "01/02/23"]
    assert formats({"a": days}) == {"a": ("%d/%m/%y",)}
    turned = ["/".join(reversed(day.split("/"))) for day in days]
    assert formats({"a": turned}) == {"a": ("%y/%m/%d",)}


@pytest.mark.long
@pytest.mark.parametrize("form", ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%m/%d/%y", "%y-%m-%d", "%d/%m/%Y %H:%M"])
@pytest.mark.parametrize("rows", [1, 2, 3, 5, 8, 20])
def test_no_random_file_is_read_wrongly_without_a_doubt(form, rows):
    for seed in range(20):
        rng = random.Random(seed)
        first = date(2023, 1, 1) + timedelta(days=rng.randrange(700))
        received = [first + timedelta(days=rng.randrange(30)) for _ in range(rows)]
        returned = [day + timedelta(days=rng.randrange(1, 30)) for day in received]
        columns = {"a": [d.strftime(form) for d in received], "b": [d.strftime(form) for d in returned]}
        read = written(columns)
        assert all(w.otherwise or w.formats == (form,) for w in read.values()), (seed, columns)
        assert all(form in ([*w.formats, *(f for fs in w.otherwise.values() for f in fs)]) for w in read.values())
