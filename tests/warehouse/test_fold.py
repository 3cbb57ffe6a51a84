"""The current state as a function of the set of versions."""

import itertools
from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.register import CITY
from schemas.submission import Submission
from schemas.table import load_tables
from warehouse import fold

DOSSIERS = load_tables()["dossiers"]
MIDNIGHT = datetime(2023, 2, 1)


def submission(number, minute=None, **others):
    """A submission exported at `minute` (its number, if not given)."""
    about = {
        "submission_id": f"s{number}",
        "folder": "quan-12",
        "unit_id": "quan-12",
        "table": "dossiers",
        "source_id": "test",
        "declarations": "d",
        "file_name": "a.csv",
        "file_sha256": f"{number}",
        "exported_at": MIDNIGHT + timedelta(minutes=number if minute is None else minute),
        "exported_at_origin": "name",
        "business_date": date(2023, 2, 1),
        "status": "accepted",
    }
    return Submission(**(about | others))


def versions(*rows, table=DOSSIERS):
    """Rows (submission number, values) with the stored columns."""
    blank = dict.fromkeys(table.stored_schema) | {"unit_id": "quan-12", "received_at": MIDNIGHT}
    full = [
        {k: v for k, v in blank.items() if k in table.stored_schema} | {"submission_id": f"s{s}"} | r for s, r in rows
    ]
    return pl.DataFrame(full, schema=table.stored_schema)


def one(sent, *rows):
    (row,) = fold.fold(versions(*rows), DOSSIERS, sent).iter_rows(named=True)
    return row


def day(number):
    return datetime(2023, 2, number)


def test_the_latest_export_wins_whole():
    sent = [submission(1), submission(2)]
    row = one(
        sent,
        (2, {"dossier_code": "a", "channel": "post"}),
        (1, {"dossier_code": "a", "channel": "online", "field": "x"}),
    )
    assert (row["channel"], row["field"], row["submission_id"]) == ("post", None, "s2")


def test_a_declared_time_outranks_a_files_time_and_hashes_break_ties():
    weak = submission(9, exported_at_origin="file_time")
    same = [submission(1, 5), submission(2, 5), weak]
    ranks = dict(fold.version_ranks(same).iter_rows())
    assert ranks == {"s9": 0, "s1": 1, "s2": 2}
    assert dict(fold.version_ranks(reversed(same)).iter_rows()) == ranks


dues = st.lists(st.none() | st.integers(1, 6), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(dues, st.data())
def test_the_first_promise_and_its_revisions(dues, data):
    """Against a plain loop over the versions, whatever the order in which their rows are found."""
    rows = [
        (
            i,
            {
                "dossier_code": "a",
                "current_due_at": day(d) if d else None,
                "first_due_at": day(d) if d else None,
                "due_revision_count": 0,
            },
        )
        for i, d in enumerate(dues)
    ]
    row = one([submission(i) for i in range(len(dues))], *data.draw(st.permutations(rows)))
    written = [d for d in dues if d]
    assert row["current_due_at"] == (day(dues[-1]) if dues[-1] else None)
    assert row["first_due_at"] == (day(written[0]) if written else None)
    assert row["due_revision_count"] == sum(a != b for a, b in itertools.pairwise(written))


def test_a_declared_number_of_revisions_stands_where_it_is_larger():
    rows = [
        (i, {"dossier_code": "a", "current_due_at": day(1 + i), "due_revision_count": n}) for i, n in enumerate([3, 2])
    ]
    assert one([submission(0), submission(1)], *rows)["due_revision_count"] == 3


def test_a_single_version_is_as_it_was_sent():
    row = {"dossier_code": "a", "current_due_at": day(3), "first_due_at": day(2), "due_revision_count": 1}
    assert one([submission(1)], (1, row)) | row == one([submission(1)], (1, row))


def test_rows_of_other_submissions_do_not_count():
    assert fold.fold(versions((7, {"dossier_code": "a"})), DOSSIERS, [submission(1)]).is_empty()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=10, unique=True),
    st.randoms(use_true_random=False),
)
def test_no_order_of_rows_or_submissions_matters(pairs, chance):
    rows = [(s, {"dossier_code": f"{c}", "field": f"{s}"}) for s, c in pairs]
    sent = [submission(s) for s in range(4)]
    expected = {f"{c}": f"{max(s for s, d in pairs if d == c)}" for _, c in pairs}
    folded = fold.fold(versions(*rows), DOSSIERS, sent)
    assert dict(folded.select("dossier_code", "field").rows()) == expected
    assert folded.get_column("dossier_code").is_sorted()
    mixed = fold.fold(versions(*chance.sample(rows, len(rows))), DOSSIERS, chance.sample(sent, len(sent)))
    assert mixed.equals(folded)


def replacing(number, first, last, **others):
    return submission(number, replaces=True, window=(date(2023, 2, first), date(2023, 2, last)), **others)


@pytest.mark.parametrize(
    ("sent", "left"),
    [
        ([submission(1), replacing(2, 2, 3)], ["1", "4"]),
        ([submission(1), replacing(0, 2, 3)], ["1", "2", "3", "4"]),  # an earlier export removes nothing of a later
        ([submission(1), replacing(2, 2, 3, rejected=1)], ["1", "2", "3", "4"]),
        ([submission(1), replacing(2, 2, 3, unit_id="quan-1")], ["1", "2", "3", "4"]),
        ([submission(1), replacing(2, 1, 1), replacing(3, 4, 4)], ["2", "3"]),
    ],
)
def test_a_replacing_window(sent, left):
    rows = [(1, {"dossier_code": f"{i}", "received_at": day(i)}) for i in (1, 2, 3, 4)]
    assert fold.fold(versions(*rows), DOSSIERS, sent).get_column("dossier_code").to_list() == left


def test_a_dossier_that_left_the_window_is_not_replaced():
    """Its latest version lies outside: the window speaks of where dossiers are, not of where they were."""
    rows = [(1, {"dossier_code": "a", "received_at": day(2)}), (2, {"dossier_code": "a", "received_at": day(9)})]
    sent = [submission(1), submission(2), replacing(3, 1, 5)]
    assert fold.fold(versions(*rows), DOSSIERS, sent).height == 1


def test_a_city_table_is_replaced_by_whoever_it_speaks_of():
    claims = load_tables()["claims"]
    rows = versions(
        *[(1, {"claim_id": "a", "unit_id": "quan-12"}), (1, {"claim_id": "b", "unit_id": None})], table=claims
    )
    everything = (date.min, date.max)
    sent = [submission(1, unit_id=CITY), submission(2, unit_id=CITY, replaces=True, window=everything)]
    assert fold.fold(rows, claims, sent).is_empty()
    assert fold.fold(rows, claims, sent[:1]).height == 2


def test_codes_under_several_units():
    rows = pl.DataFrame({"unit_id": ["a", "b", "a"], "dossier_code": ["1", "1", "2"]})
    assert fold.shared_codes(rows, DOSSIERS).rows() == [("1", "a"), ("1", "b")]
    assert fold.shared_codes(rows, load_tables()["staffing"]).is_empty()
