"""Whatever comes and goes, and whenever a channel is down: each alert is told once through each, and none is lost."""

import fcntl
import json
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_receivers import free_port

from flows.notices.ledger import ledger_path
from flows.notices.notice import Sender
from flows.notices.tell import tell
from schemas.notices import NoticeFile, Notices, Webhook
from schemas.words.message import Declared
from warehouse.store import Home
from warehouse.watch.alert import EVENTS, View, alert

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
STATES, HAPPENED = ("disk-low", "unit-missing"), ("file-rejected", "night-failed")
SENDER = Sender(Declared("Thành phố", "City"), "/srv/motcua", "máy", False)
# At each look: which alerts stand, and whether the second channel can be written.
LOOKS = st.lists(st.tuples(st.sets(st.sampled_from([*STATES, *HAPPENED])), st.booleans()), min_size=1, max_size=8)


def alert_of(code):
    values = {"folder": "/srv", "kind": "space", "free_mb": 1, "least_mb": 2, "free_files": 0}
    values |= {"unit": "x", "file": "x", "reason": "x", "why": "x", "day": "x", "grace": 0, "began": "x"}
    return alert(code, "x", {"place": "--home /srv"}, **values)


def view_of(standing, hidden=()):
    return lambda since: View([alert_of(code) for code in standing], frozenset(hidden))


def told_in(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [[each["code"] for each in json.loads(line)["alerts"]] for line in lines]


def episodes(looks):
    """How often each alert came, having been away before."""
    came, before = Counter(), set()
    for standing, _ in looks:
        came.update(standing - before)
        before = standing
    return came


@pytest.mark.long
@settings(max_examples=60)
@given(looks=LOOKS)
def test_each_alert_is_told_once_for_each_time_that_it_came(looks):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data").mkdir()
        up, other = root / "up.jsonl", root / "there" / "other.jsonl"
        notices = Notices(file={"up": NoticeFile(path=str(up)), "other": NoticeFile(path=str(other))})
        missed = set()  # what happened while the other channel was down, and is still to be told there
        for number, (standing, is_up) in enumerate([*looks, (set(), True)]):
            if is_up:
                other.parent.mkdir(exist_ok=True)
            elif other.parent.exists():
                other.parent.rename(root / f"away-{number}")
            now = START + timedelta(hours=number)
            telling = tell(Home(root / "data"), notices, view_of(standing), SENDER, now)
            assert telling.untold == 0  # the first channel is never down
            missed = set() if is_up else missed | (standing & EVENTS)
            if is_up:
                assert not any(delivery.problem for delivery in telling.deliveries)
        through_up = Counter(code for codes in told_in(up) for code in codes)
        assert through_up == episodes(looks)
        through_other = Counter(
            code for path in [other, *root.glob("away-*/other.jsonl")] for codes in told_in(path) for code in codes
        )
        assert through_other <= episodes(looks)  # never twice
        happened = {code for standing, _ in looks for code in standing if code in EVENTS}
        assert happened <= set(through_other) and not missed  # never lost


def home_and_log(folder):
    (folder / "data").mkdir()
    log = folder / "log.jsonl"
    return Home(folder / "data"), Notices(file={"log": NoticeFile(path=str(log))}), log


def test_what_could_not_be_looked_at_has_not_ended(tmp_path):
    home, notices, log = home_and_log(tmp_path)
    looks = [view_of(STATES), view_of([], STATES), view_of(STATES), view_of([]), view_of(STATES)]
    for number, look in enumerate(looks):
        tell(home, notices, look, SENDER, START + timedelta(hours=number))
    assert told_in(log) == [[*STATES]] * 2  # the second time, because they had ended and came back


def test_a_crash_between_two_channels_loses_nothing_for_the_second(tmp_path):
    """The state that a kill leaves: told through the first, nothing noted of the second, and the night is over."""
    home, notices, log = home_and_log(tmp_path)
    tell(home, notices, view_of(HAPPENED), SENDER, START)
    later = tmp_path / "later.jsonl"
    two = Notices(file={"log": NoticeFile(path=str(log)), "later": NoticeFile(path=str(later))})
    ledger = ledger_path(home)
    ledger.write_text(ledger.read_text().replace('["file.log"]', '["file.log", "file.later"]', 1))
    tell(home, two, view_of([]), SENDER, START + timedelta(hours=1))
    assert [len(codes) for codes in told_in(later)] == [1]
    tell(home, two, view_of([]), SENDER, START + timedelta(hours=2))
    assert len(told_in(log)) == 1 and len(told_in(later)) == 1


def test_a_ledger_that_cannot_be_read_keeps_nobody_from_being_told(tmp_path):
    home, notices, log = home_and_log(tmp_path)
    ledger_path(home).mkdir(parents=True)  # whoever may read every file cannot read this either
    telling = tell(home, notices, view_of(STATES), SENDER, START)
    assert [delivery.problem.key for delivery in telling.deliveries if delivery.problem] == ["notices.no-ledger"]
    assert told_in(log) == [[*STATES]]


@pytest.mark.long
def test_one_that_tells_for_ever_keeps_nobody_else_from_telling(tmp_path):
    home, _, _ = home_and_log(tmp_path)
    notices = Notices(webhook={"down": Webhook(url=f"http://127.0.0.1:{free_port()}/", max_seconds=1)})
    home.notices.mkdir()
    with (home.notices / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        telling = tell(home, notices, view_of(STATES), SENDER, START)
    reasons = [delivery.problem.key for delivery in telling.deliveries if delivery.problem]
    assert reasons == ["notices.unreachable", "notices.no-ledger"]
