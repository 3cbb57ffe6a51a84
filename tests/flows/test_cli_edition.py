import json
import os
import pty
import pwd
import shutil
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from cli_cases import WABO, run, run_json
from edition_cases import SERIES, content, draft_of, rankings, sent, snapshot_of, standing

from flows import editions as flow
from flows.cli import main
from flows.cli.edition_public import release_due_editions
from flows.settings import Place
from warehouse import store

pytestmark = pytest.mark.long

SELF = pwd.getpwuid(os.geteuid()).pw_name


class Desk:
    """A home with drafts and a city, and the people who sit down in turn before the terminal."""

    def __init__(self, root, capsys, monkeypatch):
        self.home, self.city = store.Home(root / "home"), root / "city"
        shutil.copytree(WABO, self.city)
        self.capsys, self.monkeypatch = capsys, monkeypatch
        snapshot_of(self.home, "2012-01-31-aaaa", [sent("a1", "general", 10)])

    def roles(self, **roles):
        lines = ["[roles]", *(f"{role} = {json.dumps(names)}" for role, names in roles.items())]
        text = (WABO / "city.toml").read_text(encoding="utf-8")
        (self.city / "city.toml").write_text("\n".join([text, *lines, ""]), encoding="utf-8")

    def bind(self, *more, who=None):
        if who:
            self.sits_down(who)
        return run(self.capsys, "policy", "bind", *more, "--home", self.home.root, "--city", self.city)

    def draft(self, text="một", name="2012-01-31-aaaa", table=None, site=True, **about):
        return draft_of(self.home, content(text, table=table, **about), name, site)

    def sits_down(self, who):
        self.monkeypatch.setattr(pwd, "getpwuid", lambda _: SimpleNamespace(pw_name=who))

    def run(self, *tokens, who=None):
        if who:
            self.sits_down(who)
        return run(self.capsys, "edition", *tokens, "--home", self.home.root, "--city", self.city)

    def json(self, *tokens, who=None):
        if who:
            self.sits_down(who)
        return run_json(self.capsys, "edition", *tokens, "--home", self.home.root, "--city", self.city)


@pytest.fixture
def desk(tmp_path, capsys, monkeypatch):
    desk = Desk(tmp_path, capsys, monkeypatch)
    desk.roles(submit=["an"], approve=["an", "chi"], publish=["dung"], administer=["quang"])
    assert desk.bind("--yes")[0] == 0
    return desk


def logged(home):
    return [json.loads(line) for line in store.audit_path(home).read_text(encoding="utf-8").splitlines()]


SUBMIT = ("submit", "--period", "2011", "--method", "timeliness")


def published(desk, *more):
    code, edition = desk.json(*SUBMIT, *more, who="an")
    assert code == 0
    assert desk.json("approve", SERIES, "--hash", edition["content_hash"], "--yes", who="chi")[0] == 0
    code, edition = desk.json("publish", SERIES, "--yes", who="dung")
    assert code == 0
    return edition


def test_from_a_draft_to_the_public_and_back(desk):
    desk.draft()
    code, out, _ = desk.run(*SUBMIT, who="an")
    assert code == 0
    assert f"motcua edition diff {SERIES}" in out
    (edition,) = desk.json("list")[1]
    digest = edition["content_hash"]
    assert digest in out
    code, out, _ = desk.run("approve", SERIES, "--hash", digest[:10].upper(), "--yes", who="chi")
    assert (code, "Đã duyệt" in out) == (0, True)
    code, out, _ = desk.run("publish", SERIES, "--yes", who="dung")
    assert code == 0
    assert str(desk.home.public / SERIES / "index.html") in out
    assert "một" in (desk.home.public / SERIES / "vi/index.html").read_text(encoding="utf-8")
    code, out, _ = desk.run("show", SERIES)
    assert code == 0
    for told in ("đã công bố", "an", "chi", "dung", "approve", digest):
        assert told in out
    code, out, _ = desk.run("verify")
    assert (code, "4 mục" in out) == (0, True)
    assert desk.run("withdraw", SERIES, "--reason", "sai", "--yes", who="dung")[0] == 0
    assert "đã được rút" in (desk.home.public / SERIES / "index.html").read_text(encoding="utf-8")
    assert desk.json("show", SERIES)[1]["state"] == "withdrawn"


def test_what_is_public_is_withdrawn_while_a_newer_version_is_in_review(desk):
    desk.draft()
    published(desk)
    assert desk.json(*SUBMIT, "--reason", "sửa", who="an")[1]["version"] == 2
    code, _, err = desk.run("withdraw", SERIES, "--version", 2, "--reason", "sai", "--yes", who="dung")
    assert code == 2
    assert f"What can be withdrawn is {SERIES} v1" in err
    code, edition = desk.json("withdraw", SERIES, "--reason", "sai", "--yes", who="dung")
    assert (code, edition["version"], edition["state"]) == (0, 1, "withdrawn")
    assert "đã được rút" in (desk.home.public / SERIES / "index.html").read_text(encoding="utf-8")
    assert desk.run("withdraw", SERIES, "--reason", "sai", "--yes", who="dung")[0] == 2


def test_the_user_is_the_system_s_and_neither_the_environment_nor_an_option_says_otherwise(desk, monkeypatch):
    desk.draft()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "an")
    assert flow.system_user() == SELF
    code, _, err = desk.run(*SUBMIT)
    assert code == 1
    assert SELF in err
    assert desk.run(*SUBMIT, "--as", "an")[0] == 2
    entry = logged(desk.home)[-1]
    assert (entry["actor"], entry["action"]) == (SELF, "refuse")


def test_the_roles_of_the_shipped_city_are_empty_and_the_error_says_what_to_write(tmp_path, capsys):
    home = store.Home(tmp_path)
    code, _, err = run(capsys, "edition", "submit", "--draft", tmp_path, "--home", home.root)
    assert code == 2  # no draft: nothing was attempted
    folder = tmp_path / "drafts" / "x"
    (folder / "site").mkdir(parents=True)
    made = content(period="2022")
    store.write_text(folder / "record.json", made.ranking.model_copy(update={"method": "qd766"}).model_dump_json())
    store.write_frame(made.rankings, folder / "rankings.parquet")
    code, _, err = run(capsys, "edition", "submit", "--draft", folder, "--home", home.root)
    assert code == 1
    assert "motcua policy bind --city" in err
    code, _, err = run(capsys, "policy", "bind", "--yes", "--home", home.root)
    assert code == 1
    for told in (f'administer = ["{SELF}"]', "city.toml", "[roles]"):
        assert told in err


def test_who_submitted_cannot_approve(desk):
    desk.draft()
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    code, _, err = desk.run("approve", SERIES, "--hash", digest, "--yes")
    assert code == 1
    assert "người duyệt phải là người khác" in err
    assert "somebody else has to approve it" in err


def test_without_a_hash_nothing_is_approved_but_the_hash_is_shown(desk):
    desk.draft()
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    code, _, err = desk.run("approve", SERIES, who="chi")
    assert code == 2
    assert digest in err
    assert desk.json("show", SERIES)[1]["state"] == "in_review"


def changed_at(digest, place):
    """A hash with one digit mistyped."""
    return digest[: place - 1] + ("0" if digest[place - 1] != "0" else "1") + digest[place:]


def test_a_hash_that_is_too_short_or_mistyped_is_called_that(desk):
    desk.draft()
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    for typed, words in (
        (digest[:9], ("cần ít nhất 10 chữ số đầu", "has 9 digits; at least its first 10")),
        (changed_at(digest, 7)[:12], ("chữ số thứ 7 là", f"where that of {SERIES} v1 is “{digest[6]}”")),
        (changed_at(digest, 64), ("chữ số thứ 64", "A typo in the hash")),
        (f"{digest}a", ("chữ số thứ 65", "A typo in the hash")),
    ):
        code, _, err = desk.run("approve", SERIES, "--hash", typed, "--yes", who="chi")
        assert code == 2
        assert not [text for text in words if text not in err], err
        assert "đã được thay" not in err
    assert [entry["action"] for entry in desk.json("show", SERIES)[1]["history"]] == ["submit"]


def test_the_hash_of_what_was_replaced_or_of_another_edition_is_known_from_the_log(desk):
    desk.draft("một")
    first = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    desk.draft("hai")
    second = desk.json(*SUBMIT)[1]["content_hash"]
    desk.draft("quý", period="2011-Q1")
    other = desk.json("submit", "--period", "2011-Q1", "--method", "timeliness")[1]["content_hash"]
    code, _, err = desk.run("approve", SERIES, "--hash", first[:12], "--yes", who="chi")
    assert (code, "an submitted at" in err, second in err) == (1, True, True)
    code, _, err = desk.run("approve", SERIES, "--hash", other[:12], "--yes")
    assert (code, "hash of 2011-Q1-timeliness v1 and not of" in err) == (2, True)
    assert desk.run("approve", SERIES, "--hash", second[:10], "--yes")[0] == 0
    edition = desk.json("show", SERIES)[1]
    assert edition["state"] == "approved"
    assert edition["history"][-2]["details"] == {"attempted": "approve", "because": "other_content"}


def approved(desk):
    desk.draft()
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    assert desk.run("approve", SERIES, "--hash", digest, "--yes", who="chi")[0] == 0
    desk.sits_down("dung")
    return digest


def test_a_moment_that_is_past_is_refused_with_the_present_one_and_the_format(desk):
    approved(desk)
    code, _, err = desk.run("publish", SERIES, "--at", "2023-01-10T08:00", "--yes")
    assert code == 2
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    for text in ("08:00 10/01/2023", f"{now:%d/%m/%Y}", f"{now + timedelta(days=1):%Y-%m-%d}T08:00", "city's clock"):
        assert text in err
    assert not desk.home.public.exists()
    for odd in ("mai", "2999-01-05", "8:00 05/01/2999"):
        code, _, err = desk.run("publish", SERIES, "--at", odd, "--yes")
        assert code == 2
        assert "T08:00, theo giờ của thành phố" in err
        assert "T08:00, by the city's clock" in err


def test_an_embargo_is_lifted_only_on_purpose(desk):
    approved(desk)
    assert desk.run("publish", SERIES, "--at", "2999-01-05T08:00", "--yes")[0] == 0
    for more in ((), ("--yes",)):
        code, _, err = desk.run("publish", SERIES, *more)
        assert code == 2
        assert "08:00 05/01/2999" in err
        assert "--now" in err
    assert not desk.home.public.exists()
    code, _, err = desk.run("publish", SERIES, "--now")
    assert (code, "--yes" in err, desk.home.public.exists()) == (2, True, False)
    assert desk.run("publish", SERIES, "--now", "--yes")[0] == 0
    assert (desk.home.public / SERIES / "index.html").exists()


def test_without_a_terminal_and_without_yes_nothing_irreversible_is_done_and_both_languages_say_what_it_would_be(desk):
    desk.draft("một")
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    steps = [
        ("chi", ("approve", SERIES, "--hash", digest), "có mã băm", "will be approved"),
        ("an", SUBMIT, "duyệt ấy mất hiệu lực", "make this approval void"),
        ("dung", ("publish", SERIES, "--at", "2999-01-05T08:00"), "tự được công bố", "public for everybody by itself"),
        ("dung", ("publish", SERIES), "công bố ngay cho mọi người", "will be public at once"),
        ("dung", ("withdraw", SERIES, "--reason", "sai"), "sẽ bị rút", "will be withdrawn"),
    ]
    for who, step, vi, en in steps:
        for more in ((), ("--json",)):
            before = store.audit_path(desk.home).read_bytes()
            code, _, err = desk.run(*step, *more, who=who)
            assert code == 2, step
            assert not [text for text in (vi, en, "--yes") if text not in err], (step, err)
            assert store.audit_path(desk.home).read_bytes() == before
        if step is not SUBMIT and "--at" not in step:
            assert desk.run(*step, "--yes")[0] == 0


@pytest.mark.parametrize(
    ("answer", "code"), [("có", 0), ("Yes", 0), ("không", 1), ("", 1)], ids=["có", "yes", "không", "nothing"]
)
def test_at_a_terminal_it_asks(desk, answer, code):
    approved(desk)
    typing, terminal = pty.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stdin:
        os.write(typing, f"{answer}\n".encode())
        desk.monkeypatch.setattr(sys, "stdin", stdin)
        done, _, err = desk.run("publish", SERIES)
    os.close(typing)
    assert done == code
    assert not [text for text in ("cho mọi người", "for everybody", "Gõ «có»", "Type “yes”") if text not in err]
    assert desk.home.public.exists() == (code == 0)


def test_at_a_terminal_an_embargo_can_be_lifted_by_the_answer(desk):
    approved(desk)
    assert desk.run("publish", SERIES, "--at", "2999-01-05T08:00", "--yes")[0] == 0
    typing, terminal = pty.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stdin:
        os.write(typing, b"yes\n")
        desk.monkeypatch.setattr(sys, "stdin", stdin)
        code, _, err = desk.run("publish", SERIES)
    os.close(typing)
    assert (code, "held back until" in err, desk.home.public.exists()) == (0, True, True)


def test_a_correction_with_its_differences(desk):
    desk.draft()
    published(desk)
    snapshot_of(desk.home, "2012-02-01-bbbb", [sent("a1", "general", 10), sent("a2", "general", 20)])
    table = rankings(standing("general", 2, 70.0), standing("experts", 1, 80.0))
    desk.draft("hai", name="2012-02-01-bbbb", table=table, snapshot="2012-02-01-bbbb")
    code, _, err = desk.run(*SUBMIT, who="an")
    assert (code, "--reason" in err) == (2, True)
    assert desk.run(*SUBMIT, "--reason", "General nộp lại")[0] == 0
    code, out, _ = desk.run("diff", SERIES, who="chi")
    assert code == 0
    for told in ("1 → 2", "90,00 → 70,00", "a2.csv", "General", "không đổi", "SYNTHETIC"):
        assert told in out
    page = Path(out.rsplit("full page: ", 1)[1].strip())
    assert "a2.csv" in page.read_text(encoding="utf-8")
    data = desk.json("diff", SERIES)[1]
    changes = {u["unit_id"]: (u["cause"], [s["submission_id"] for s in u["added"]]) for u in data["units"]}
    assert changes == {"general": ("own", ["a2"]), "experts": ("others", [])}
    assert not data["is_method_changed"]


def test_an_embargo_by_the_city_s_clock(desk):
    desk.draft()
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    desk.run("approve", SERIES, "--hash", digest, "--yes", who="chi")
    code, out, _ = desk.run("publish", SERIES, "--at", "2999-01-05T08:00", "--yes", who="dung")
    assert code == 0
    assert "08:00 05/01/2999" in out
    assert desk.json("show", SERIES)[1]["release_at"].startswith("2999-01-05T08:00:00+01:00")  # Amsterdam's
    code, out, _ = desk.run("release")
    assert (code, "Nothing is due" in out) == (0, True)
    assert not desk.home.public.exists()
    assert desk.run("return", SERIES, "--reason", "đợi", who="chi")[0] == 0
    assert desk.json("show", SERIES)[1]["release_at"] is None


def test_what_is_due_and_was_changed_is_told_with_exit_code_1(desk, capsys):
    desk.draft()
    digest = desk.json(*SUBMIT, who="an")[1]["content_hash"]
    desk.run("approve", SERIES, "--hash", digest, "--yes", who="chi")
    desk.run("publish", SERIES, "--at", "2999-01-05T08:00", "--yes", who="dung")
    path = desk.home.editions / SERIES / "v1" / "content" / "data" / "rankings.csv"
    path.chmod(0o644)
    path.write_text("khác", encoding="utf-8")
    act = flow.act_now(Place(desk.home.root, desk.city))
    capsys.readouterr()
    assert release_due_editions(replace(act, at=act.at.replace(year=3000)), json=False) == 1
    assert "rankings.csv" in capsys.readouterr().out
    assert desk.json("show", SERIES)[1]["state"] == "draft"
    assert desk.json("verify")[0] == 1


def test_the_draft_that_the_link_leads_to_is_the_one_and_others_have_names(desk):
    first = desk.draft("một")
    desk.draft("hai", name="2012-02-02-cccc")
    desk.draft("quý", name="2012-02-04-eeee", period="2011-Q1")
    kept = desk.home.editions / SERIES / "v1" / "content" / "vi" / "index.html"
    desk.json(*SUBMIT, who="an")
    assert "hai" in kept.read_text(encoding="utf-8")
    for named in (first.name, first, f"latest-{SERIES}"):
        assert desk.json("submit", "--draft", named)[0] == 0
        assert ("hai" if named == f"latest-{SERIES}" else "một") in kept.read_text(encoding="utf-8")
    shutil.rmtree(desk.home.drafts / f"2012-02-02-cccc-{SERIES}")
    code, _, err = desk.run(*SUBMIT)
    assert (code, "motcua rank" in err) == (2, True)


def test_drafts_are_listed_by_name_and_date_each_once_with_what_became_of_it(desk):
    assert desk.json("drafts") == (0, [])
    first, second = desk.draft("một"), desk.draft("hai", name="2012-02-02-cccc", snapshot="2012-02-02-cccc")
    desk.draft("không trang", name="2012-02-03-dddd", site=False, period="2011-Q3")
    desk.draft("quý", name="2012-01-30-eeee", period="2011-Q1", synthetic=False)
    for place, folder in enumerate(sorted(desk.home.drafts.glob("2012-*"))):
        os.utime(folder / "record.json", (1_700_000_000 + place,) * 2)
    assert desk.json("submit", "--draft", first.name, who="an")[0] == 0
    code, drafts = desk.json("drafts")
    names = ("name", "period", "business_date", "synthetic", "is_latest", "submitted_as")
    assert (code, [tuple(draft[name] for name in names) for draft in drafts]) == (
        0,
        [
            (second.name, "2011", "2012-02-02", True, True, None),
            (first.name, "2011", "2012-01-31", True, False, f"{SERIES} v1"),
            ("2012-01-30-eeee-2011-Q1-timeliness", "2011-Q1", "2012-01-31", False, True, None),
        ],
    )
    assert drafts[0]["made_at"].startswith("2023-11-14")
    code, out, _ = desk.run("drafts")
    assert code == 0
    assert not [text for text in (first.name, "31/01/2012", "đã trình", "SYNTHETIC") if text.lower() not in out.lower()]
    (first / "site" / "vi" / "index.html").write_text("khác", encoding="utf-8")
    assert [draft["submitted_as"] for draft in desk.json("drafts")[1]] == [None] * 3


@pytest.mark.parametrize(
    "tokens",
    [
        ("show", "2010-timeliness"),
        ("diff", SERIES),
        ("approve", SERIES, "--hash", "0" * 64),
        ("publish", SERIES),
        ("withdraw", SERIES, "--reason", "x"),
        ("submit", "--period", "2009", "--method", "timeliness"),
        ("submit",),
    ],
)
def test_what_is_not_there_is_wrong_usage_and_leaves_nothing_behind(desk, tokens):
    code, _, err = desk.run(*tokens, who="an")
    assert code == 2
    assert err
    assert [entry["action"] for entry in logged(desk.home)] == ["bind"]


def test_a_link_in_a_draft_is_not_taken(desk):
    folder = desk.draft()
    (folder / "site" / "data" / "passwd.txt").symlink_to("/etc/passwd")
    code, _, err = desk.run(*SUBMIT, who="an")
    assert code == 1
    assert "passwd.txt" in err
    assert desk.json("list")[1] == []


def test_while_somebody_else_holds_the_editions_nothing_is_changed(desk):
    desk.draft()
    with store.one_editor(desk.home):
        assert desk.run(*SUBMIT, who="an")[0] == 4
    assert desk.json("list")[1] == []


def test_a_broken_log_is_told_and_nothing_is_done(desk):
    desk.draft()
    published(desk)
    path = store.audit_path(desk.home)
    path.write_text(path.read_text(encoding="utf-8").replace('"chi"', '"binh"'), encoding="utf-8")
    for tokens in (("list",), ("verify",), ("withdraw", SERIES, "--reason", "x")):
        code, _, err = desk.run(*tokens, who="dung")
        assert code == 1
        assert "mục 3" in err
    assert main(["edition", "release", "--home", str(desk.home.root), "--city", str(desk.city)]) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"period": "2011"}'])
def test_a_draft_whose_record_is_none_is_refused(desk, text):
    folder = desk.draft()
    (folder / "record.json").write_text(text, encoding="utf-8")
    for which in (SUBMIT, ("submit", "--draft", folder)):
        code, _, err = desk.run(*which, who="an")
        assert (code, "not the record of a ranking" in err) == (2, True)
