"""Users of the system with folders of their own try to publish: each is refused for the right reason, and named."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from cli_cases import at, deliver, row, run, take_in
from edition_cases import SERIES, city_at, content, draft_of, sent, snapshot_of
from real_users import (
    ADMINISTRATOR,
    APPROVER,
    GROUP,
    IS_ROOT,
    OWNER,
    PUBLISHER,
    STRANGER,
    SUBMITTER,
    Shells,
    name_of,
)

from warehouse import store

SUBMIT = ("edition", "submit", "--period", "2011", "--method", "timeliness")
WITH_POLARS = ("submit", "publish", "verify")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not IS_ROOT, reason="only root can run commands as other users of the system"),
]
LISTS = {
    "submit": [SUBMITTER, APPROVER],
    "approve": [APPROVER, SUBMITTER],
    "publish": [PUBLISHER],
    "administer": [ADMINISTRATOR],
}


def roles_of(lists):
    lines = (f"{role} = {json.dumps([name_of(uid) for uid in uids])}" for role, uids in lists.items())
    return "\n".join(["", "[roles]", *lines, ""])


class Machine:
    """A data root that a group shares, the city's folder that is bound to it, and folders that users make."""

    def __init__(self, root):
        self.root, self.home = root, store.Home(root / "home")
        self.shells = Shells(root / "nowhere")
        self.city = self.folder("city", LISTS)
        snapshot_of(self.home, "2012-01-31-aaaa", [sent("a1", "general", 10)])
        draft_of(self.home, content())
        for path in [self.home.root, *self.home.root.rglob("*")]:
            os.chown(path, OWNER, GROUP)
            path.chmod(0o2775 if path.is_dir() else 0o664)

    def folder(self, name, lists, *changes):
        """A copy of the city with roles and other changes, which everybody can read."""
        folder = self.root / name
        city_at(folder, roles_of(lists))
        for file, before, after in changes:
            text = (folder / file).read_text(encoding="utf-8")
            assert before in text
            (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        return folder

    def run(self, uid, *tokens, city=None, **environment):
        where = ("--home", self.home.root, "--city", city or self.city)
        if tokens[1] in WITH_POLARS:
            alone = Shells(self.root / "nowhere")
            done = alone.run(uid, *tokens, *where, is_only_one=True, **environment)
            alone.close()
            return done
        return self.shells.run(uid, *tokens, *where, **environment)

    def log(self):
        return [json.loads(line) for line in store.audit_path(self.home).read_text(encoding="utf-8").splitlines()]

    def refused(self, code, uid, *tokens, **where):
        """Run a command that is refused, for which reason is in the log beside who really tried; return its words."""
        before = len(self.log()) if store.audit_path(self.home).exists() else 0
        done = self.run(uid, *tokens, **where)
        assert done.code == 1, done
        (entry,) = self.log()[before:]
        assert (entry["actor"], entry["action"], entry["details"]["because"]) == (name_of(uid), "refuse", code), done
        return done.err


@pytest.fixture(scope="module")
def machine():
    """What is tried first: only the owner of the data root can bind, and then an edition is submitted."""
    root = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    root.chmod(0o755)
    machine = Machine(root)
    assert "motcua policy bind" in machine.refused("not_bound", SUBMITTER, *SUBMIT)
    assert name_of(OWNER) in machine.refused("not_owner", ADMINISTRATOR, "policy", "bind", "--yes")
    done = machine.run(OWNER, "policy", "bind", "--yes")
    assert done.code == 0, done
    done = machine.run(SUBMITTER, *SUBMIT)
    assert done.code == 0, done
    yield machine
    machine.shells.close()
    shutil.rmtree(root)


@pytest.fixture
def approve(machine):
    """The command that approves what was submitted."""
    digest = next(e["content_hash"] for e in reversed(machine.log()) if e["action"] == "submit")
    return ("edition", "approve", SERIES, "--hash", digest, "--yes")


def test_a_user_without_a_role_gains_none_by_a_folder_of_his_own(machine, approve):
    folder = machine.folder("of-a-stranger", {**LISTS, "approve": [APPROVER, STRANGER]})
    words = machine.refused("roles_not_bound", STRANGER, *approve, city=folder)
    assert str(folder / "city.toml") in words
    machine.refused("not_allowed", STRANGER, *approve)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("methods/timeliness.toml", ("methods/timeliness.toml", "min_n = 10", "min_n = 1")),
        ("city.toml", ("city.toml", "nightly_period", "suppress_below = 4\nnightly_period")),
        ("units.csv", ("units.csv", "general,1", "general,9")),
    ],
)
def test_a_user_with_a_role_does_not_choose_the_policy(machine, approve, name, change):
    folder = machine.folder(f"changed-{name.replace('/', '-')}", LISTS, change)
    words = machine.refused("other_policy", APPROVER, *approve, city=folder)
    for told in (name, name_of(OWNER), name_of(ADMINISTRATOR), str(machine.city)):
        assert told in words


def test_a_role_is_for_its_step(machine, approve):
    assert name_of(APPROVER) in machine.refused("not_allowed", PUBLISHER, *approve)


def test_who_submitted_does_not_approve(machine, approve):
    machine.refused("own_submission", SUBMITTER, *approve)


def test_nobody_becomes_administrator_by_his_own_copy(machine):
    folder = machine.folder("of-an-administrator", {**LISTS, "administer": [STRANGER]})
    machine.refused("not_administrator", STRANGER, "policy", "bind", "--yes", city=folder)
    machine.refused("not_administrator", OWNER, "policy", "bind", "--yes", city=folder)


def test_the_environment_names_nobody(machine, approve):
    names = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME"), name_of(APPROVER))
    assert name_of(STRANGER) in machine.refused("not_allowed", STRANGER, *approve, **names)


def test_an_old_copy_of_the_folder_no_longer_holds(machine, approve):
    old = shutil.copytree(machine.city, machine.root / "old")
    machine.city = machine.folder("city", LISTS, ("city.toml", "nightly_period", "suppress_below = 12\nnightly_period"))
    machine.refused("other_policy", APPROVER, *approve)
    done = machine.run(ADMINISTRATOR, "policy", "bind", "--yes")
    assert done.code == 0, done
    assert "city.toml" in machine.refused("former_policy", APPROVER, *approve, city=old)


def test_the_right_people_with_the_right_folder_are_let_through(machine, approve):
    done = machine.run(APPROVER, *approve)
    assert done.code == 0, done
    done = machine.run(PUBLISHER, "edition", "publish", SERIES, "--yes")
    assert done.code == 0, done
    done = machine.run(STRANGER, "edition", "verify", "--json")
    assert (done.code, json.loads(done.out)["faults"]) == (0, [])
    actors = {entry["action"]: entry["actor"] for entry in machine.log()}
    assert (actors["approve"], actors["publish"]) == (name_of(APPROVER), name_of(PUBLISHER))


@pytest.fixture(scope="module")
def nights_of_another(tmp_path_factory):
    """A data root after a night, all of which is another user's."""
    home = tmp_path_factory.mktemp("another")
    deliver(home, "a.csv", row(1))
    take_in(home)
    for path in [home, *home.rglob("*")]:
        os.chown(path, OWNER, GROUP, follow_symlinks=False)
    return home


def state_of(home):
    return {str(p): (p.lstat().st_uid, p.lstat().st_mtime_ns) for p in [home, *home.rglob("*")]}


WRITING = {
    "nightly": ("--direct",),
    "fetch": (),
    "rank": (),
    "retract": ("x", "--reason", "sai tệp", "--yes"),
    "rebuild": (),
    "clean": (),
    "notify": (),
    "verify": ("--repair",),
    "policy": ("bind", "--yes"),
    "edition": ("withdraw", SERIES, "--reason", "x", "--yes"),
}
STEPS = {
    "submit": ("--period", "2011"),
    "return": (SERIES, "--reason", "x"),
    "approve": (SERIES, "--hash", "0123456789"),
    "publish": (SERIES,),
    "release": (),
    "diff": (SERIES,),
}
ALL_WRITING = [(name, *more) for name, more in WRITING.items()] + [("edition", n, *more) for n, more in STEPS.items()]


@pytest.mark.parametrize("command", ALL_WRITING, ids=" ".join)
def test_root_writes_nothing_where_the_nights_are_another_user_s(nights_of_another, capsys, command):
    """What root leaves there, the nights of that user cannot read; the command that can be typed instead is named."""
    before = state_of(nights_of_another)
    code, out, err = run(capsys, *command, *at(nights_of_another))
    assert (code, out) == (2, "")
    assert f"sudo -u '#{OWNER}' motcua {command[0]}" in err.replace("\n", " ")
    assert state_of(nights_of_another) == before


@pytest.mark.parametrize("owner", ["daemon", "nobody"])
def test_a_user_with_a_name_is_named(nights_of_another, capsys, owner):
    shutil.chown(nights_of_another / "submissions", owner)
    try:
        err = run(capsys, "rebuild", *at(nights_of_another))[2]
    finally:
        os.chown(nights_of_another / "submissions", OWNER, GROUP)
    assert f"`runuser -u {owner} -- motcua rebuild --home" in err


READING = {
    "status": (),
    "doctor": (),
    "verify": (),
    "tables": (),
    "clean": ("--dry-run",),
    "notify": ("--dry-run",),
    "edition": ("list",),
    "policy": ("show",),
}


@pytest.mark.parametrize("command", [(name, *more) for name, more in READING.items()], ids=" ".join)
def test_root_may_look_at_the_nights_of_another_user_and_leaves_nothing_there(nights_of_another, capsys, command):
    code, _, err = run(capsys, *command, *at(nights_of_another))
    assert code in (0, 1), err
    assert {uid for uid, _ in state_of(nights_of_another).values()} == {OWNER}


def test_a_data_root_without_nights_may_be_on_the_folder_of_another_user(tmp_path, capsys):
    os.chown(tmp_path, OWNER, GROUP)
    deliver(tmp_path, "a.csv", row(1))
    code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", "2012-01-31", "--direct", "--workers", 1)
    assert (code, err) == (0, "")
