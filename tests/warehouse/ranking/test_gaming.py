"""Nobody gains by it: dossiers that are good in every indicator, turned bad in any way, never raise their unit."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import polars as pl
import pytest
from dossier_cities import (
    GOOD,
    KINDS,
    WAYS,
    a_year_before,
    closed_well,
    counts,
    dossiers,
    evidence,
    officials,
    turned,
)
from engine_cases import UNVARIED
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from in_force import method_of

from schemas.method_settings import Sensitivity
from warehouse.ranking.assessment import assess, completed
from warehouse.ranking.index.score import rank

pytestmark = pytest.mark.long

METHODS = {name: method_of(name) for name in ("council-survey", "qd766")}
FIRST = "u0"
CLOSED_WELL, OPEN = "closed well", "good and open"
AS_DRAWN = [Phase.reuse, Phase.generate]  # a whole city is not made smaller: that takes longer than to read it
ANYBODY = METHODS["qd766"].eligibility.model_copy(update={"overall": Decimal(0), "each_group": Decimal(0)})
# In the period before, every indicator has a case somewhere in the city.
BEFORE = {"good": 8, "late": 1, "good and open": 3, "at the counter": 2}
ANSWERED = {"petitions_resolved": 9, "petitions_on_time": 7, "answers": 5, "answers_satisfied": 4}
SHARES = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


class City(NamedTuple):
    """Units with their dossiers of both years and their other counts; one good dossier or all of a kind are turned."""

    units: list[str]
    kind: str
    is_all: bool
    now: pl.DataFrame
    before: pl.DataFrame
    others: Mapping[str, Mapping[str, int]]


class Standing(NamedTuple):
    """Where the first unit stands."""

    score: float
    rank: int | None


@st.composite
def cities(draw, most=36):
    """Three to eight units with up to `most` dossiers of each of some kinds."""
    numbers = st.dictionaries(st.sampled_from(list(KINDS)), st.integers(0, most), max_size=4)
    units = [f"u{i}" for i in range(draw(st.integers(3, 8)))]
    kind = draw(st.sampled_from(GOOD))
    now = [dossiers(FIRST, {kind: draw(st.integers(1, most))}), *(dossiers(unit, draw(numbers)) for unit in units)]
    before = [dossiers(unit, BEFORE if unit == "u1" else draw(numbers)) for unit in units]
    others = {unit: others_of(draw) for unit in units}
    return City(units, kind, draw(st.booleans()), pl.concat(now), a_year_before(pl.concat(before)), others)


def others_of(draw):
    (satisfied, answers), (on_time, petitions) = draw(SHARES), draw(SHARES)
    return {
        **officials(10),
        "training_attendances": draw(st.integers(0, 30)),
        "answers": answers,
        "answers_satisfied": satisfied,
        "petitions_resolved": petitions,
        "petitions_on_time": on_time,
        "petitions_on_time_not_repeated": on_time // 2,
    }


def counted(city):
    """Return the counts of a city, in which the first unit stands once as it is and once for each way."""
    of_first = city.now.filter(unit_id=FIRST)
    is_good = pl.col("dossier_code") == city.kind
    good = of_first.filter(is_good)
    kept = 0 if city.is_all else good.height - 1
    rest = pl.concat([of_first.filter(~is_good), good[:kept], city.before.filter(unit_id=FIRST)])
    others_instead = {way: turned(good[kept:], city.kind, way) for way in WAYS} | {
        CLOSED_WELL: closed_well(good[kept:])
    }
    named_apart = [
        pl.concat([rest, rows]).with_columns(unit_id=pl.lit(named(way))) for way, rows in others_instead.items()
    ]
    everything = pl.concat([city.now, city.before, *named_apart])
    others = {**city.others, **{named(way): city.others[FIRST] for way in others_instead}}
    earlier = dict.fromkeys(city.units, ANSWERED)
    return pl.concat([counts(everything, others, 2022), counts(everything.clear(), earlier, 2021)])


def named(way):
    return f"{FIRST}, {way}"


def basis_of(found, method, units, first):
    return evidence(found, method, {unit: unit for unit in units if unit != FIRST} | {first: FIRST})


def standing(found, method, units, first=FIRST):
    basis = basis_of(found, method, units, first)
    table = rank(completed(basis, method, method.imputation), method, units, basis.period).table
    row = table.filter(unit_id=FIRST).row(0, named=True)
    return Standing(row["score"], row["rank"])


@pytest.mark.parametrize("name", METHODS)
@settings(max_examples=12, deadline=None, phases=AS_DRAWN)
@given(city=cities(), anybody=st.booleans())
def test_good_dossiers_turned_bad_never_raise_score_or_rank(name, city, anybody):
    """With the limits of eligibility that the method declares, and without any, so that small units have ranks too.

    A dossier that is open is no case yet of indicators that divide by those resolved. Its end makes it one of each,
    good or bad, and may give the unit the first figure that it can be judged by: it is held against what the same
    dossiers give when they are closed well.
    """
    method, found = METHODS[name], counted(city)
    if anybody:
        method = method.model_copy(update={"eligibility": ANYBODY})
    now = standing(found, method, city.units)
    well = standing(found, method, city.units, named(CLOSED_WELL))
    for way in WAYS:
        then = standing(found, method, city.units, named(way))
        if then.rank is None:
            continue  # without a rank nothing is gained
        best = well if city.kind == OPEN and (is_closed(way) or now.rank is None) else now
        assert then.score <= best.score + 1e-12, (way, city.kind)
        assert best.rank is not None and best.rank <= then.rank, (way, city.kind)


def is_closed(way):
    return (WAYS[way] or {}).get("status") in ("handled", "stopped")


def test_a_late_dossier_with_a_letter_may_earn_more_than_an_open_one_and_no_more_than_one_closed_well():
    """It is late, and not late without a letter: where the city's rate of those completes the cell, this may be more.

    Random cities found it; no rule that completes small numbers can exclude it.
    """
    units = [FIRST, "u1", "u2", "u3"]
    rows = [
        dossiers(FIRST, {"good": 23, OPEN: 12}),
        dossiers("u1", {"good": 67, "late with a letter afterwards": 18}),
        dossiers("u2", {"good": 13}),
        dossiers("u3", {"good": 6, "late": 9}),
    ]
    before = a_year_before(pl.concat([dossiers("u1", BEFORE), dossiers("u3", {"late": 33})]))
    found = counted(City(units, OPEN, True, pl.concat(rows), before, dict.fromkeys(units, others_of_all())))
    ways = {"late, with a timely letter", "late, with a letter afterwards", "late"}
    scores = {way: standing(found, METHODS["council-survey"], units, named(way)).score for way in (*ways, CLOSED_WELL)}
    assert {way for way in ways if scores[way] > standing(found, METHODS["council-survey"], units).score} == {
        "late, with a timely letter"
    }
    assert max(scores, key=scores.__getitem__) == CLOSED_WELL


@pytest.mark.parametrize("name", METHODS)
def test_a_first_dossier_that_is_closed_late_brings_no_points(name):
    """Of a unit that has resolved nothing 5.4 of QĐ 766 was 0: the first one, however late, brought nearly 6 points."""
    rest = [dossiers("u1", {"good": 40, "late": 3}), dossiers("u2", {"good": 50}), dossiers("u3", {"good": 30})]
    before = a_year_before(pl.concat([dossiers(unit, BEFORE) for unit in ("u1", "u2", "u3")]))
    others = dict.fromkeys(("u0", "u1", "u2", "u3"), others_of_all())
    now = pl.concat([dossiers(FIRST, {OPEN: 5}), *rest])
    found = counted(City(sorted(others), OPEN, False, now, before, others))
    scores = {way: standing(found, METHODS[name], sorted(others), named(way)).score for way in WAYS}
    assert max(scores.values()) <= standing(found, METHODS[name], sorted(others)).score


def sets(found, method, units, first=FIRST):
    table = assess(basis_of(found, method, units, first), method, units).rankings
    row = table.filter(unit_id=FIRST, measure="score", peer_group="all")
    return row.select("rank_lo", "rank_hi").row(0)


@settings(max_examples=8, deadline=None, phases=AS_DRAWN)
@given(city=cities(most=120), way=st.sampled_from(list(WAYS)), name=st.sampled_from(list(METHODS)))
def test_the_set_of_ranks_never_moves_up(city, way, name):
    """Not both ends: fewer good ones lower the score against every other unit; what they do to its error is the same
    for all pairs, so that a unit which now cannot be told from a better one is not told from a worse one either.
    """
    quick = METHODS[name].uncertainty.model_copy(update={"draws": 2_000})
    plain = {"eligibility": ANYBODY, "uncertainty": quick, "sensitivity": Sensitivity(**UNVARIED)}
    method, found = METHODS[name].model_copy(update=plain), counted(city)
    best = named(CLOSED_WELL) if city.kind == OPEN and is_closed(way) else FIRST
    (low, high), (low_then, high_then) = (sets(found, method, city.units, first) for first in (best, named(way)))
    if low_then is not None:
        assert low is not None and not (low_then < low and high_then < high)


def test_late_dossiers_cost_what_they_are_and_one_of_thousands_costs_hundredths():
    """The district that had one late of 3 348: by the rules before, it lost 9.48 points, and 334 late cost it 1.47."""
    kinds = [
        {"good": 3_348},
        {"good": 3_347, "late with a timely letter": 1},
        {"good": 3_347, "late": 1},
        {"good": 3_014, "late with a timely letter": 334},
        {"good": 3_014, "late": 334},
    ]
    units = [FIRST, "u1"]
    others = dict.fromkeys([*units, *map(str, range(len(kinds)))], others_of_all())
    rows = [dossiers("u1", {"good": 500, "late": 9}), *(dossiers(str(i), of) for i, of in enumerate(kinds))]
    before = a_year_before(dossiers("u1", BEFORE))
    found = counts(pl.concat([*rows, before]), others, 2022)
    scores = [standing(found, METHODS["council-survey"], units, str(i)).score for i in range(len(kinds))]
    never, once_timely, once, often_timely, often = scores
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == len(scores)
    # Points of both indicators are out of 100 less those of the lists, which nobody has here: 20 and 10 of 90.
    whole = Fraction(100, 90)
    assert never - once_timely == pytest.approx(float(whole * 20 / 3_348))
    assert never - once == pytest.approx(float(whole * (20 + 10 * 20) / 3_348))
    assert never - often_timely == pytest.approx(float(whole * 20 * 334 / 3_348))
    assert never - often == pytest.approx(float(whole * (20 * Fraction(334, 3_348) + 10)))


def others_of_all():
    answered = {"answers": 40, "answers_satisfied": 38, "petitions_resolved": 30, "petitions_on_time": 30}
    return {**officials(10), "training_attendances": 20, **answered}
