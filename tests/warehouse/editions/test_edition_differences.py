from datetime import UTC, date, datetime

import polars as pl
from edition_cases import content, rankings, sent, standing
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import Edition
from schemas.table import load_tables
from schemas.words.catalogue import said
from warehouse.editions.differences import differences, revisions_table
from warehouse.editions.history import editions_table
from warehouse.editions.pages import fact_name
from warehouse.editions.record import Record, bearing_submissions, standings_of
from warehouse.ranking.record import Disclosure, RankingRecord

END = date(2011, 12, 31)


def record(version, rows, submissions=(), **ranking):
    frame = pl.DataFrame(list(submissions), schema=load_tables()["submissions"].polars_schema, orient="row")
    return Record(
        series="2011-timeliness",
        version=version,
        reason="",
        title_vi="Đúng hạn",
        title_en="Timeliness",
        ranking=content().ranking.model_copy(update=ranking),
        standings=standings_of(rankings(*rows)),
        submissions=bearing_submissions(frame, END),
    )


def by_unit(found):
    return {change.unit_id: change for change in found.units}


def test_a_unit_is_listed_with_ranks_scores_and_its_own_submissions():
    a1, b1 = sent("a1", "a", 1), sent("b1", "b", 2)
    before = record(1, [standing("a", 1, 90.0), standing("b", 2, 80.0), standing("c", 3, 70.0)], [a1, b1])
    a2 = sent("a2", "a", 40)
    after = record(2, [standing("a", 2, 79.0), standing("b", 1, 80.0), standing("c", 3, 70.0)], [b1, a2])
    found = differences(before, after)
    a, b = by_unit(found)["a"], by_unit(found)["b"]
    assert (a.before.label, a.after.label, a.before.score, a.after.score) == ("1", "2", 90.0, 79.0)
    assert [s.file_name for s in a.added] == ["a2.csv"]
    assert [s.file_name for s in a.removed] == ["a1.csv"]
    assert (a.cause, b.cause) == ("own", "others")
    assert "c" not in by_unit(found)
    assert (found.unchanged, found.added, found.removed) == (1, 1, 1)


def test_units_that_enter_leave_or_are_no_longer_ranked():
    before = record(1, [standing("a", 1, 90.0), standing("b", 2, 80.0)])
    after = record(2, [standing("b", None, 80.0, tier=None, reason="NOT_REPORTED_REQUIRED"), standing("c", 1, 95.0)])
    found = by_unit(differences(before, after))
    assert (found["a"].before.label, found["a"].after) == ("1", None)
    assert (found["c"].before, found["c"].after.label) == (None, "1")
    assert (found["b"].after.label, found["b"].after.reason) == (None, "NOT_REPORTED_REQUIRED")


def test_a_tier_alone_is_a_change_and_noise_of_the_arithmetic_is_none():
    before = record(1, [standing("a", 1, 90.0, tier=1), standing("b", 2, 80.0)])
    after = record(2, [standing("a", 1, 90.0, tier=2), standing("b", 2, 80.0 + 1e-13)])
    assert set(by_unit(differences(before, after))) == {"a"}


def test_a_submission_of_the_whole_city_bears_on_every_unit():
    before = record(1, [standing("a", 1, 90.0)])
    after = record(2, [standing("a", 1, 91.0)], [sent("k", "_city", 3)])
    assert [s.submission_id for s in by_unit(differences(before, after))["a"].added] == ["k"]


def test_submissions_that_cannot_bear_on_the_period_are_left_out():
    rows = [
        sent("inactive", "a", 1, is_active=False),
        sent("later", "a", 400),
        sent("carried", "a", -200),
        sent("undated", "a", 1, window_from=None, window_to=None),
    ]
    frame = pl.DataFrame(rows, schema=load_tables()["submissions"].polars_schema, orient="row")
    assert {s.submission_id for s in bearing_submissions(frame, END)} == {"carried", "undated"}


def test_every_line_of_a_record_has_a_name():
    fields = {name: field for name, field in RankingRecord.model_fields.items() if name != "disclosure"}
    names = [field.alias or name for name, field in fields.items()]
    assert len({said(fact_name(name)) for name in names}) == len(names)


def test_what_else_differs_is_told():
    rows = [standing("a", 1, 90.0)]
    same = differences(record(1, rows), record(2, rows))
    assert (same.is_method_changed, same.facts) == (False, {})
    hidden = Disclosure(threshold=10, small=3, complementary=1, weakly_protected=0)
    before = record(1, rows, method_version="m")
    other = differences(before, record(2, rows, method_version="n", seed=5, disclosure=hidden))
    assert other.is_method_changed
    assert other.facts == {
        "method_version": ("m", "n"),
        "seed": (1, 5),
    }


ROWS = st.dictionaries(st.sampled_from("abcd"), st.tuples(st.sampled_from([None, 1, 2, 3]), st.floats(0, 100)))


def standings_from(rows):
    reasons = {True: "NOT_REPORTED_REQUIRED", False: None}
    return [standing(u, rank, score, reason=reasons[rank is None]) for u, (rank, score) in rows.items()]


@given(ROWS, ROWS)
def test_every_unit_is_either_listed_or_counted_and_the_way_back_lists_the_same(old, new):
    before, after = record(1, standings_from(old)), record(2, standings_from(new))
    found, back = differences(before, after), differences(after, before)
    assert len(found.units) + found.unchanged == len({*old, *new})
    assert [(c.unit_id, c.before, c.after) for c in found.units] == [(c.unit_id, c.after, c.before) for c in back.units]
    assert not differences(before, before).units


def test_the_published_table_names_submissions_but_not_their_files():
    many = [sent(f"s{i}", "a", i, file_name="HoSo_ba_Mau.csv") for i in range(7)]
    table = revisions_table([record(1, [standing("a", 1, 90.0)]), record(2, [standing("a", 2, 80.0)], many)])
    assert table.schema == load_tables()["revisions"].polars_schema
    (row,) = table.to_dicts()
    assert (row["version"], row["rank_before"], row["rank_after"], row["cause"]) == (2, "1", "2", "own")
    assert row["added"].startswith("dossiers 2011-01-01 00:00 (s0); ")
    assert row["added"].endswith("; +2")
    assert "Mau" not in row["added"]


def test_each_version_is_compared_with_the_one_before():
    ranks = [1, 2, 1]
    records = [record(v, [standing("a", rank, 90.0 - rank)]) for v, rank in enumerate(ranks, start=1)]
    rows = revisions_table(records).select("version", "rank_before", "rank_after").rows()
    assert rows == [(2, "1", "2"), (3, "2", "1")]
    assert revisions_table(records[:1]).is_empty()


def test_the_table_of_editions_tells_moments_by_the_clock_of_the_city():
    about = {"series": "s", "period": "2011", "title_vi": "", "title_en": "", "synthetic": True}
    made = {"submitted_by": "an", "submitted_at": datetime(2024, 1, 1, tzinfo=UTC), "content_hash": "h"}
    first = Edition(
        **about, **made, version=1, state="published", reason="", snapshot="x", method_version="m",
        published_at=datetime(2024, 1, 1, 23, tzinfo=UTC),
    )  # fmt: skip
    second = first.model_copy(update={"version": 2, "state": "draft", "reason": "sửa", "published_at": None})
    table = editions_table([second, first], "Asia/Ho_Chi_Minh")
    assert table.schema == load_tables()["editions"].polars_schema
    rows = table.select("version", "state", "published_at", "reason").rows()
    assert rows == [(1, "published", datetime(2024, 1, 2, 6), None), (2, "draft", None, "sửa")]
