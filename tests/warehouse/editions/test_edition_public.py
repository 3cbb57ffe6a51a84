import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from edition_cases import SERIES, Office, content
from moments import once_done

from schemas.edition import EditionRefused
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.verify import verify_editions

OTHER = "2011-Q1-timeliness"
HISTORY = ("editions.csv", "editions.json", "editions.parquet")


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def tampered(office, name, version=1, series=SERIES):
    path = office.home.editions / series / f"v{version}" / name
    path.chmod(0o644)
    path.write_text("khác", encoding="utf-8")


def withdrawn(office, version=1, reason="sai số liệu"):
    return acts.withdraw(office.act("dung"), SERIES, version, reason)


def test_the_tree_holds_every_version_and_the_latest_once_more(office):
    office.published("một")
    office.published("hai", "sửa")
    office.published("quý", period="2011-Q1")
    tree = {path: data.decode(errors="replace") for path, data in office.tree().items()}
    assert "một" in tree[f"{SERIES}/v1/vi/index.html"]
    for place in (SERIES, f"{SERIES}/v2"):
        assert "hai" in tree[f"{place}/vi/index.html"]
        assert "một" not in tree[f"{place}/vi/index.html"]
        assert tree[f"{place}/data/rankings.csv"].endswith("hai\n")
    assert "quý" in tree[f"{OTHER}/vi/index.html"]
    own = [*content().files, *(f"data/{name}" for name in HISTORY)]
    places = (SERIES, f"{SERIES}/v1", f"{SERIES}/v2", OTHER, f"{OTHER}/v1")
    lists = {f"{series}/{name}" for series in (SERIES, OTHER) for name in HISTORY}
    assert set(tree) == {"index.html", "assets/site.css"} | lists | {
        f"{place}/{name}" for place in places for name in own
    }


def test_every_page_says_what_it_is_instead_of_being_for_review(office):
    office.published("một")
    office.published("hai", "Quận 12 nộp lại")
    pages = {path: data.decode() for path, data in office.tree().items() if path.endswith(".html")}
    assert [path for path, text in pages.items() if "để xem xét" in text] == []
    assert "Bản này đã được thay bằng" in pages[f"{SERIES}/v1/vi/units/general.html"]
    assert "superseded by" in pages[f"{SERIES}/v1/en/index.html"]
    assert "Lý do công bố lại: Quận 12 nộp lại" in pages[f"{SERIES}/vi/index.html"]
    assert "05/01/2024" in pages[f"{SERIES}/v2/vi/index.html"]


def test_every_link_leads_to_a_file_of_the_tree(office):
    office.published("một")
    office.published("hai", "sửa")
    office.published("quý", period="2011-Q1")
    withdrawn(office, 2)
    tree = office.tree()
    found = [
        (path, link)
        for path, data in tree.items()
        if path.endswith(".html")
        for link in re.findall(r'href="([^"#]+)"', data.decode())
    ]
    assert len(found) > 20
    assert [(path, link) for path, link in found if urljoin(path, link) not in tree] == []


def test_a_page_that_the_newest_version_lacks_leads_to_its_first_page(office):
    office.published("một")
    files = {name: data for name, data in content("hai").files.items() if "units" not in name}
    edition = office.submit(
        of=content("hai").__class__(files, content().ranking, content().rankings), reason="bỏ trang"
    )
    office.publish(office.approve(edition))
    assert 'href="../../../../2011-timeliness/index.html"' in office.public(f"{SERIES}/v1/vi/units/general.html")


def test_a_withdrawn_edition_leaves_a_notice_and_none_of_its_data(office):
    office.published("bí mật", period="2011-Q1")
    edition = office.published("bí mật")
    before = set(office.tree())
    withdrawn(office, reason="sai <số> liệu")
    after = {path: data for path, data in office.tree().items() if path.startswith(f"{SERIES}/")}
    notices = {path for path in before if path.startswith(f"{SERIES}/") and path.endswith(".html")}
    assert set(after) == notices | {f"{SERIES}/{name}" for name in HISTORY}
    for path, data in ((path, data) for path, data in after.items() if path in notices):
        text = data.decode()
        assert "bí mật" not in text, path
        for told in ("đã được rút", "05/01/2024", "sai &lt;số&gt; liệu", "has been withdrawn", "SYNTHETIC"):
            assert told in text, path
    assert "bí mật" in office.public(f"{OTHER}/vi/index.html")
    assert "đã rút" in office.public("index.html")
    assert f'href="{SERIES}/index.html"' not in office.public("index.html")
    assert edition.series in office.public("index.html")


def test_after_a_withdrawal_the_version_it_replaced_does_not_come_back_as_the_latest(office):
    office.published("một")
    office.published("hai", "sửa")
    withdrawn(office, 2)
    assert "đã được rút" in office.public(f"{SERIES}/vi/index.html")
    assert "một" in office.public(f"{SERIES}/v1/vi/index.html")
    assert office.published("ba", "sửa lại").version == 3
    assert "ba" in office.public(f"{SERIES}/vi/index.html")
    assert "đã được rút" in office.public(f"{SERIES}/v2/vi/index.html")


def test_the_list_names_every_ranking_and_says_that_figures_are_synthetic(office):
    office.published("một")
    office.published("quý", "", period="2011-Q1", synthetic=False)
    text = office.public("index.html")
    for told in ("SỐ LIỆU TỔNG HỢP", f'href="{SERIES}/index.html"', f'href="{OTHER}/v1/index.html"', 'lang="en"'):
        assert told in text
    withdrawn(office)
    real = Office(office.home.root / "real")
    real.published(synthetic=False)
    assert "SỐ LIỆU TỔNG HỢP" not in real.public("index.html")


def test_unchanged_files_are_hard_links_and_pages_are_not(office):
    office.published()
    kept = office.home.editions / SERIES / "v1" / "content"
    for place in (SERIES, f"{SERIES}/v1"):
        assert (office.home.public / place / "data/rankings.xlsx").samefile(kept / "data/rankings.xlsx")
        assert not (office.home.public / place / "vi/index.html").samefile(kept / "vi/index.html")


def test_where_files_cannot_be_linked_they_are_copied(office, monkeypatch):
    """As on Linux for somebody who does not own them: whoever publishes is not who submitted."""

    def not_permitted(self, target):
        raise PermissionError(1, "Operation not permitted")

    edition = office.approve(office.submit())
    monkeypatch.setattr(Path, "hardlink_to", not_permitted)
    office.publish(edition)
    assert office.tree()[f"{SERIES}/data/rankings.xlsx"] == content().files["data/rankings.xlsx"]
    assert verify_editions(office.home, office.city)[1] == []


@pytest.mark.parametrize("name", ["content/data/rankings.csv", "content/vi/index.html"])
def test_what_changes_between_the_check_and_the_link_does_not_become_public(office, name):
    edition = office.approve(office.submit())
    changed = once_done(store.content_faults, lambda: tampered(office, name))
    with changed, pytest.raises(EditionRefused, match="was changed"):
        office.publish(edition)
    assert not office.home.public.exists()
    assert office.actions() == ["submit", "approve"]


def test_a_changed_edition_holds_others_up_but_can_itself_be_withdrawn(office):
    office.published("một")
    tampered(office, "content/data/rankings.csv")
    before = office.tree()
    edition = office.approve(office.submit(of=content("quý", period="2011-Q1")))
    with pytest.raises(EditionRefused, match="was changed"):
        office.publish(edition)
    assert office.tree() == before
    withdrawn(office)
    assert office.publish(edition).state == "published"
    assert "đã được rút" in office.public(f"{SERIES}/index.html")


def test_an_edition_whose_content_is_lost_altogether_can_be_withdrawn(office):
    office.published()
    folder = office.home.editions / SERIES / "v1"
    (folder / "SHA256SUMS").unlink()
    withdrawn(office)
    assert set(office.tree()) == {"index.html", "assets/site.css"} | {
        f"{place}/{name}"
        for place in (SERIES, f"{SERIES}/v1")
        for name in ("index.html", "vi/index.html", "en/index.html")
    } | {f"{SERIES}/{name}" for name in HISTORY}


def test_a_folder_that_stands_where_the_link_belongs_is_not_touched(office):
    office.home.public.mkdir(parents=True)
    edition = office.approve(office.submit())
    with pytest.raises(EditionRefused, match="must be a link"):
        office.publish(edition)
    assert office.actions() == ["submit", "approve"]


def test_readers_of_the_tree_before_can_finish_and_older_trees_are_removed(office):
    office.published("một")
    first = office.home.public.resolve()
    office.published("hai", "sửa")
    second = office.home.public.resolve()
    assert (first / SERIES / "vi/index.html").exists()
    office.published("ba", "sửa")
    assert sorted(p.name for p in office.home.public_trees.iterdir()) == sorted(
        [second.name, office.home.public.resolve().name]
    )
    assert not office.home.public.readlink().is_absolute()


def test_equal_histories_give_equal_trees(tmp_path):
    trees, logs = [], []
    for _ in range(2):
        office = Office(tmp_path / "office")
        office.published("một")
        office.published("hai", "sửa")
        trees.append(office.tree())
        logs.append(store.audit_path(office.home).read_bytes())
        shutil.rmtree(tmp_path / "office")
    assert trees[0] == trees[1]
    assert logs[0] == logs[1]
