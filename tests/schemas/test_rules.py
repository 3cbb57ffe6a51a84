"""Rules as Polars expressions: what they say of a row, and the counts on which a submission is judged."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_counts import count_rules

from schemas.errors import DeclarationError
from schemas.rule import DeclaredRule
from schemas.rules import (
    RuleCounts,
    concerns_batch,
    counts,
    passes,
    read_counts,
    violation,
    with_check_columns,
)
from schemas.table import load_tables

GREATER = "expect_column_pair_values_a_to_be_greater_than_b"


def rule(expectation, when=None, mostly=1.0, rule_id="r", **kwargs):
    return DeclaredRule(
        id=rule_id, expectation=expectation, kwargs=kwargs, when=when, mostly=mostly, message_vi="", message_en=""
    )


def violates(frame, checked, day_columns=frozenset()):
    return frame.select(v=violation(checked, day_columns))["v"].to_list()


@pytest.mark.parametrize("table", load_tables().values(), ids=lambda t: t.name)
def test_every_declared_rule_compiles_and_is_met_by_no_rows(table):
    empty = with_check_columns(pl.LazyFrame(schema=table.polars_schema), table)

    marked = empty.with_columns(violation(r).alias(f"{i}") for i, r in enumerate(table.rules)).collect()
    counted = count_rules(table.rules, empty)

    assert all(marked.schema[f"{i}"] == pl.Boolean for i in range(len(table.rules)))
    assert [c.rule for c in counted] == [r.id for r in table.rules]
    assert all(passes(r, c) for r, c in zip(table.rules, counted, strict=True))


def test_two_times_are_compared_by_the_coarser_of_them():
    frame = pl.DataFrame({"end": [datetime(2023, 1, 5), None], "start": [datetime(2023, 1, 5, 1, 6)] * 2})
    later = rule(GREATER, column_A="end", column_B="start", or_equal=True, ignore_row_if="either_value_is_missing")

    assert violates(frame, later) == [True, False]
    assert violates(frame, later, frozenset({"end"})) == [False, False]
    assert violates(frame, later, frozenset({"start"})) == [False, False]
    assert violates(frame, later, frozenset({"another"})) == [True, False]


@pytest.mark.parametrize("kind", [pl.Date, pl.Datetime("us")])
def test_bounds_from_toml_are_dates_and_mean_whole_days(kind):
    days = [date(2009, 12, 31), date(2010, 1, 1), date(2040, 12, 31), date(2041, 1, 1), None]
    frame = pl.DataFrame({"at": days}).cast(kind)
    if kind == pl.Datetime("us"):
        frame = frame.with_columns(pl.col("at").dt.offset_by("17h"))
    between = rule(
        "expect_column_values_to_be_between", column="at", min_value=date(2010, 1, 1), max_value=date(2040, 12, 31)
    )

    assert violates(frame, between) == [True, False, False, True, False]


def test_rows_outside_the_condition_neither_violate_nor_make_duplicates():
    frame = pl.DataFrame({"key": ["a", "a", "b", "b", None, None], "status": ["x", "y", "x", "x", "x", "x"]})
    only_x = {"column": "status", "operator": "==", "value": "x"}

    assert violates(frame, rule("expect_column_values_to_be_unique", only_x, column="key")) == [
        *(False, False, True, True, False, False)
    ]


def test_a_row_without_its_key_conflicts_with_no_other():
    dossiers = load_tables()["dossiers"]
    [conflict] = [r for r in dossiers.rules if r.id == "key-conflict"]
    frame = pl.DataFrame({"unit_id": ["q1", "q1", "q1", "q1", "q2"], "dossier_code": ["a", "a", None, None, "a"]})

    assert violates(frame, conflict) == [True, True, False, False, False]


def test_check_columns_are_computed_and_flags_are_false_unless_given():
    dossiers = load_tables()["dossiers"]
    frame = pl.LazyFrame(
        {
            "dossier_code": ["H29.12-230102-0001", "H29.12-230102-0002", "by hand", None],
            "received_at": [datetime(2023, 1, 2, 8), datetime(2023, 1, 3, 8), datetime(2023, 1, 3), None],
            "foreign_unit": [False, True, False, False],
        }
    )

    checked = with_check_columns(frame, dossiers).collect()

    assert checked["code_date_differs"].fill_null(False).to_list() == [False, True, False, False]
    assert checked["foreign_unit"].to_list() == [False, True, False, False]
    assert not checked["unknown_unit"].any()
    assert not checked["unreadable:received_at"].any()


@settings(max_examples=50, deadline=None)
@given(
    cells=st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["x", "y", None])), max_size=12),
    cut=st.integers(0, 12),
)
def test_counts_of_submissions_add_up_to_those_of_their_rows_together(cells, cut):
    schema = {"kind": pl.String, "status": pl.String}
    when = {"column": "status", "operator": "!=", "value": "y"}
    rules = [
        rule("expect_column_values_to_be_in_set", when, rule_id="one", column="kind", value_set=["a"]),
        rule("expect_column_values_to_not_be_null", rule_id="two", column="kind"),
        rule("expect_column_pair_values_to_be_equal", rule_id="three", column_A="kind", column_B="status"),
    ]

    def counted(rows):
        return count_rules(rules, pl.LazyFrame(rows, schema=schema, orient="row"))

    parts = [a + b for a, b in zip(counted(cells[:cut]), counted(cells[cut:]), strict=True)]

    assert parts == list(counted(cells))


def test_counts_of_two_rules_are_not_added():
    with pytest.raises(ValueError, match="'one' and 'two'"):
        RuleCounts("one", 1, 0, 0) + RuleCounts("two", 1, 0, 0)


def test_every_rule_of_a_table_is_counted_in_one_select():
    table = load_tables()["unit_reports"]
    frame = with_check_columns(pl.LazyFrame(schema=table.polars_schema), table)
    expressions = {name: expr for r in table.rules for name, expr in counts(r).items()}

    row = frame.select(expressions.values()).collect()

    assert row.shape == (1, 3 * len(table.rules))
    assert read_counts(table.rules, row.row(0, named=True)) == count_rules(table.rules, frame)


def test_a_rule_about_the_batch_blames_no_row_and_counts_one_batch():
    frame = pl.DataFrame({"n": [1, 2, 9]})
    mean = rule("expect_column_mean_to_be_between", column="n", max_value=3)

    assert concerns_batch(mean)
    assert frame.with_columns(v=violation(mean))["v"].to_list() == [False] * 3
    assert count_rules([mean], frame.lazy()) == (RuleCounts("r", 1, 0, 1),)
    assert not passes(mean, RuleCounts("r", 2, 0, 1))
    assert count_rules([mean], frame.head(2).lazy()) == (RuleCounts("r", 1, 0, 0),)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (rule("expect_column_values_to_be_betwen", column="n"), "did you mean expect_column_values_to_be_between"),
        (rule("expect_column_values_to_be_between", column="n", min_valeu=1), "did you mean min_value"),
        (rule("expect_column_values_to_be_between", column="n"), "min_value or max_value"),
        (rule("expect_column_values_to_be_between", column="n", min_value=2, max_value=1), "greater than"),
        (rule("expect_column_values_to_be_in_set", column="n"), "needs value_set"),
        (rule("expect_column_values_to_match_regex", column="n", regex="("), "regular expression"),
        (rule(GREATER, column_A="a", column_B="b", ignore_row_if="never"), "either_value_is_missing"),
        (rule("expect_compound_columns_to_be_unique", column_list=["a"]), "two columns"),
    ],
)
@pytest.mark.parametrize("use", [violation, counts])
def test_a_wrong_rule_is_named_with_the_nearest_known_name(wrong, said, use):
    with pytest.raises(DeclarationError, match=said) as caught:
        use(wrong)
    assert "rule 'r'" in str(caught.value)
