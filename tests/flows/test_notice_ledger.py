"""Whatever comes and goes, and whenever a channel is down: each alert is told once through each, and none is lost."""

import json
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.notices.notice import Sender
from flows.notices.tell import tell
from schemas.notices import NoticeFile, Notices
from schemas.words.message import Declared
from warehouse.store import Home
from warehouse.watch.alert import EVENTS, alert

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
STATES, HAPPENED = ("disk-low", "unit-missing"), ("file-rejected", "night-failed")
SENDER = Sender(Declared("Thành phố", "City"), "/srv/motcua", "máy", False)
# At each look: which alerts stand, and whether the second channel can be written.
LOOKS = st.lists(st.tuples(st.sets(st.sampled_from([*STATES, *HAPPENED])), st.booleans()), min_size=1, max_size=8)


def alert_of(code):
    values = {"folder": "/srv", "kind": "space", "free_mb": 1, "least_mb": 2, "free_files": 0}
    values |= {"unit": "x", "file": "x", "reason": "x", "why": "x", "day": "x", "grace": 0, "began": "x"}
    return alert(code, "x", {"place": "--home /srv"}, **values)


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
            telling = tell(Home(root / "data"), notices, lambda _, s=standing: [alert_of(c) for c in s], SENDER, now)
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
