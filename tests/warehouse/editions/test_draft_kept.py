"""Drafts and workbooks are kept where their inputs are the same, and made again, to the byte, where anything is not."""

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nights import DAY
from publish_cases import METHOD, asked, contents, made_at, tree

from flows.drafts import newest_draft
from flows.runs import rank_now
from schemas.city import load_city
from warehouse import store
from warehouse.editions.audit import chained
from warehouse.editions.drafts import draft_folder, draft_key, keep_draft
from warehouse.outbox.fill import fill_outbox, outbox_key
from warehouse.run import Run
from warehouse.stages import StageKey

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
NOON = datetime(2023, 3, 2, 12, tzinfo=UTC)
# Makes a draft and dies before the n-th time that a file or folder is given its final name.
DYING = """
import os, signal, sys
from datetime import date
from pathlib import Path

sys.path[:0] = sys.argv[1:2]
from schemas.city import load_city
from warehouse import store
from warehouse.ranking.request import (ranking_of)
from warehouse.editions.drafts import keep_draft
from warehouse.run import Run

root, left = Path(sys.argv[2]), int(sys.argv[3])

def dying(original):
    def step(self, target):
        global left
        left -= self.is_relative_to(root / "home" / "drafts")
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(self, target)
    return step

Path.replace, Path.rename = dying(Path.replace), dying(Path.rename)
home = store.Home(root / "home")
run = Run(home, load_city(root / "city"), date.fromisoformat(sys.argv[4]))
keep_draft(ranking_of(run, store.current_snapshot(home)))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory, knows_our_code):
    root = made_at(tmp_path_factory.mktemp("made"))
    knows_our_code(root / "home")
    return root


@pytest.fixture
def place(made, tmp_path):
    return shutil.copytree(made, tmp_path / "place", symlinks=True)


def test_nothing_is_ranked_drawn_or_written_again(place):
    """Without the counts of the snapshot another ranking would be found: it is not even looked for."""
    home = store.Home(place / "home")
    before = {folder: tree(folder) for folder in (home.drafts, home.outbox, home.cache)}
    measures = store.current_snapshot(home) / "measures"
    measures.parent.chmod(0o755)
    measures.rename(home.root / "measures")
    page = keep_draft(asked(place))
    assert page.is_file()
    fill_outbox(asked(place), ["general"])
    assert {folder: tree(folder) for folder in before} == before
    (page.parents[1] / "key.json").unlink()
    keep_draft(asked(place))
    assert contents(home.drafts) != {path: data for path, (_, _, data) in before[home.drafts].items()}


def test_a_person_finds_the_draft_of_the_night_and_the_night_that_of_a_person(place):
    home = store.Home(place / "home")
    before = tree(home.drafts)
    some_day = Run(home, load_city(place / "city"), DAY + timedelta(days=100))
    ranking, page = rank_now(some_day, "2023", METHOD)
    assert tree(home.drafts) == before
    assert ranking.draft.business_date == DAY
    shutil.rmtree(page.parents[1])
    rank_now(some_day, "", "")
    by_person = tree(home.drafts)
    assert contents(home.drafts) == {path: data for path, (_, _, data) in before.items()}
    keep_draft(asked(place))
    assert tree(home.drafts) == by_person


def edited(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).chmod(0o644)
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def rewrites(path, old, new):
    return lambda root: edited(root, path, old, new)


def written(path, text):
    return lambda root: (root / path).write_text(text, encoding="utf-8")


def other_manifest(root):
    manifest = store.current_snapshot(store.Home(root / "home")) / store.MANIFEST
    edited(root, manifest, '"synthetic": false', '"synthetic": true')


PEERS = "grouping,peer_group,name_vi,name_en,unit_id,valid_from,valid_to\nsize,large,Lớn,Large,general,,\n"
CHANGES = {
    "a letter of the method": rewrites(f"city/methods/{METHOD}.toml", "\n", "\n# a remark\n"),
    "the city": rewrites("city/city.toml", "[limits]", "suppress_below = 11\n[limits]"),
    "a name in the register": rewrites("city/units.csv", "General", "Generals"),
    "a group of peers": written("city/peers.csv", PEERS),
    "the calendar": written("city/calendar.toml", '[days_off]\n2023-02-14 = "a day"\n'),
    "a rule of time": written("city/time_rules.toml", '[[supplements]]\nmost = 2\nlegal_basis = "a law"\n'),
    "a heading of a source": rewrites("city/sources/wabo.toml", "Internet", "Internets"),
    "the snapshot": other_manifest,
}


def keys(ranking):
    return draft_key(ranking), outbox_key(ranking, ["general"])


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_declaration_and_the_data_have_part_in_both_keys(place, change):
    before = keys(asked(place))
    assert keys(asked(place)) == before
    change(place)
    assert all(one != other for one, other in zip(keys(asked(place)), before, strict=True))


def test_each_choice_has_part_in_both_keys(place):
    shutil.copy(place / "city" / "methods" / f"{METHOD}.toml", place / "city" / "methods" / "other.toml")
    edited(place, "city/methods/other.toml", f'id = "{METHOD}"', 'id = "other"')
    rankings = [asked(place), asked(place, period="2022"), asked(place, method="other")]
    rankings.append(asked(place, on=DAY + timedelta(days=1)))
    for of in (draft_key, lambda ranking: outbox_key(ranking, [])):
        assert len({of(ranking) for ranking in rankings}) == len(rankings)
    assert outbox_key(rankings[0], []) != outbox_key(rankings[0], ["general"])


def test_our_code_has_part_in_the_key_of_what_it_makes(place):
    """The run is told of other code than the one that runs: changing code itself is for the tests of stages."""
    before = keys(asked(place))
    for stage, is_changed in (("publish", (True, False)), ("outbox", (False, True))):
        ranking = asked(place)
        vars(ranking.run)["keys"] = {**ranking.run.keys, stage: StageKey("other", {})}
        assert tuple(one != other for one, other in zip(keys(ranking), before, strict=True)) == is_changed


def test_what_was_published_has_part_in_the_key_of_a_draft_and_the_state_of_what_was_not_has_none(place):
    """The page of revisions compares with what was published. Editions of another ranking are not on it."""
    key = keys(asked(place))
    about = {"title_vi": "a", "title_en": "a", "snapshot": "s", "method_version": "m", "synthetic": False, "reason": ""}
    log = []
    for period, changes in (("2022", (False, False, False)), ("2023", (False, False, True))):
        for action, is_changed in zip(("submit", "approve", "publish"), changes, strict=True):
            details = {"period": period, **about} if action == "submit" else {}
            log.append(chained(log, NOON, "an", action, (f"{period}-{METHOD}", 1), 64 * "c", details))
            store.append_audit(store.Home(place / "home"), log[-1])
            before, key = key, keys(asked(place))
            assert (key[0] != before[0], key[1] != before[1]) == (is_changed, False), (period, action)


def torn(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def swapped(path):
    """Other bytes, as many of them."""
    path.write_bytes(path.read_bytes()[::-1])


FAULTS = {
    "a page is gone": ("site/en/units/general.html", Path.unlink),
    "a table is gone": ("rankings.parquet", Path.unlink),
    "a download is cut short": ("site/data/rankings.csv", torn),
    "a picture is changed": ("site/charts/vi/rank-sets.svg", swapped),
    "the key is gone": ("key.json", Path.unlink),
    "the key is cut short": ("key.json", torn),
    "the key is no text": ("key.json", lambda path: path.write_bytes(b"\xff\x00")),
    "something was added": ("site/vi/notes.html", lambda path: path.write_text("not ours")),
}


@pytest.mark.parametrize(("name", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_draft_that_is_not_as_it_was_made_is_made_again(place, name, fault):
    folder = draft_folder(asked(place))
    before = contents(folder)
    fault(folder / name)
    assert contents(folder) != before
    keep_draft(asked(place))
    assert contents(folder) == before


@pytest.mark.parametrize("fault", [Path.unlink, torn, swapped])
def test_a_workbook_that_is_not_as_it_was_made_is_made_again(place, fault):
    home = store.Home(place / "home")
    before = contents(home.outbox)
    fault(next(home.outbox.rglob("*.xlsx")))
    assert contents(home.outbox) != before
    fill_outbox(asked(place), ["general"])
    assert contents(home.outbox) == before


def test_who_is_late_is_told_in_the_workbooks(place):
    home = store.Home(place / "home")
    before = contents(home.outbox)
    fill_outbox(asked(place), [])
    assert contents(home.outbox) != before


# Which of fifteen names is the one that is not given any more: that of a table, of the site, of the key.
@pytest.mark.parametrize("step", [3, 13, 15])
def test_killed_anywhere_the_draft_is_made_again(place, step):
    """The draft of another day is there; the one that is made anew dies half-way."""
    home = store.Home(place / "home")
    before = contents(home.drafts)
    shutil.rmtree(home.drafts)
    arguments = [str(ROOT), str(place), str(step), str(DAY)]
    died = subprocess.run([sys.executable, "-c", DYING, *arguments], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert contents(home.drafts) != before
    keep_draft(asked(place))
    assert contents(home.drafts) == before


def test_the_link_leads_to_the_draft_that_was_asked_for_last(place):
    """Something is sent, and taken back: the draft of the first night is the latest again, without being made."""
    home, first = store.Home(place / "home"), asked(place)
    link = home.drafts / f"latest-2023-{METHOD}"
    assert link.readlink() == Path(draft_folder(first).name)
    second = asked(place, on=DAY + timedelta(days=1))
    keep_draft(second)
    assert newest_draft(home, "2023", METHOD) == draft_folder(second)
    before = tree(draft_folder(first))
    keep_draft(asked(place))
    assert link.readlink() == Path(draft_folder(first).name)
    assert tree(draft_folder(first)) == before
    inode = link.lstat().st_ino
    keep_draft(asked(place))
    assert link.lstat().st_ino == inode  # nothing is switched where nothing is newer
