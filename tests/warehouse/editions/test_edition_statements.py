"""What every page and table says of an edition's state, through its whole life, against the lines of the audit log."""

import io
import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from publication_cases import Reader

from flows.drafts import draft_content
from tests.browser.hostile_city import SERIES, HostileCity
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.binding import bound_parts
from warehouse.editions.log import Act
from warehouse.editions.policy import bind
from warehouse.editions.verify import verify_editions

pytestmark = pytest.mark.long

ZONE = ZoneInfo("Europe/Amsterdam")  # that of the city
# What says in which state an edition is. "Published" alone may be said of procedures.
STATES = {
    "superseded": re.compile(r"(?:đã được thay bằng|superseded by) (?:bản công bố lần|version) (\d+)"),
    "published": re.compile(
        r"(?:Đã công bố ngày|Published on) (\d+/\d+/\d+|\d+ \w+ \d+), (?:bản công bố lần|version) (\d+)"
    ),
}
OF_A_STATE = re.compile(
    r"\bdraft\b|in_review|in review|not approved|superseded by version"
    r"|has been (?:approved|published|superseded|withdrawn)"
    r"|bản nháp|chờ duyệt|đã duyệt|chưa (?:được )?duyệt|đã được thay bằng bản|đã được rút|chưa được công bố",
    re.IGNORECASE,
)
NAMES = {"đã công bố": "published", "đã được thay": "superseded", "đã rút": "withdrawn"}
NAMES |= {state: state for state in NAMES.values()}


def recorded(home):
    """What the lines of the log say by now of each version, replayed by itself."""
    by_version = {}
    for line in store.audit_path(home).read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["series"] != SERIES:  # the policy of the city is put into force
            continue
        at = datetime.fromisoformat(entry["at"]).astimezone(ZONE).replace(tzinfo=None)
        of = by_version.setdefault(entry["version"], {})
        match entry["action"]:
            case "submit":
                of |= {"state": "in_review", "hash": entry["content_hash"], "reason": entry["details"]["reason"]}
            case "approve":
                of |= {"state": "approved"}
            case "publish":
                for version, before in by_version.items():
                    if before["state"] == "published":
                        before |= {"state": "superseded", "by": entry["version"]}
                        assert version != entry["version"]
                of |= {"state": "published", "at": at}
            case "withdraw":
                of |= {"state": "withdrawn", "withdrawn": at, "why": entry["details"]["reason"]}
    return by_version


def was_public(versions):
    return {number: of for number, of in versions.items() if "at" in of}


def texts(folder):
    """Every text of every file below a folder, by its path: of pages, tables, sheets and records."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, data = path.relative_to(folder).as_posix(), path.read_bytes()
        if path.suffix == ".xlsx":
            with ZipFile(io.BytesIO(data)) as book:
                yield name, "\n".join(book.read(entry).decode() for entry in book.namelist())
        elif path.suffix == ".parquet":
            frame = pl.read_parquet(data)
            yield name, "\n".join([*frame.columns, frame.select(pl.all().cast(pl.String)).write_csv()])
        else:
            yield name, data.decode("utf-8-sig")


def says_nothing_of_its_state(folder):
    stated = {name: hits for name, text in texts(folder) if (hits := OF_A_STATE.findall(text))}
    assert stated == {}
    assert not list(folder.rglob("editions.*"))


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def day_of(text):
    return datetime.strptime(text, "%d/%m/%Y" if "/" in text else "%d %B %Y").date()


def moment_of(text):
    return datetime.strptime(text, "%H:%M %d/%m/%Y" if "/" in text else "%d %B %Y, %H:%M")


def minute(moment):
    return moment.replace(second=0, microsecond=0)


def check_banner(path, html, number, of):
    (inside,) = re.findall(r"<!--status-->(.*?)<!--/status-->", html, re.DOTALL)
    banner = plain(inside)
    (stated,) = STATES["published"].findall(banner)
    assert (day_of(stated[0]), int(stated[1])) == (of["at"].date(), number), path
    by = [int(version) for version in STATES["superseded"].findall(banner)]
    assert by == ([of["by"]] if of["state"] == "superseded" else []), path
    if of["state"] == "published":
        assert of["reason"] in banner, path
    outside = re.sub(r"<!--(status|editions)-->.*?<!--/\1-->", "", html, flags=re.DOTALL)
    assert OF_A_STATE.findall(outside) == [], path


def check_list(path, html, versions):
    (inside,) = re.findall(r"<!--editions-->(.*?)<!--/editions-->", html, re.DOTALL)
    ((_, *rows),) = Reader(inside).tables.values()
    assert [int(row[0]) for row in rows] == sorted(versions, reverse=True), path
    for number, state, at, reason, _, _, digest in rows:
        of = versions[int(number)]
        (stated,) = {name for words, name in NAMES.items() if state.startswith(words)}
        assert (stated, moment_of(at), digest) == (of["state"], minute(of["at"]), of["hash"]), path
        assert of["reason"] in reason, path
        assert of.get("why", "") in reason, path
        assert str(of.get("by", "")) in state, path


def check_tables(folder, versions):
    read = {"csv": lambda p: pl.read_csv(p, try_parse_dates=True), "parquet": pl.read_parquet}
    frames = [read[form](folder / f"editions.{form}").to_dicts() for form in read]
    frames.append(json.loads((folder / "editions.json").read_text(encoding="utf-8"))["editions"])
    for rows in frames:
        stated = {
            row["version"]: (
                row["state"], str(row["published_at"])[:19].replace("T", " "), row["content_hash"], row["reason"] or "",
                row["superseded_by"], row["withdrawn_reason"] or "", str(row["withdrawn_at"])[:19].replace("T", " "),
            )
            for row in rows
        }  # fmt: skip
        assert stated == {
            number: (
                of["state"], str(of["at"])[:19], of["hash"], of["reason"], of.get("by"), of.get("why", ""),
                str(of.get("withdrawn"))[:19],
            )
            for number, of in versions.items()
        }  # fmt: skip


def check_public(home, versions):
    """Read every page and every table of states of the public tree."""
    public, newest = was_public(versions), max(was_public(versions))
    folders = {f"v{number}": number for number in public} | {"": newest}
    for name, number in folders.items():
        of, folder = public[number], home.public / SERIES / name
        files = [p for p in folder.rglob("*.html") if name or not re.match(r"v\d", p.relative_to(folder).parts[0])]
        assert len(files) > 10
        for path in files:
            html = path.read_text(encoding="utf-8")
            if of["state"] == "withdrawn":
                assert of["why"] in plain(html)
                assert {f"{of[day]:%d/%m/%Y}" for day in ("at", "withdrawn")} <= set(re.findall(r"\d+/\d+/\d+", html))
            elif path != folder / "index.html":  # which only leads on to a language
                check_banner(path, html, number, of)
            if path.name == "revisions.html" and of["state"] != "withdrawn":
                check_list(path, html, public)
        if of["state"] != "withdrawn":
            check_tables(folder / "data", public)
    check_tables(home.public / SERIES, public)
    ((_, *rows),) = Reader((home.public / "index.html").read_text(encoding="utf-8")).tables.values()
    assert len(rows) == len(public)
    for number, day, state, reason in rows:
        of = public[int(re.search(r"\d+", number).group())]
        assert day.startswith(f"{of['at']:%d/%m/%Y}")
        (stated,) = {name for words, name in NAMES.items() if state.startswith(words)}
        assert (stated, str(of.get("by", "")) in state) == (of["state"], True)
        assert (of.get("why") or of["reason"]) in reason


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    """A city with two drafts: of one night, and of the next, in which a file came late."""
    city = HostileCity(tmp_path_factory.mktemp("life"))
    city.night()
    first = shutil.copytree(city.draft(), city.home.root / "first")
    return city, first


def test_every_page_and_table_says_what_the_log_says_after_every_step(drafts):
    city, first = drafts
    home, versions = city.home, {}

    def check(state, number):
        versions.update(recorded(home))
        assert versions[number]["state"] == state
        content = home.editions / SERIES / f"v{number}"
        says_nothing_of_its_state(content / "content")
        kept = json.loads((content / "edition.json").read_text(encoding="utf-8"))
        assert (kept["state"], kept["content_hash"]) == (state, versions[number]["hash"])
        assert home.public.exists() == bool(was_public(versions))
        if was_public(versions):
            check_public(home, versions)
            assert verify_editions(home, city.city)[1] == []

    says_nothing_of_its_state(Path(first) / "site")
    edition = acts.submit(city.act("an"), draft_content(Path(first)))
    check("in_review", 1)
    edition = acts.approve(city.act("binh"), SERIES, 1, edition.content_hash)
    check("approved", 1)
    at = city.act("chi")
    acts.publish(at, SERIES, 1, at.at + timedelta(minutes=30))
    check("approved", 1)
    (release,) = acts.release_due(city.act("may-chu"))
    assert release.refused is None
    check("published", 1)
    city.night(late=20)
    draft = city.draft()
    says_nothing_of_its_state(draft / "site")
    second = acts.submit(city.act("an"), draft_content(draft), "Đội trước nộp lại")
    check("in_review", 2)
    acts.approve(city.act("binh"), SERIES, 2, second.content_hash)
    check("approved", 2)
    acts.publish(city.act("chi"), SERIES, 2)
    check("published", 2)
    assert versions[1]["state"] == "superseded"
    acts.withdraw(city.act("chi"), SERIES, 2, "Sai kỳ số liệu")
    check("withdrawn", 2)
    assert versions[1]["state"] == "superseded"
    acts.withdraw(city.act("chi"), SERIES, 1, "Sai từ đầu")
    check("withdrawn", 1)


@pytest.mark.parametrize("name", ["vi/revisions.html", "data/editions.csv", "v1/en/index.html", "editions.json"])
def test_a_statement_of_state_that_is_changed_in_the_public_tree_is_at_fault(drafts, tmp_path, name):
    city, first = drafts
    home = store.Home(tmp_path / "home")
    shutil.copytree(city.home.snapshots, home.snapshots)
    act = lambda who: Act(home, city.city, who, city.act(who).at)  # noqa: E731
    bind(act("chủ"), "chủ", bound_parts(city.city))
    edition = acts.submit(act("an"), draft_content(Path(first)))
    acts.publish(acts.approve(act("binh"), SERIES, 1, edition.content_hash) and act("chi"), SERIES, 1)
    assert verify_editions(home, city.city)[1] == []
    path = home.public / SERIES / name
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"published", b"withdrawn").replace("công bố".encode(), "rút".encode()))
    (fault,) = verify_editions(home, city.city)[1]
    assert fault.values["file"] == f"{SERIES}/{name}"
