"""Units compared like with like: standardised rates with rank sets, and what the mix of cases makes of differences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.case_mix import CaseMix
from warehouse.arrays import Array, Floats, Ints
from warehouse.ranking.evidence.case_mix import Kinds, strata_of
from warehouse.ranking.index.ratio_sets import Sets
from warehouse.ranking.statistics.kitagawa import Difference, kitagawa, share_of_mix
from warehouse.ranking.statistics.standardise import Standardised, direct, indirect
from warehouse.ranking.statistics.strata import parents_of
from warehouse.ranking.statistics.stratified_pairs import stratified_pairs


@dataclass(frozen=True, eq=False)
class LikeWithLike:
    """One indicator of units (p,), like with like.

    `crude` are the plain rates of unfavourable cases, `rates` the standardised ones. `from_city` is what sets a unit's
    crude rate apart from the city's, `from_before` what does from its own of the period before (NaN without cases
    then). `groups` are what most sets its mix apart. `share_of_mix` is what of the spread between the units mix alone
    explains. `events` and `cases` are those of each unit and stratum (p, strata).
    """

    crude: Floats
    rates: Standardised
    from_city: Difference
    from_before: Difference
    groups: tuple["Group | None", ...]
    share_of_mix: float
    events: Ints
    cases: Ints


@dataclass(frozen=True)
class Group:
    """A group of kinds, such as a field, by its name (None: the dossiers do not say): cases of a unit, and of all."""

    name: str | None
    cases: int
    of: int
    cases_of_city: int
    of_city: int


def like_with_like(kinds: Kinds, mix: CaseMix, places: Sequence[int], level: float, deff: Floats) -> LikeWithLike:
    """Return the comparison of the units at these places, each of which has cases; together they are the city.

    Args:
        kinds: cases by kind, of the period and of the one before.
        mix: how they are standardised.
        places: of the units among those of `kinds`.
        level: of the intervals.
        deff: design effects of the units (units,).
    """
    strata, city_cases = strata_of(kinds, mix, places), kinds.cases[:, list(places), :].sum(axis=(0, 1))
    parents = parents_of(kinds.labels, city_cases, strata)
    (events, earlier_events), (cases, earlier_cases) = (
        _sums_by_number(counts[:, list(places), :], strata) for counts in (kinds.events, kinds.cases)
    )
    if mix.standardise == "indirect":
        rates = indirect(events, cases, level, deff)
    else:
        rates = direct(events, cases, parents, level, deff)
    crude = events.sum(axis=1) / cases.sum(axis=1)
    from_city = kitagawa(events, cases, events.sum(axis=0), cases.sum(axis=0))
    return LikeWithLike(
        crude,
        rates,
        from_city,
        kitagawa(events, cases, earlier_events, earlier_cases),
        _groups(kinds, strata, city_cases, from_city.mix, cases),
        share_of_mix(from_city.total_mix, crude - rates.city),
        events,
        cases,
    )


def rank_sets(like: LikeWithLike, among: Sequence[int], level: float, deff: Floats, df: Floats) -> Sets:
    """Return the sets of the units at the places `among`, of which the lower ratio is the better.

    The order is that of standardised rates. Each pair is compared on the kinds of cases that both units have: O/E of
    two units weigh kinds by their own cases, and direct rates rest on few cases where a unit has few of a hard kind.

    Args:
        like: the comparison of units.
        among: places of those that are ranked.
        level: how often the sets hold.
        deff: design effects of the units of `like` (units,).
        df: degrees of freedom that these are known with (units,).
    """
    columns = (like.events, like.cases, like.rates.ratio, deff, df)
    events, cases, ratio, effect, freedom = (column[list(among)] for column in columns)
    two_sets = (
        stratified_pairs(events, cases, ratio, level, effect, simultaneous, freedom) for simultaneous in (True, False)
    )
    return Sets("stratified_pairs", *two_sets)


def _groups(kinds: Kinds, strata: Ints, city_cases: Ints, mix: Floats, cases: Ints) -> tuple[Group | None, ...]:
    """Return for each unit the group of kinds, on the coarsest level, that makes most of what its mix makes.

    None where the mix makes nothing. What is rare belongs to the group of most of its cases.
    """
    coarse = list(dict.fromkeys(names[-1] for names in kinds.names))
    numbers = np.array([coarse.index(names[-1]) for names in kinds.names], dtype=np.int64)
    largest = np.lexsort((-city_cases, strata))
    group_of_stratum = numbers[largest[np.unique(strata[largest], return_index=True)[1]]]
    mix_of_groups, unit_cases, all_cases = (
        _sums_by_number(c, group_of_stratum) for c in (mix, cases, cases.sum(axis=0))
    )
    leading_groups = (mix_of_groups * np.sign(mix.sum(axis=1, keepdims=True))).argmax(axis=1)
    return tuple(
        Group(coarse[g], int(unit_cases[i, g]), int(unit_cases[i].sum()), int(all_cases[g]), int(all_cases.sum()))
        if mix_of_groups[i, g]
        else None
        for i, g in enumerate(leading_groups.tolist())
    )


def _sums_by_number(counts: Array, numbers: Ints) -> Array:
    """Return what stands in the last axis summed by its number there."""
    return np.asarray(counts @ np.eye(int(numbers.max(initial=0)) + 1, dtype=counts.dtype)[numbers])
