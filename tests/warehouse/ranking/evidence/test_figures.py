"""Counts read once for several periods: they give what the whole table of counts gives."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.table import load_tables
from warehouse import store
from warehouse.counting.measures_table import counts_over
from warehouse.ranking.evidence.clusters import cluster_window, weekly_sums
from warehouse.ranking.evidence.figures import read_figures
from warehouse.ranking.evidence.periods import half_periods, parse_period, previous
from warehouse.ranking.evidence.sums import period_sums

COUNTS = load_tables()["measures"].polars_schema

UNITS, MEASURES = ["quan-1", "quan-12"], ["open", "received"]
FIRST = date(2021, 1, 1)
LEAST = 20  # weeks of a window
days = st.integers(0, 900).map(lambda n: FIRST + timedelta(days=n))
row = st.tuples(st.sampled_from(UNITS), days, st.sampled_from(MEASURES), st.integers(-3, 9))
FORMS = ["2022", "2022-Q1", "2022-03", "2023-RQ1", "2022-RY", "2022-01-15..2022-03-14"]
periods = st.sampled_from(FORMS).map(parse_period)


def read(rows, how):
    """What `how` reads from a folder in which the rows stand as the table of counts, in two files."""
    frame = pl.DataFrame(rows, schema=COUNTS, orient="row")
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate((frame[::2], frame[1::2])):
            store.write_parquet(part, load_tables()["measures"], Path(folder) / "measures" / f"{number}.parquet")
        return frame.lazy(), how(Path(folder))


def sums(counts, period):
    """The sums of `period_sums` that are not all zero."""
    return {of: found for of, found in period_sums(counts, period).items() if any(found.values())}


@settings(max_examples=40, deadline=None)
@given(st.lists(row, max_size=80), st.lists(periods, min_size=1, max_size=2), st.integers(0, 400))
def test_all_sums_that_a_ranking_takes_are_those_of_the_whole_table(rows, ranked, cut):
    ranked = [period.until(max(period.first, period.last - timedelta(days=cut))) for period in ranked]
    counts, figures = read(rows, lambda folder: read_figures(folder, ranked, LEAST))
    for one in ranked:
        for period in (one, previous(one), previous(previous(one)), *half_periods(one)):
            assert sums(figures.sums, period) == sums(counts, period)
        for period in (one, previous(one)):
            window = cluster_window(period, LEAST)
            mine, whole = (weekly_sums(frame, UNITS, window, MEASURES) for frame in (figures.weekly, counts))
            assert all((mine[name] == whole[name]).all() for name in MEASURES)


@settings(max_examples=40, deadline=None)
@given(st.lists(row, max_size=40), st.lists(st.tuples(days, st.integers(0, 100)), min_size=1, max_size=3))
def test_counts_over_spans_are_no_longer_than_the_spans_need(rows, drawn):
    spans = [(first, first + timedelta(days=length)) for first, length in drawn]
    counts, added = read(rows, lambda folder: counts_over(folder, spans))
    for first, last in spans:
        period = parse_period(f"{first}..{last}")
        assert sums(added, period) == sums(counts, period)
    assert added.collect().height <= len(UNITS) * len(MEASURES) * (2 * len(spans) + 1)
