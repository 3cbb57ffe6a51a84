"""What is handed over as known of a published score is what the engine makes of the counts behind it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from draft_cases import draft
from engine_cases import YEAR, evidence, method

from schemas.terms import terms_in
from warehouse.disclosure.counts import REST, Key, Slots
from warehouse.disclosure.publication_counts import PublicationCounts
from warehouse.disclosure.readers_know import rates_of_the_city
from warehouse.disclosure.what_scores_tell import what_scores_tell
from warehouse.ranking.assessment import assess

pytestmark = pytest.mark.long

LATE, ONLINE, PAID = "late_without_timely_apology", "online_share", "online_payment_share"
POSTS = {"max_points": 50, "normalisation": {"kind": "goalposts", "worst": "0.05", "best": 0}}
RULES = method(
    {"g": {LATE: POSTS, ONLINE: {"max_points": 30, "target": "0.8"}, PAID: 20}},
    on_small_n="city_rate",
    on_not_applicable="city_rate",
    eligibility={"overall": 0, "each_group": 0},
)
EARLIER = {"b": {LATE: (1, 100), ONLINE: (33, 100), PAID: (70, 100)}}
COUNTS = {LATE: (8, 400), ONLINE: (4, 11), PAID: (12, 40)}


def found(counts):
    few = {code: (x, n, "SMALL_N") if n < 30 else (x, n) for code, (x, n) in counts.items()}
    return {"a": few, "b": {LATE: (0, 100), ONLINE: (50, 100), PAID: (50, 100)}}


def made(counts):
    """Return the draft of counts of unit a, with the period before."""
    cells = found(counts)
    return replace(draft(cells, own=RULES), assessment=assess(evidence(cells, EARLIER), RULES, sorted(cells)))


def score(counts):
    return made(counts).ranking.table.filter(unit_id="a")["score"][0]


def counted():
    """Return every count of unit a as a variable by itself."""
    key = {c: Key("rankings", "a", c, YEAR.first, YEAR.last, "") for c in COUNTS}
    values = {}
    for code, (x, n) in COUNTS.items():
        values |= {key[code]._replace(part=part): value for part, value in (("x", x), ("n", n), (REST, n - x))}
    terms = {one: {one._replace(part=part): sign for part, sign in summed(one.part)} for one in values}
    return PublicationCounts(values, terms, Slots(()))


def summed(part):
    return [("n", 1), ("x", -1)] if part == REST else [(part, 1)]


@pytest.mark.parametrize(
    ("code", "x", "n"),
    [
        (LATE, 1, 0),
        (LATE, -3, 0),
        (PAID, 1, 0),
        (PAID, -5, 0),
        (ONLINE, 1, 0),
        (ONLINE, 0, 5),
        (ONLINE, -2, -3),
        (PAID, 3, 10),
        (LATE, -2, -100),
    ],
)
def test_other_counts_would_have_another_score_by_what_is_handed_over(code, x, n):
    """Where cases were added up to the least number the points are linear in both counts, else in shares of both."""
    known = next(one for one in what_scores_tell(made(COUNTS), counted()) if one.high < float("inf"))
    before = COUNTS[code]
    gained = score({**COUNTS, code: (before[0] + x, before[1] + n)}) - score(COUNTS)
    told = {(key.item, key.part): worth for key, worth in known.terms.items()}
    assert told.get((code, "x"), 0) * x + told.get((code, "n"), 0) * n == pytest.approx(gained, abs=1e-9)
    values = counted().values
    assert known.low < sum(worth * values[key] for key, worth in known.terms.items()) < known.high
    assert known.high - known.low == pytest.approx(0.01, abs=1e-6)


def test_a_cell_at_the_end_of_its_scale_tells_that_it_is_no_less():
    """With 40 of 50 online the target is met: whoever sees the score knows that at most a fifth was not online."""
    counts = COUNTS | {ONLINE: (40, 50)}
    (known,) = [one for one in what_scores_tell(made(counts), counted()) if one.high == float("inf")]
    worth = {(key.item, key.part): gain for key, gain in known.terms.items()}
    assert set(worth) == {(ONLINE, "x"), (ONLINE, "n")}

    def margin(x, n):
        return worth[ONLINE, "x"] * x + worth[ONLINE, "n"] * n - known.low

    # The terms are written at the counts that are handed over; here at those of the cell itself.
    assert margin(80, 100) - margin(40, 50) == pytest.approx(0, abs=1e-9)
    assert margin(45, 50) > margin(40, 50) > margin(39, 50)


def test_the_rate_that_cases_are_added_at_tells_the_sum_of_the_period_before():
    """Dossiers are completed at 33 of 100: whoever sees 33.00 % knows the sum to half a hundredth of a per cent."""
    of = replace(made(COUNTS), earlier=evidence({}, EARLIER).earlier)
    paid, due = "received_fee_paid_online", "received_fee_due"
    sums = {ONLINE: {"x": terms_in(paid), "n": terms_in(due)}}
    day = YEAR.first - timedelta(days=365)
    slots = Slots.of([Key("rankings", "b", ONLINE, day, YEAR.first - timedelta(days=1), "x")])
    (known,) = rates_of_the_city(of, replace(counted(), slots=slots), sums)
    names = {("b", measure, day, ""): value for measure, value in ((paid, 33), (due, 100))}
    assert known.low <= sum(known.terms[name] * value for name, value in names.items()) <= known.high
    assert known.high - known.low == pytest.approx(0.01, abs=1e-5)
    assert set(known.terms) == set(names)
