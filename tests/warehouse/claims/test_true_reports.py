"""True reports are never accused, whatever of them a text prints; what is then made false is named where it can be."""

from random import Random

from claim_sets import judged
from hypothesis import given, settings
from hypothesis import strategies as st
from true_reports import LEVELS, MEASURES, percent, report, text_lines, total, written

from warehouse.claims.claim import HARD
from warehouse.claims.identities import FAMILIES

FORM = (
    "carried",
    "online",
    "direct",
    "received",
    "resolved",
    "before",
    "on_day",
    "late",
    "open",
    "open_in_time",
    "open_overdue",
)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([30, 2000, 50000]), st.sampled_from([0.3, 0.6]))
def test_a_true_text_is_never_accused(seed: int, size: int, share_printed: float) -> None:
    lines = text_lines(Random(seed), size, share_printed)
    verdicts = judged(*lines)
    assert [line for line, verdict in zip(lines, verdicts, strict=True) if verdict.verdict in HARD] == []


def form_of(seed: int, size: int = 5000) -> dict[str, int]:
    """Return a true form of which all is told: nothing withdrawn, nothing without a due date."""
    random = Random(seed)
    of = report(random, size)
    while of["undated"] or of["withdrawn"] or min(of[name] for name in FORM) < 10:
        of = report(random, size)
    return of


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["received", "resolved", "open"]), st.integers(1000, 5000), st.booleans())
def test_the_figure_whose_change_closes_two_equalities_is_named_alone(seed: int, name: str, off: int, up: bool) -> None:
    """Form II.06a: 3 = 4 + 5 + 6 = 7 + 11, 7 = 8 + 9 + 10, 11 = 12 + 13; 3, 7 and 11 stand in two of these each."""
    of = form_of(seed, 50000)
    true = of[name]
    of[name] = true + off if up else true - off
    # Received can be without what was carried over: then another figure, or another change of this one, closes both.
    others = {true, true - of["carried"]}
    if of[name] < 0 or min(abs(of[name] - other) for other in others) < 1000 or 2 * of[name] == sum(others):
        return  # so near a value that fits, two figures may be equal by chance
    lines = [f"Quận Thử | {MEASURES[measure]} | {written(of[measure], 'vi')}" for measure in FORM]
    verdicts = dict(zip(FORM, judged(*lines), strict=True))
    assert {measure for measure, verdict in verdicts.items() if verdict.verdict in HARD} == {name}
    assert verdicts[name].computed in (others if name == "received" else {true})


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 9))
def test_a_rate_that_is_off_is_named_and_no_count_is(seed: int, off: int) -> None:
    of = form_of(seed)
    names = ("received", "resolved", "on_time", "late")
    lines = [f"Quận Thử | {MEASURES[name]} | {written(of[name], 'vi')}" for name in names]
    share = percent(of["on_time"], of["resolved"], 2, "ROUND_HALF_UP", "vi")
    tenth = "9" if off == 9 else str(off)
    wrong = f"{share[:-1]}{tenth}%".replace(",", f",{tenth}", 1)
    verdicts = judged(*lines, f"Quận Thử | on_time_rate | {wrong} | on_time_over_resolved")
    assert all(verdict.verdict not in HARD for verdict in verdicts[:-1])
    right = judged(*lines, f"Quận Thử | on_time_rate | {share} | on_time_over_resolved")
    assert right[-1].verdict == "reconciles"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([2, 3]))
def test_levels_that_are_all_printed_close(seed: int, count: int) -> None:
    random = Random(seed)
    reports = [report(random, 3000) for _ in range(count)]
    units = {"Tỉnh An Thử": total(reports)} | {
        f"Tỉnh An Thử, {level}": of for level, of in zip(LEVELS, reports, strict=False)
    }
    lines = [f"{unit} | dossiers_resolved | {written(of['resolved'], 'vi')}" for unit, of in units.items()]
    assert {verdict.verdict for verdict in judged(*lines)} == {"reconciles"}


def test_every_equality_has_names_of_counts() -> None:
    from warehouse.claims.vocabulary import counts, form_of

    forms = {form for family in FAMILIES for way in (*family.ways, *family.departures) for form in way}
    assert {name for form in forms for _, name in form_of(form)} <= set(counts())
