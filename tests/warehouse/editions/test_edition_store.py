import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from edition_cases import SERIES, Office, content

from schemas.edition import EditionRefused
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.audit import chained
from warehouse.editions.log import read_book
from warehouse.editions.states import editions_of
from warehouse.editions.verify import verify_editions


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.published()
    return office


def rows(office, table):
    with closing(sqlite3.connect(office.home.control)) as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()


def faults(office):
    """What is wrong, in English."""
    return [text(fault, ENGLISH) for fault in verify_editions(office.home, office.city)[1]]


STATEMENTS = {
    "changed": "UPDATE audit SET actor = 'khac' WHERE number = 1",
    "deleted": "DELETE FROM audit WHERE number = 3",
    "emptied": "DELETE FROM audit",
    "replaced": "INSERT OR REPLACE INTO audit SELECT number, at, 'khac', action, series, version, content_hash, "
    "details, previous, 'x' FROM audit WHERE number = 3",
    "skipped": "INSERT INTO audit SELECT 9, at, actor, action, series, version, content_hash, details, previous, 'x' "
    "FROM audit WHERE number = 3",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_the_audit_log_of_the_database_only_grows(office, statement):
    before = rows(office, "audit")
    with closing(sqlite3.connect(office.home.control)) as database, pytest.raises(sqlite3.IntegrityError, match="log"):
        database.execute(statement)
    assert rows(office, "audit") == before


def test_the_database_is_durable_strict_and_of_declared_types(office):
    with closing(sqlite3.connect(office.home.control)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with pytest.raises(sqlite3.IntegrityError, match="INTEGER"):
            database.execute("UPDATE editions SET version = 'x'")


def test_the_database_is_made_again_from_the_files(office):
    before = rows(office, "audit"), rows(office, "editions")
    office.home.control.unlink()
    office.release()
    assert (rows(office, "audit"), rows(office, "editions")) == before


def test_a_crash_before_the_database_was_written_is_made_good(office):
    before = rows(office, "audit"), rows(office, "editions")
    shutil.copy(office.home.control, office.home.root / "earlier")
    office.submit(of=content("hai"), reason="sửa")
    for path in office.home.root.glob("control.sqlite*"):
        path.unlink()
    shutil.move(office.home.root / "earlier", office.home.control)
    (office.home.editions / SERIES / "v2" / "edition.json").unlink()
    assert (rows(office, "audit"), rows(office, "editions")) == before
    office.release()
    assert len(rows(office, "audit")) == 5
    assert [row[2] for row in rows(office, "editions")] == ["published", "in_review"]
    assert (office.home.editions / SERIES / "v2" / "edition.json").exists()


def test_half_a_line_that_a_crash_left_is_as_if_it_had_never_been(office):
    path = store.audit_path(office.home)
    whole = path.read_bytes()
    path.write_bytes(whole + whole.splitlines()[0][:50])
    assert office.actions() == ["submit", "approve", "publish"]
    office.submit(of=content("hai"), reason="sửa")
    assert path.read_bytes().startswith(whole)
    assert office.actions() == ["submit", "approve", "publish", "submit"]


def broken(office, change):
    path = store.audit_path(office.home)
    path.write_bytes(change(path.read_bytes()))


def test_a_log_that_is_gone_is_not_begun_anew(office):
    store.audit_path(office.home).unlink()
    for act in (office.submit, office.release):
        with pytest.raises(EditionRefused, match="the file was cut"):
            act()
    assert not store.audit_path(office.home).exists()


BREAKS = {
    "changed": lambda data: data.replace(b'"chi"', b'"dung"'),
    "cut": lambda data: b"".join(data.splitlines(keepends=True)[:-1]),
    "emptied": lambda _: b"",
    "left out": lambda data: b"".join(data.splitlines(keepends=True)[1:]),
    "not an entry": lambda data: data + b"{}\n",
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_nothing_is_done_on_a_log_that_was_tampered_with(office, change):
    broken(office, change)
    before = store.audit_path(office.home).read_bytes()
    tree = office.tree()
    for act in (office.submit, office.release, lambda: acts.withdraw(office.act("dung"), SERIES, 1, "x")):
        with pytest.raises(EditionRefused) as caught:
            act()
        assert caught.value.code == "log_broken"
        assert "motcua edition verify" in caught.value.message_vi
    assert store.audit_path(office.home).read_bytes() == before
    assert office.tree() == tree


def test_a_log_that_was_rewritten_as_a_whole_no_longer_agrees_with_the_database(office, tmp_path):
    other = Office(tmp_path / "other")
    other.published("khác")
    shutil.copy(store.audit_path(other.home), store.audit_path(office.home))
    with pytest.raises(EditionRefused, match=r"control\.sqlite"):
        office.release()
    assert "entry 1 " in faults(office)[0]


def test_a_step_that_cannot_be_is_found_even_if_its_hashes_are_right(office):
    book = read_book(office.home)
    assert editions_of(book.log)[SERIES, 1].state == "published"
    entries = [e for e in book.log if e.action != "approve"]
    forged = []
    for e in entries:
        forged.append(chained(forged, e.at, e.actor, e.action, (e.series, e.version), e.content_hash, e.details))
    text = "".join(entry.model_dump_json() + "\n" for entry in forged)
    broken(office, lambda _: text.encode())
    with pytest.raises(EditionRefused, match="cannot go through"):
        read_book(office.home)


def test_all_is_well_until_something_is_changed(office):
    office.published("hai", reason="sửa")
    assert faults(office) == []


CHANGES = {
    "kept": ("editions", f"{SERIES}/v1/content/data/rankings.csv"),
    "record": ("editions", f"{SERIES}/v1/record.json"),
    "public page": ("public", f"{SERIES}/vi/index.html"),
    "public list": ("public", "index.html"),
}


@pytest.mark.parametrize(("root", "name"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("is_gone", [False, True])
def test_what_was_changed_or_is_gone_is_found(office, root, name, is_gone):
    path = office.home.root / root / name
    path.unlink()
    if not is_gone:
        path.write_text("khác", encoding="utf-8")
    assert any(name.rpartition("/")[2] in fault for fault in faults(office))


def test_what_was_put_among_the_public_files_is_found(office):
    (office.home.public / "extra.html").write_text("x", encoding="utf-8")
    (office.home.public / "passwd").symlink_to("/etc/passwd")
    assert {fault.split(":")[0] for fault in faults(office)} == {"public/extra.html", "public/passwd"}


def test_a_content_hash_is_what_the_system_s_own_tool_gives(office):
    folder = office.home.editions / SERIES / "v1"
    edition = read_book(office.home).editions[SERIES, 1]
    assert store.file_hash(folder / "SHA256SUMS") == edition.content_hash
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert [name for _, name in lines] == sorted(name for _, name in lines)
    assert {name: digest for digest, name in lines} == {name: store.file_hash(folder / name) for _, name in lines}


def test_kept_files_are_read_only(office):
    kept = [p for p in (office.home.editions / SERIES / "v1" / "content").rglob("*") if p.is_file()]
    assert {p.stat().st_mode & 0o222 for p in kept} == {0}


@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "pipe"])
def test_a_folder_with_links_or_odd_files_is_not_taken(tmp_path, kind):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("x", encoding="utf-8")
    if kind == "pipe":
        os.mkfifo(site / "odd")
    else:
        (site / "odd").symlink_to("/etc/passwd" if kind == "link to a file" else "/etc")
    with pytest.raises(EditionRefused, match="odd"):
        store.read_site(site)


def test_a_site_that_is_itself_a_link_is_not_taken(tmp_path):
    (tmp_path / "site").symlink_to("/etc")
    with pytest.raises(EditionRefused, match="no such folder"):
        store.read_site(tmp_path / "site")


@pytest.mark.parametrize("series", ["..", "../x", "a/b", ""])
def test_no_edition_lies_outside_the_editions(tmp_path, series):
    with pytest.raises(ValueError, match="not the name"):
        store.edition_folder(store.Home(tmp_path), series, 1)


def test_an_edition_is_not_kept_through_a_link(tmp_path):
    home = store.Home(tmp_path / "home")
    home.editions.mkdir(parents=True)
    (home.editions / SERIES).symlink_to(tmp_path)
    with pytest.raises(ValueError, match="a link stands"):
        store.keep_content(home, SERIES, 1, {"index.html": "x"}, "{}")
    assert [p.name for p in tmp_path.iterdir()] == ["home"]


def test_the_store_itself_refuses_names_that_lead_out(tmp_path):
    with pytest.raises(ValueError, match="plain relative path"):
        store.keep_content(store.Home(tmp_path), SERIES, 1, {"../../../evil": "x"}, "{}")
    assert not list(tmp_path.rglob("evil"))


def test_content_that_was_being_replaced_when_a_crash_came_is_put_back(office):
    office.submit(of=content("hai"), reason="sửa")
    folder = office.home.editions / SERIES / "v2"
    folder.rename(folder.with_name(".old-v2"))
    shutil.copytree(folder.with_name(".old-v2"), folder.with_name(".staging-v2"))
    office.release()
    assert sorted(p.name for p in folder.parent.iterdir()) == ["v1", "v2"]
    assert faults(office) == []
