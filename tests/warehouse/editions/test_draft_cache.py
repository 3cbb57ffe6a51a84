"""What a draft takes from the cache is what it would have made, and what is broken there is not believed."""

import hashlib
import os
import shutil
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from nights import DAY
from publish_cases import asked, contents, made_at

from warehouse import store
from warehouse.disclosure.question import Question
from warehouse.disclosure.solved import solved
from warehouse.disclosure.solver.figures import Figure, Known
from warehouse.disclosure.solver.suppression import suppress
from warehouse.editions.drafts import draft_folder, keep_draft
from warehouse.site.charts import ranges
from warehouse.site.charts.picture import Picture

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_at(tmp_path_factory.mktemp("made"))


@pytest.fixture
def place(made, tmp_path):
    return shutil.copytree(made, tmp_path / "place", symlinks=True)


def cached(place, folder):
    return sorted((place / "home" / "cache" / folder).iterdir())


def made_again(place):
    """The files of the draft, made anew with what the cache holds."""
    (draft_folder(asked(place)) / "key.json").unlink()
    keep_draft(asked(place))
    return contents(draft_folder(asked(place)))


def test_the_draft_is_the_same_with_an_empty_and_with_a_full_cache(place):
    before, charts = contents(draft_folder(asked(place))), [path.name for path in cached(place, "charts")]
    assert len(charts) == sum(path.endswith(".svg") for path in before) > 3
    assert made_again(place) == before
    shutil.rmtree(place / "home" / "cache")
    assert made_again(place) == before
    assert [path.name for path in cached(place, "charts")] == charts


def test_what_the_cache_holds_is_used(place):
    """Another picture is planted, whole as far as anybody can tell."""
    planted = b"<svg>planted</svg>"
    for path in cached(place, "charts"):
        path.write_bytes(hashlib.sha256(planted).hexdigest().encode() + planted)
    files = made_again(place)
    assert all(b"planted" in data for name, data in files.items() if name.endswith(".svg"))


def torn(data):
    return data[: len(data) // 2]


def swapped(data):
    return data[:64] + data[:63:-1]


@pytest.mark.parametrize("fault", [torn, swapped, lambda _: b""])
def test_what_is_broken_is_made_again(place, fault):
    before, paths = contents(draft_folder(asked(place))), [*cached(place, "charts")[:2], *cached(place, "disclosure")]
    whole = [path.read_bytes() for path in paths]
    for path in paths:
        path.write_bytes(fault(path.read_bytes()))
    assert made_again(place) == before
    assert [path.read_bytes() for path in paths] == whole


def test_a_day_on_which_nothing_came_draws_little_and_solves_nothing(place):
    before, disclosure = {path.name for path in cached(place, "charts")}, cached(place, "disclosure")
    other = asked(place, on=DAY + timedelta(days=1))
    keep_draft(other)
    assert cached(place, "disclosure") == disclosure
    new = {path.name for path in cached(place, "charts")} - before
    assert len(new) < len(before) / 2
    from_cache = contents(draft_folder(other))
    shutil.rmtree(place / "home" / "cache")
    shutil.rmtree(draft_folder(other))
    keep_draft(asked(place, on=DAY + timedelta(days=1)))
    assert contents(draft_folder(other)) == from_cache


def test_the_cache_does_not_grow_for_ever(place):
    charts = len(cached(place, "charts"))
    for number in range(5 * charts):
        (place / "home" / "cache" / "charts" / f"old-{number}").write_bytes(b"x")
    used = {path.name for path in cached(place, "charts") if not path.name.startswith("old-")}
    made_again(place)
    kept = {path.name for path in cached(place, "charts")}
    assert used <= kept
    assert len(kept) == 4 * charts


def test_what_was_of_use_last_is_kept_longest(tmp_path):
    for age, name in enumerate(("a", "b", "c", "d")):
        assert store.recalled(tmp_path / name, name.encode) == name.encode()
        os.utime(tmp_path / name, ns=(age, age))
    assert store.recalled(tmp_path / "b", lambda: b"it is there") == b"b"
    store.forget_all_but(tmp_path, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "d"]


ROWS = pl.DataFrame({"name": ["a", "b"], "rank": [1, 2], "low": [1, 1], "high": [2, 2], "tier": [1, 1]})
PICTURE = Picture(ranges.rank_sets, (ROWS, "Hạng", "Bậc"), "vi", "thử")
OTHERS = {
    "a value": replace(PICTURE, arguments=(ROWS.with_columns(low=pl.lit(2)), "Hạng", "Bậc")),
    "a type": replace(PICTURE, arguments=(ROWS.with_columns(pl.col("low").cast(pl.Float64)), "Hạng", "Bậc")),
    "the order of rows": replace(PICTURE, arguments=(ROWS.reverse(), "Hạng", "Bậc")),
    "the name of a column": replace(PICTURE, arguments=(ROWS.rename({"low": "least"}), "Hạng", "Bậc")),
    "a text": replace(PICTURE, arguments=(ROWS, "Rank", "Bậc")),
    "the chart": replace(PICTURE, chart=ranges.weights),
    "the language": replace(PICTURE, lang="en"),
    "the note": replace(PICTURE, note=""),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_all_that_a_picture_follows_from_is_in_its_key(other):
    assert replace(PICTURE, arguments=(ROWS.clone(), "Hạng", "Bậc")).key == PICTURE.key
    assert other.key != PICTURE.key


FIGURES = [Figure((date(2023, 1, 9), u), {u: 1}, v, True) for u, v in (("a", 4), ("b", 400), ("c", 500))]
FIGURES.append(Figure((date(2023, 1, 9), "sum"), dict.fromkeys("abc", 1), 904, True, 5.0))
KNOWN = (Known({"c": 1.0}, 0, float("inf")),)


def answers(recall, figures, threshold=10, known=KNOWN, before=(), free=()):
    asked_for = Question(tuple(figures), tuple(known), frozenset(before), frozenset(), frozenset(free))
    found = solved(recall, asked_for, threshold)
    assert found == suppress(figures, threshold, known, before, free=free)
    return found


def test_an_answer_is_known_again_whatever_the_figures_are_called():
    asked_for = {}

    def recall(key, make):
        return asked_for.setdefault(key, make())

    later = [replace(f, id=(date(2023, 1, 10), f.id[1])) for f in FIGURES]
    first, second = answers(recall, FIGURES), answers(recall, later[::-1])
    assert len(asked_for) == 1
    assert {name for _, name in first.hidden} == {name for _, name in second.hidden} == {"a", "b"}
    assert {day for day, _ in second.hidden} == {date(2023, 1, 10)}


OTHER = {
    "a value": {"figures": [replace(FIGURES[0], value=3), *FIGURES[1:3], replace(FIGURES[3], value=903)]},
    "a cost": {"figures": [*FIGURES[:3], replace(FIGURES[3], cost=0.5)]},
    "who it is about": {"figures": [replace(FIGURES[0], is_sensitive=False), *FIGURES[1:]]},
    "what is published": {"figures": [*FIGURES[:2], replace(FIGURES[2], is_published=False), FIGURES[3]]},
    "the threshold": {"threshold": 4},
    "what is known": {"known": (Known({"b": 1.0}, 400, 400),)},
    "how well it is known": {"known": (Known({"c": 1.0}, 490, 510),)},
    "what was hidden": {"before": [FIGURES[2].id]},
    "what may be negative": {"free": ["b"]},
}


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_all_that_an_answer_follows_from_is_in_its_key(other):
    asked_for = {}

    def recall(key, make):
        return asked_for.setdefault(key, make())

    answers(recall, FIGURES)
    answers(recall, **{"figures": FIGURES, **other})
    assert len(asked_for) == 2
