"""The two editions of the demonstration as the public sees them: what the correction changed, and whose data did it."""

from dataclasses import dataclass

import polars as pl
import pytest
from chromium import needed
from looking import broken_links, opened, seen, too_wide, violations, visit

from flows.cli import main
from flows.demo.plan import SUPPLEMENT_REASON, SUPPLEMENTED_AT, SUPPLEMENTED_UNIT
from schemas.city import load_city
from schemas.words import formats
from warehouse import store

pytestmark = pytest.mark.slow  # the synthetic city at its full size, in which one district's month moves others
SERIES = "2022-council-survey"
STANDING = {"rank": "rank_label", "score": "value", "tier": "tier", "eligible": "eligible"}  # here, and in `rankings`
OTHERS = {"vi": "số liệu của đơn vị khác", "en": "the data of other units"}
ROWS = "(rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText.trim()))"


@dataclass(frozen=True)
class Shown:
    """The public tree, its table of revisions, and how each unit stood in each of the two editions."""

    tree: object
    revisions: pl.DataFrame
    before: dict
    after: dict

    @property
    def changed(self):
        """Units whose standing differs between the tables of the two editions."""
        return {unit for unit in self.before | self.after if self.before.get(unit) != self.after.get(unit)}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    needed()
    root = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--home", str(root), "--direct", "--json"]) == 0
    tree = store.Home(root).public.resolve()
    before, after = (standings(tree / SERIES / version) for version in ("v1", "v2"))
    return Shown(tree, pl.read_parquet(tree / SERIES / "data" / "revisions.parquet"), before, after)


def standings(edition):
    """How the units stand among all, as the table `rankings` of an edition has it."""
    rows = pl.read_parquet(edition / "data" / "rankings.parquet").filter(measure="score", peer_group="all")
    return {row["unit_id"]: tuple(row[name] for name in STANDING.values()) for row in rows.iter_rows(named=True)}


def test_the_table_names_the_district_whose_data_changed_and_no_other(shown):
    causes = dict(shown.revisions.select("unit_id", "cause").iter_rows())
    assert {unit for unit, cause in causes.items() if cause == "own"} == {SUPPLEMENTED_UNIT}
    assert set(causes) == shown.changed
    assert len(causes) >= 3  # others moved because it did
    [added] = shown.revisions.filter(unit_id=SUPPLEMENTED_UNIT).get_column("added")
    assert added.startswith(f"dossiers {SUPPLEMENTED_AT:%Y-%m-%d %H:%M} (")


def test_ranks_and_scores_before_and_after_are_those_of_the_two_tables(shown):
    for row in shown.revisions.iter_rows(named=True):
        for side, table in (("before", shown.before), ("after", shown.after)):
            assert tuple(row[f"{name}_{side}"] for name in STANDING) == table[row["unit_id"]]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_shows_each_change_with_its_cause(browser, shown, lang, width):
    register = load_city().register.by_id
    with opened(browser, width) as (page, heard):
        visit(page, shown.tree, f"{SERIES}/{lang}/revisions.html")
        rows = page.locator("#version-2 ~ .scroll tbody tr").evaluate_all(ROWS)
        assert SUPPLEMENT_REASON in page.locator(".banner.published").inner_text()
        assert heard.faults == []
    found = {row[0]: row[1:] for row in rows}
    assert len(found) == len(rows) == len(shown.changed)
    for unit in shown.changed:
        ranks, scores = zip(*((table[unit][0], table[unit][1]) for table in (shown.before, shown.after)), strict=True)
        name = register[unit].name_vi if lang == "vi" else register[unit].name_en
        *figures, cause = found[name]
        assert figures == [*ranks, *(formats.number(score, lang, 2) for score in scores)]
        assert ("2023" in cause) == (unit == SUPPLEMENTED_UNIT)
        assert (cause == OTHERS[lang]) == (unit != SUPPLEMENTED_UNIT)


def test_the_first_edition_is_superseded_and_leads_to_the_second(browser, shown):
    pages = [f"{SERIES}{version}/{lang}/revisions.html" for version in ("", "/v1", "/v2") for lang in ("vi", "en")]
    found = seen(browser, shown.tree, ["index.html", *pages])
    assert {path: one.faults for path, one in found.items() if one.faults} == {}
    assert broken_links(shown.tree, found) == []
    for path in pages:
        state = "superseded" if "/v1/" in path else "published"
        assert found[path].facts["banners"] == ["synthetic", f"banner {state}"], path
    assert SUPPLEMENT_REASON in found["index.html"].facts["text"]


def test_axe_finds_nothing_and_nothing_is_scrolled_sideways(browser, shown):
    pages = ["index.html", *(f"{SERIES}{v}/{lang}/revisions.html" for v in ("", "/v1") for lang in ("vi", "en"))]
    with opened(browser) as (page, _):
        assert violations(page, shown.tree, pages) == []
    with opened(browser, 390) as (page, _):
        assert violations(page, shown.tree, pages) == []
        assert too_wide(page, shown.tree, pages, "") == []
