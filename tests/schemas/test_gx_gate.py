"""The gate and Data Docs on the declared tables."""

import re
from datetime import UTC, datetime

import great_expectations as gx
import polars as pl
import pytest
from rule_counts import count_rules

from schemas.gx import data_docs, gate
from schemas.gx.batch import CountedFrame, Rows
from schemas.gx.gate import judge, judge_frame, open_context, validation, verdict
from schemas.gx.suite import suite
from schemas.implied_rules import RAGGED_ROW
from schemas.rule import DeclaredRule
from schemas.rules import NO_DAYS, RuleCounts, passes, with_check_columns
from schemas.table import Table, load_tables

SECRET = "BÍ-MẬT-079123456789"
DOSSIERS = load_tables()["dossiers"]
NIGHT = datetime(2023, 11, 5, tzinfo=UTC)


@pytest.fixture
def frame():
    """Dossiers of which every one violates something, and whose every text is a secret."""
    texts = {c.name: [SECRET] * 4 for c in DOSSIERS.columns if c.type in ("string", "code")}
    times = {c.name: [datetime(1999, 1, 1)] * 4 for c in DOSSIERS.columns if c.type == "datetime"}
    data = pl.LazyFrame(texts | times | {"fee_due": [-7.0, None, 1.0, 2.0]})
    rest = [pl.lit(None, dtype=c.polars_type).alias(c.name) for c in DOSSIERS.columns if c.name not in data.collect()]
    return with_check_columns(data.with_columns(rest), DOSSIERS)


def with_rules(*rules):
    """Dossiers with these rules alone beside those that its columns imply (a copy would keep the cached rules)."""
    return Table.model_validate(DOSSIERS.model_dump() | {"own_rules": rules})


@pytest.mark.parametrize("table", [t for t in load_tables().values() if t.rules], ids=lambda t: t.name)
def test_the_suite_of_a_table_is_its_rules_in_their_order(table):
    with open_context():
        expectations = suite(table).expectations

    assert [e.meta["rule"] for e in expectations] == [r.id for r in table.rules]
    assert [e.meta["severity"] for e in expectations] == [r.severity for r in table.rules]
    assert all(e.meta["message_vi"] and e.meta["message_en"] for e in expectations)


def test_counts_and_rows_are_judged_alike_and_as_the_split_decides(frame):
    rules = DOSSIERS.rules
    counts = count_rules(rules, frame)

    verdict = judge(DOSSIERS, counts[::-1])

    assert verdict == judge_frame(DOSSIERS, frame)
    assert [v.rule for v in verdict.rules] == [r.id for r in rules]
    assert [v.success for v in verdict.rules] == [passes(r, c) for r, c in zip(rules, counts, strict=True)]
    assert [(v.rows, v.unexpected) for v in verdict.rules] == [(c.rows, c.unexpected) for c in counts]
    assert not verdict.success


def test_rules_about_the_batch_are_judged_on_rows_and_on_counts_of_batches(frame):
    few = {"severity": "batch", "message_vi": "ít dòng", "message_en": "few rows"}
    rows = DeclaredRule(
        id="enough-rows", expectation="expect_table_row_count_to_be_between", kwargs={"min_value": 100}, **few
    )
    mean = DeclaredRule(
        id="fees", expectation="expect_column_mean_to_be_between", kwargs={"column": "fee_due", "max_value": 0}, **few
    )
    table = with_rules(rows, mean)
    counts = count_rules(table.rules, frame)

    one = judge(table, counts)
    two = judge(table, [c + c for c in counts])

    assert one == judge_frame(table, frame)
    assert [(v.rule, v.success, v.rows, v.unexpected) for v in one.rules[-2:]] == [
        ("enough-rows", False, 1, 1),
        ("fees", True, 1, 0),
    ]
    assert [(v.rows, v.unexpected) for v in two.rules[-2:]] == [(2, 2), (2, 0)]


def test_days_are_compared_as_days_on_the_rows():
    ends_at_midnight = {"received_at": [datetime(2023, 1, 5, 1, 6)], "completed_at": [datetime(2023, 1, 5)]}
    [before] = [r for r in DOSSIERS.own_rules if r.id == "completed-before-received"]
    table = with_rules(before)
    data = pl.LazyFrame(ends_at_midnight)
    rest = [pl.lit(None, dtype=c.polars_type).alias(c.name) for c in DOSSIERS.columns if c.name not in ends_at_midnight]
    frame = with_check_columns(data.with_columns(rest), table)

    by = {
        days: {v.rule: v.unexpected for v in judge_frame(table, frame, days).rules}["completed-before-received"]
        for days in (frozenset(), frozenset({"completed_at"}))
    }

    assert list(by.values()) == [1, 0]


def test_counts_that_are_not_one_for_each_rule_are_refused(frame):
    counts = count_rules(DOSSIERS.rules, frame)

    with pytest.raises(ValueError, match=counts[3].rule):
        judge(DOSSIERS, [*counts[:3], *counts[4:]])
    with pytest.raises(ValueError, match="twice"):
        judge(DOSSIERS, [*counts, counts[0]])


def test_counts_that_contradict_each_other_are_refused(frame):
    counts = count_rules(DOSSIERS.rules, frame)
    one_row_more = [*counts[:-1], type(counts[0])(counts[-1].rule, counts[-1].rows + 1, 0, 0)]

    with pytest.raises(ValueError, match="contradict"):
        judge(DOSSIERS, one_row_more)


def test_a_suite_that_lost_a_rule_gives_no_verdict(frame):
    lost = validation(with_rules(*DOSSIERS.own_rules[1:]), Rows(frame, NO_DAYS))
    with pytest.raises(RuntimeError, match=DOSSIERS.own_rules[0].id):
        verdict(DOSSIERS, lost)


def test_a_rule_that_fails_to_be_computed_gives_no_verdict(frame):
    with pytest.raises(RuntimeError, match=r"fee-due-negative.*ColumnNotFoundError"):
        judge_frame(DOSSIERS, frame.drop("fee_due"))


def test_the_plug_in_works_in_a_file_context_and_in_checkpoints(tmp_path, frame):
    context = gx.get_context(mode="file", project_root_dir=tmp_path)
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    source = context.data_sources.add_polars(name="city")
    batch = source.add_dataframe_asset(name="dossiers").add_batch_definition("whole")
    held = context.suites.add(suite(DOSSIERS))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name="night", data=batch, suite=held))
    context.checkpoints.add(gx.Checkpoint(name="gate", validation_definitions=[definition]))

    again = gx.get_context(mode="file", project_root_dir=tmp_path)
    result = again.checkpoints.get("gate").run(batch_parameters={"dataframe": Rows(frame)})

    [run] = result.run_results.values()
    assert len(run.results) == len(DOSSIERS.rules)
    assert not result.success
    assert "type: polars" in (tmp_path / "gx" / "great_expectations.yml").read_text()


def build(folder, frame, name="2023-11-05", time=NIGHT, tables=(DOSSIERS,)):
    night = [(table, count_rules(table.rules, with_check_columns(frame, table))) for table in tables]
    return data_docs.build_data_docs(night, folder, name, time)


def pages(folder):
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*.html")}


def test_data_docs_hold_the_verdicts_and_open_without_any_other_host(tmp_path, frame):
    [verdict] = build(tmp_path, frame)

    built = pages(tmp_path)
    assert verdict == judge(DOSSIERS, count_rules(DOSSIERS.rules, frame))
    assert len(built) == 3
    for name, page in built.items():
        assert "<title>motcua" in page, name
        assert not re.search(r"(?:https?:)?//[\w.-]+\.\w", page), name
        assert not re.search(r"<script|<link|<img|<iframe|@import|url\(", page), name
        for target in re.findall(r'href="([^"#]+)"', page):
            assert (tmp_path / name).parent.joinpath(target).resolve().is_file(), (name, target)
    [result] = [page for name, page in built.items() if "validations" in name]
    assert "fee-due-negative" in result
    assert "4 unexpected values found" in result
    assert not (tmp_path / "site" / "static").exists()


def test_data_docs_and_results_hold_no_value_of_the_table(tmp_path, frame):
    build(tmp_path, frame)

    written = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(written) > 4
    for path in written:
        assert SECRET not in path.read_text()
        assert SECRET.encode("unicode_escape").decode() not in path.read_text()
        assert "1999" not in path.read_text()


def test_the_result_format_keeps_values_out_of_results_on_rows_too(frame):
    with open_context() as context:
        asset = context.data_sources.add_or_update_polars(name="rows").add_dataframe_asset(name="rows")
        batch = asset.get_batch(asset.build_batch_request(options={"dataframe": Rows(frame)}))
        result = batch.validate(suite(DOSSIERS), result_format=gate.RESULT_FORMAT)

    assert SECRET not in str(result.to_json_dict())
    assert "1999" not in str(result.to_json_dict())


def test_earlier_nights_stay_and_a_night_built_again_replaces_itself(tmp_path, frame):
    small = load_tables()["staffing"]
    data = pl.LazyFrame(schema=small.polars_schema)
    build(tmp_path, data, tables=(small,))
    first = {name for name in pages(tmp_path) if "validations" in name}

    build(tmp_path, data, "2023-11-06", datetime(2023, 11, 6, tzinfo=UTC), tables=(small,))
    build(tmp_path, data, "2023-11-06", datetime(2023, 11, 6, tzinfo=UTC), tables=(small,))

    results = [name for name in pages(tmp_path) if "validations" in name]
    index = (tmp_path / "site" / "index.html").read_text()
    assert len(results) == 2
    assert first < set(results)
    assert index.index("2023-11-06") < index.index("2023-11-05")


def test_an_asset_takes_rows_or_counts_and_nothing_else():
    with open_context() as context:
        asset = context.data_sources.add_or_update_polars(name="x").add_dataframe_asset(name="x")
        with pytest.raises(ValueError, match="Rows"):
            asset.build_batch_request(options={"dataframe": pl.DataFrame()})
        assert asset.build_batch_request(options={"dataframe": CountedFrame({})})


def test_ragged_rows_are_counted_by_their_own_rule_and_judged_with_the_others():
    """Other rules are not asked of a row that does not fit the header, so that the numbers of rows differ."""
    ids = [rule.id for rule in DOSSIERS.rules]

    def counted(ragged):
        return [RuleCounts(i, 4 + ragged, 0, ragged) if i == RAGGED_ROW else RuleCounts(i, 4, 0, 0) for i in ids]

    assert judge(DOSSIERS, counted(ragged=1)).success
    assert not judge(DOSSIERS, counted(ragged=5)).success
