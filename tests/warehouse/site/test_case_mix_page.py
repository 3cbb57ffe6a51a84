import re

from publication_cases import METHODS, Reader, built, publication

METHOD = METHODS["council-survey"]
ONE = "on_time_over_resolved"


def row(unit_id, **given):
    about = {"indicator": ONE, "unit_id": unit_id, "standardise": "indirect", "strata": 12, "is_suppressed": False}
    of_all = {"city": 0.01, "share_of_mix": 0.42}
    return about | of_all | given


MOVED = row(
    "quan-a",
    **{"crude": 0.02, "ratio": 0.8, "ratio_low": 0.6, "ratio_high": 1.05, "rate": 0.008},
    **{"rank_crude": 2, "rank": 1, "rank_lo": 1, "rank_hi": 2, "mix": 0.0125, "performance": -0.0025},
    **{"kind": "Đất <đai>", "kind_share": 0.31, "kind_share_city": 0.12},
    **{"change": 0.004, "change_mix": 0.005, "change_performance": -0.001},
)
WORSE = row("quan-b", crude=0.009, ratio=1.3, ratio_low=0.9, ratio_high=1.8, rate=0.013, rank_crude=1, rank=2)
HIDDEN = row("huyen-c", is_suppressed=True, city=None, share_of_mix=None)
CELL = {"peer_group": "all", "measure": ONE, "status": "OK", "excluded": 0, "eligible": True}
PAGE = publication(
    method=METHOD.id,
    case_mix=[HIDDEN, WORSE, MOVED],
    rankings=[
        CELL | {"unit_id": "quan-a", "x": 980, "n": 1_000},
        CELL | {"unit_id": "quan-b", "x": 991, "n": 1_000},
        CELL | {"unit_id": "huyen-c", "n": 500, "status": "SUPPRESSED"},
    ],
    benchmarks=[{"indicator": ONE, "x": 2_475, "n": 2_500, "excluded": 0, "value": 0.99, "status": "OK"}],
)


def shown(lang, of=PAGE):
    return built(of)[f"{lang}/case-mix.html"]


def test_the_page_says_who_changes_place_and_by_which_kind_of_cases():
    html = shown("en")
    assert "District A: from rank 2 as counted to rank 1 like with like." in html
    assert "Đất &lt;đai&gt;, 31% of its cases and 12% of the city&#39;s" in html
    assert "the mix of cases alone explains 42%" in html
    assert re.search(r"District B: from rank 1 as counted to rank 2 like with like\.\s*</li>", html)
    assert "Quận A: từ hạng 2 theo số đã đếm lên hạng 1" in shown("vi")


def test_the_table_sets_the_crude_rate_beside_the_standardised_one_and_ends_with_what_is_not_published():
    (table,) = Reader(shown("en")).tables.values()
    rows = [[cell.strip() for cell in line] for line in table][-3:]
    assert [line[0] for line in rows] == ["District A", "District B", "Rural C"]
    assert rows[0][1:5] == ["2.000%20 / 1,000", "0.80", "0.60 – 1.05", "0.800%"]
    assert rows[0][8:] == ["+1.250", "−0.250", "+0.400", "+0.500", "−0.100"]
    assert rows[2][1] == "[c]A small count, suppressed for confidentiality[c] / 500"
    assert set(rows[2][2:]) == {"[c]"}


def test_the_rate_of_all_together_says_what_it_was_counted_from_and_whom_the_table_hides():
    text = " ".join(Reader(shown("en")).text.split())
    assert (
        "The ranked units together: 1.000% (25 / 2,500). 1 unit that the table does not publish is among them." in text
    )
    alone = publication(method=METHOD.id, case_mix=[WORSE, MOVED])
    assert "does not publish is among them" not in Reader(shown("en", alone)).text


def test_the_page_of_the_indicator_leads_here_and_no_other_does():
    files = built(PAGE)
    assert f"../case-mix.html#{ONE}" in files[f"vi/indicators/{ONE}.html"]
    assert f'id="{ONE}"' in shown("vi")
    assert "case-mix.html#" not in files["vi/indicators/online_share.html"]


def test_a_mix_that_works_against_the_other_differences_is_said_to_hide_them():
    against = publication(method=METHOD.id, case_mix=[MOVED | {"share_of_mix": -0.12}])
    assert "hides differences between the units rather than making them (−12%" in shown("en", against)


def test_a_method_without_such_an_indicator_says_so():
    assert "No indicator of this method is compared by kinds of cases" in shown("en", publication(method=METHOD.id))
