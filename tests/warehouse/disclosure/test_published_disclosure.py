"""What leaves the house tells no small count: every table is searched, and an attack is tried on what they state."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from nights import WABO, deliver, home_at, run
from wabo_cases import month_of_cases

from schemas.city import load_city
from schemas.disclosure import DisclosurePolicy
from schemas.errors import DeclarationError
from schemas.register import CITY
from schemas.table import load_tables
from warehouse.disclosure import protect as module
from warehouse.disclosure.counts import CITY as ALL_UNITS
from warehouse.disclosure.counts import REST, Key, concerning_people, sums_of
from warehouse.disclosure.hiding import hide
from warehouse.disclosure.publication_counts import Earlier, counts_of_publication
from warehouse.disclosure.question import question_of
from warehouse.disclosure.rules import rules_of
from warehouse.disclosure.solver.attack import attack
from warehouse.disclosure.solver.figures import protection_level
from warehouse.publication.case_mix import case_mix
from warehouse.publication.make import publication_of
from warehouse.publication.monthly import monthly
from warehouse.publication.publication import published_tables
from warehouse.ranking.rank_period import rank_period

UNITS = {"General": 60, "Experts": 50, "Customer contact": 45}
THRESHOLD = 10
EXACT = DisclosurePolicy(audience="public", office="exact", people="exact", legal_basis="–")


def cases(year, month, late):
    return month_of_cases(UNITS, year, month, late)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """City, snapshot and draft of 2023, in which few dossiers of two units are late, and many of the third."""
    home = home_at(tmp_path_factory.mktemp("home"))
    deliver(home, CITY, "one.csv", cases(2022, 2, {"General": 12, "Experts": 4, "Customer contact": 0}))
    deliver(home, CITY, "two.csv", cases(2023, 1, {"General": 11, "Experts": 2, "Customer contact": 1}))
    deliver(home, CITY, "three.csv", cases(2023, 2, {"General": 12, "Experts": 1, "Customer contact": 2}))
    city = load_city(WABO)
    report = run(home, city, date(2023, 3, 1), is_ranked=True)
    return city, report.snapshot, rank_period(city, report.snapshot, "2023", "timeliness")


@pytest.fixture(scope="module")
def published(night):
    """The publication."""
    return publication_of(*night)


def test_no_table_states_a_small_count_nor_two_counts_that_differ_by_one(published):
    small = pl.any_horizontal(pl.col("x", "n", "excluded").is_between(1, THRESHOLD - 1))
    small |= (pl.col("n") - pl.col("x")).is_between(1, THRESHOLD - 1)
    for name in ("rankings", "trends", "signals", "benchmarks"):
        column = "measure" if name == "rankings" else "indicator"
        rows = published.tables[name].filter(pl.col(column).is_in(concerning_people(published.tables)))
        assert rows.height > 0, name
        assert rows.filter(small).height == 0, name
    form = published.tables["form_ii06a"]
    assert form.filter(pl.any_horizontal(pl.col("counted", "reported").is_between(1, THRESHOLD - 1))).height == 0
    counts = published.tables["formula_counts"]
    assert counts.filter("concerns_people", pl.col("value").is_between(1, THRESHOLD - 1)).height == 0
    assert counts.filter(pl.col("value").is_null()).equals(counts.filter("is_suppressed"))
    hidden = counts.filter("is_suppressed").select("unit_id", "item").rows()
    assert {("experts", "resolved_late_first"), ("customer-contact", "resolved_late_first")} <= set(hidden)


def test_nothing_is_said_of_months_one_of_which_has_a_small_count(night, published):
    """Four, two and one dossiers were late in the months of the Experts: which month is small would tell how small."""
    shown = published.tables["monthly"].filter(indicator="on_time_over_resolved")
    for unit in ("experts", "customer-contact"):
        of_unit = shown.filter(unit_id=unit)
        assert of_unit.height == 12
        assert set(of_unit.select("status", "against_past").rows()) == {("SUPPRESSED", None)}
    assert published.tables["monthly"].select(pl.selectors.integer()).columns == ["against_past"]
    assert (
        monthly(*night[1:], EXACT, THRESHOLD).filter(unit_id="experts", status="OK").height == 2
    )  # January and February


def test_values_of_peers_are_between_those_that_are_published(published):
    """Two of three units have a small count behind their rate: what the three lie between would tell it."""
    values = published.tables["rankings"].filter(peer_group="all", measure="on_time_over_resolved", eligible=True)
    shown = values.get_column("value").drop_nulls()
    (row,) = published.tables["peer_quantiles"].filter(peer_group="all", indicator="on_time_over_resolved").to_dicts()
    assert (row["units"], row["hidden"]) == (len(shown), 3 - len(shown))
    assert row["hidden"] > 0
    assert (row["lowest"], row["highest"]) == (shown.min(), shown.max())


def test_what_follows_from_a_hidden_count_is_hidden_with_it(published):
    hidden = published.tables["rankings"].filter(status="SUPPRESSED")
    of_unit = hidden.filter(unit_id="experts", measure="on_time_over_resolved").row(0, named=True)
    assert [
        c for c in ("value", "ci_low", "ci_high", "fail_per_10k", "points", "rank", "rank_lo", "tier") if of_unit[c]
    ] == []
    assert hidden.filter(unit_id="experts", measure="group:timeliness").row(0, named=True)["value"] is None
    changes = published.tables["ranking_changes"].filter(unit_id="experts", measure="on_time_over_resolved")
    assert changes.select("before", "value", "change", "p_value").null_count().row(0) == (1, 1, 1, 1)
    shown = published.tables["rankings"].filter(unit_id="general", measure="on_time_over_resolved").row(0, named=True)
    assert (shown["n"] - shown["x"], shown["status"]) == (23, "OK")


def test_a_standardised_rate_goes_with_the_count_that_it_would_tell(night, published):
    like, made = published.tables["case_mix"], case_mix(*night)
    one = "on_time_over_resolved"
    assert made.filter(indicator=one, unit_id="experts").get_column("ratio").null_count() == 0
    hidden = set(published.tables["rankings"].filter(measure=one, status="SUPPRESSED").get_column("unit_id"))
    for row in like.filter(indicator=one).to_dicts():
        figures = {name: value for name, value in row.items() if name not in ("indicator", "unit_id", "standardise")}
        told = {name for name, value in figures.items() if value is not None} - {"strata", "is_suppressed"}
        assert (row["is_suppressed"], not told) == (row["unit_id"] in hidden,) * 2
    assert hidden and not like.get_column("is_suppressed").all()


def test_where_the_count_of_the_city_is_hidden_no_rate_tells_it(night, published):
    made = {**published.tables, "case_mix": case_mix(*night)}
    first, last = date(2023, 1, 1), date(2023, 3, 1)
    key = Key("benchmarks", ALL_UNITS, "on_time_over_resolved", first, last, "x")
    [row] = hide(made, {key: False}, {})["case_mix"].filter(unit_id="general", indicator=key.item).to_dicts()
    assert [row[name] for name in ("city", "rate", "mix", "performance", "share_of_mix")] == [None] * 5
    assert row["ratio"] is not None and row["crude"] is not None and not row["is_suppressed"]


def test_probabilities_of_bands_are_rounded_as_scores_are(published):
    row = {"unit_id": "general", "band": "x", "probability": 0.12345}
    schema = published.tables["ranking_bands"].schema
    made = pl.DataFrame([[row.get(name) for name in schema]], schema=schema, orient="row")
    assert hide({**published.tables, "ranking_bands": made}, {}, {})["ranking_bands"]["probability"].to_list() == [0.12]


def test_a_pair_goes_with_the_count_of_either_unit_and_scores_are_rounded(published):
    cell, other = "on_time_over_resolved", "group:timeliness"
    pairs = [
        (cell, "general", "experts"),
        (cell, "experts", "x"),
        (cell, "general", "x"),
        (other, "general", "experts"),
    ]
    figures = {"difference": 0.12345, "error": 0.56789, "critical": 3.1, "is_apart": False, "times": 123.4}
    rows = [dict(zip(("measure", "unit_id", "other_id"), pair, strict=True)) | figures for pair in pairs]
    schema = published.tables["ranking_pairs"].schema
    made = pl.DataFrame([[row.get(name) for name in schema] for row in rows], schema=schema, orient="row")
    key = Key("rankings", "experts", cell, date(2023, 1, 1), date(2023, 3, 1), "x")
    of = {**published.tables, "ranking_pairs": made}
    columns = ("measure", "unit_id", "other_id", "difference", "times")
    assert hide(of, {key: False}, {})["ranking_pairs"].select(columns).rows() == [
        (cell, "general", "x", 0.12345, 123.4),
        (other, "general", "experts", 0.12, 120.0),
    ]
    assert hide(of, {key: False}, {"timeliness": [cell]})["ranking_pairs"].height == 1
    assert hide(of, {}, {})["ranking_pairs"].height == 4


def test_scores_are_rounded_and_suppressed_rows_stand_last(published):
    rankings = published.tables["rankings"]
    scores = rankings.filter(measure="score").get_column("value").drop_nulls().to_list()
    assert scores == [round(score, 2) for score in scores]
    of_rate = rankings.filter(measure="on_time_over_resolved", peer_group="all").get_column("status").to_list()
    assert of_rate == sorted(of_rate, key=lambda status: status == "SUPPRESSED")


def test_each_hidden_count_is_listed_with_the_reason_and_no_other(published):
    listed = published.tables["suppressions"]
    small = listed.filter(why="small")
    assert small.select("least", "most").unique().rows() == [(1, THRESHOLD - 1)]
    assert listed.filter(why="complementary").select("least", "most").null_count().row(0)[0] > 0
    cells = set(listed.filter(table_name="rankings").select("unit_id", "item").iter_rows())
    gone = published.tables["rankings"].filter(status="SUPPRESSED")
    of_counts = gone.filter(~pl.col("measure").str.contains(":") & (pl.col("measure") != "score"))
    assert set(of_counts.select("unit_id", "measure").iter_rows()) <= cells
    assert set(gone.filter(measure="score").get_column("unit_id")) <= {unit for unit, _ in cells}
    assert published.record.disclosure.small > 0


def audited(night, published, hidden):
    """What an attack finds of the small counts that are hidden: id -> (low, high)."""
    _, _, draft = night
    rules = rules_of([], published.tables, THRESHOLD)
    counts = module._without_totals(counts_of_publication(night_tables(night), draft, None, []), rules)
    asked = question_of(counts, published.tables, draft, rules, None)
    primary = {f.id for f in asked.figures if f.is_sensitive and 0 < f.value < THRESHOLD}
    gone = {one for one, own in counts.alike.items() for key in own if key in hidden} | primary
    return attack(asked.figures, gone, asked.known, asked.free, THRESHOLD, primary), primary


def night_tables(night):
    """The tables of the night before they are protected."""
    from warehouse.publication import make

    return make._with_declared_columns(make._tables(*night))


def test_an_attack_on_everything_stated_leaves_each_small_count_open(night, published):
    keys = {Key(*row) for row in published.tables["suppressions"].select(Key._fields).iter_rows()}
    found, primary = audited(night, published, {key for key in keys if key.part != REST})
    assert primary
    narrow = [one for one, (low, high) in found.items() if high - low < protection_level(THRESHOLD) - 1e-6]
    assert len(narrow) <= published.record.disclosure.weakly_protected


def test_without_complementary_suppression_the_attack_finds_small_counts(night, published):
    small = published.tables["suppressions"].filter(why="small")
    keys = {Key(*row) for row in small.select(Key._fields).iter_rows()}
    found, _ = audited(night, published, {key for key in keys if key.part != REST})
    assert any(high - low < 1e-6 for low, high in found.values())


def test_what_an_edition_did_not_tell_the_next_one_does_not_tell_either(night, published):
    city, snapshot, draft = night
    again = publication_of(city, snapshot, draft, earlier=Earlier(published.tables, frozenset()))
    told = [set(p.tables["suppressions"].select(Key._fields).iter_rows()) for p in (published, again)]
    assert told[0] - {k for k in told[0] if k[-1] == REST} <= told[1]


def test_what_an_edition_told_is_read_by_its_own_declarations(night, published):
    """An indicator of an earlier edition may be declared otherwise by now, or be declared no more."""
    city, snapshot, draft = night
    columns = {"rankings": "measure", "ranking_changes": "measure", "suppressions": "item"}
    renamed = {
        name: frame.with_columns(pl.col(of).replace("on_time_over_resolved", "gone_share"))
        for name, frame in published.tables.items()
        if (of := columns.get(name, "indicator")) in frame.columns
    }
    earlier = Earlier({**published.tables, **renamed}, frozenset())
    assert sums_of(earlier.tables)["gone_share"] == sums_of(published.tables)["on_time_over_resolved"]
    again = publication_of(city, snapshot, draft, earlier=earlier)
    assert again.record.disclosure.small >= published.record.disclosure.small


def test_an_edition_that_wrote_the_denominator_with_what_it_left_out_is_read_as_it_was_counted():
    """Those of 0.1.0 did; the cases are the same."""
    columns = {"indicator": ["rate"], "numerator": ["a - b - c"], "denominator": ["a - b"], "excluded": ["b"]}
    now, then = (pl.DataFrame(columns | {"denominator": [text]}) for text in ("a - b", "a"))
    assert sums_of({"indicators": now}) == sums_of({"indicators": then})


def test_a_published_table_about_people_whose_counts_nothing_hides_is_refused():
    declared = load_tables()
    module.refuse_unprotected(declared[name] for name in published_tables())
    visits = declared["trends"].model_copy(update={"name": "visits"})
    with pytest.raises(DeclarationError, match="visits: published and about people"):
        module.refuse_unprotected([*declared.values(), visits])
    module.refuse_unprotected([visits.model_copy(update={"about": "office"})])


def test_a_city_that_suppresses_less_shows_more(night, published):
    city, snapshot, draft = night
    lenient = replace(city, about=city.about.model_copy(update={"suppress_below": 4}))
    shown = publication_of(lenient, snapshot, draft).tables["suppressions"].height
    assert shown < published.tables["suppressions"].height


def test_what_an_office_did_is_told_exactly_and_what_breaks_it_down_not_of_few(night):
    """Every count of this city is of dossiers: two units have a single late one, and it is told."""
    city, snapshot, draft = night
    exact = EXACT.model_copy(update={"people": "small_counts"})
    few = exact.model_copy(update={"tables": ("monthly",), "office": "few_people"})
    open_city = replace(city, about=city.about.model_copy(update={"disclosure": (exact, few)}))
    told = publication_of(open_city, snapshot, draft)
    assert told.tables["suppressions"].is_empty()
    row = told.tables["rankings"].filter(unit_id="experts", measure="on_time_over_resolved", peer_group="all")
    assert 0 < row["n"].item() - row["x"].item() < THRESHOLD
    assert row["points"].item() is not None
    assert told.tables["benchmarks"]["hidden"].sum() == 0
    of_ranks = next(r for r in told.record.disclosure.by_table if r.table == "rankings")
    assert (of_ranks.about, of_ranks.rule, of_ranks.hidden) == ("office", "exact", 0)
    assert 0 < of_ranks.few_people + of_ranks.small_counts <= 2 * of_ranks.counts
