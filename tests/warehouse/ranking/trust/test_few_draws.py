from engine_cases import evidence, method, random_counts

from warehouse.ranking.assessment import rank_with_draws
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.trust.changes import changes

RULES = method({"a": {"online_share": 100}}, uncertainty={"draws": 1_000})
CITY = random_counts(1, 60, ["online_share"])


def ranked(period, units):
    found = {u: CITY[u] for u in units}
    return rank_with_draws(evidence(found, period=parse_period(period)), RULES, sorted(found))


def test_too_few_draws_for_so_many_units_say_nothing_of_changes_and_stop_nobody():
    many, few = sorted(CITY), sorted(CITY)[:40]
    told = changes(ranked("2021", few), ranked("2022", few)).filter(measure="score")
    assert told["p_value"].null_count() == 0
    untold = changes(ranked("2021", many), ranked("2022", many)).filter(measure="score")
    assert untold.height == 60
    assert untold["change"].null_count() == 0
    for column in ("change_low", "p_value", "is_significant", "is_rank_changed"):
        assert untold[column].null_count() == 60
