"""Whatever people do in whatever order, what is public was approved on that content by another than its submitter."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import hypothesis.strategies as st
import pytest
from edition_cases import NOON, Office, content
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from schemas.edition import EditionRefused
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.log import Act, read_book

pytestmark = pytest.mark.long

# An may submit and approve, binh submit, chi approve, dung publish, ke-la nothing.
SUBMITTERS = st.sampled_from(["an", "an", "binh", "ke-la"])
APPROVERS = st.sampled_from(["an", "chi", "chi", "binh", "ke-la"])
PUBLISHERS = st.sampled_from(["dung", "dung", "chi", "ke-la"])
PERIODS = ("2011", "2011", "2011-Q1")
periods = st.sampled_from(PERIODS)
texts = st.sampled_from(["một", "hai"])


class Editions(RuleBasedStateMachine):
    """Acts of anybody on two rankings; contents are also changed behind everybody's back."""

    @initialize()
    def begin(self):
        self.root = Path(tempfile.mkdtemp())
        self.office = Office(self.root)
        self.synced = patch("os.fsync", lambda _: None)  # durability is not what is looked at
        self.synced.start()
        self.seen = {}  # content hash -> data file that it stands for
        self.wholly_approved = set()  # (series, version, hash) approved by another than its submitter

    def teardown(self):
        if hasattr(self, "root"):
            self.synced.stop()
            shutil.rmtree(self.root)

    def attempt(self, function, *arguments):
        try:
            return function(*arguments)
        except EditionRefused:
            return None

    def newest(self, period):
        known = [e for e in read_book(self.office.home).editions.values() if e.period == period]
        return max(known, key=lambda e: e.version, default=None)

    def act(self, who):
        return self.office.act(who)

    @rule(who=SUBMITTERS, period=periods, text=texts, reason=st.sampled_from(["", "sửa"]))
    def submit(self, who, period, text, reason):
        edition = self.attempt(acts.submit, self.act(who), content(text, period=period), reason)
        if edition is not None:
            assert who in ("an", "binh")
            folder = store.edition_folder(self.office.home, edition.series, edition.version)
            self.seen[edition.content_hash] = (folder / "content" / "data" / "rankings.csv").read_bytes()
            self.submitter = {**getattr(self, "submitter", {}), (edition.series, edition.version): who}

    @rule(who=APPROVERS, period=periods)
    def approve(self, who, period):
        if (edition := self.newest(period)) is None:
            return
        arguments = (self.act(who), edition.series, edition.version, edition.content_hash)
        if self.attempt(acts.approve, *arguments) is not None:
            assert who in ("an", "chi")
            assert who != self.submitter[edition.series, edition.version]
            self.wholly_approved.add((edition.series, edition.version, edition.content_hash))

    @rule(who=PUBLISHERS, period=periods, hours=st.sampled_from([None, 1, 5]))
    def publish(self, who, period, hours):
        if (edition := self.newest(period)) is None:
            return
        at = None if hours is None else self.office.moment + timedelta(hours=hours)
        if self.attempt(acts.publish, self.act(who), edition.series, edition.version, at) is not None:
            assert who == "dung"

    @rule(hours=st.sampled_from([0, 2, 6]))
    def release(self, hours):
        self.office.moment = max(self.office.moment, NOON) + timedelta(hours=hours)
        act = Act(self.office.home, self.office.city, "may-chu", self.office.moment)
        self.attempt(acts.release_due, act)

    @rule(who=APPROVERS, period=periods)
    def give_back(self, who, period):
        if edition := self.newest(period):
            self.attempt(acts.return_to_draft, self.act(who), edition.series, edition.version, "x")

    @rule(who=PUBLISHERS, period=periods)
    def withdraw(self, who, period):
        if edition := self.newest(period):
            self.attempt(acts.withdraw, self.act(who), edition.series, edition.version, "x")

    @rule(period=periods, steps=st.integers(1, 3), text=texts, hours=st.sampled_from([None, 1]))
    def go_on_as_it_should_be(self, period, steps, text, hours):
        """The next steps by those whose they are; without this, chance seldom gets as far as to a publication."""
        for _ in range(steps):
            edition = self.newest(period)
            if edition is not None and edition.state == "in_review":
                self.approve("chi" if edition.submitted_by == "an" else "an", period)
            elif edition is not None and edition.state == "approved":
                self.publish("dung", period, hours)
            else:
                self.submit("binh", period, text, "sửa")

    @rule(period=periods)
    def somebody_changes_what_is_kept(self, period):
        edition = self.newest(period)
        if edition is None or edition.was_public:  # what is public already is another matter: a copy of it is
            return
        path = store.edition_folder(self.office.home, edition.series, edition.version) / "content/data/rankings.csv"
        path.chmod(0o644)
        path.write_text("lén sửa", encoding="utf-8")

    @invariant()
    def what_is_public_was_approved_by_another_person_on_that_content(self):
        if not hasattr(self, "root") or not self.office.home.public.exists():
            return
        root, known = self.office.home.public.resolve(), read_book(self.office.home).editions
        for path in root.glob("*/v*/data/rankings.csv"):
            series, version = path.parts[-4], int(path.parts[-3][1:])
            edition = known[series, version]
            assert edition.state in ("published", "superseded")
            assert (series, version, edition.content_hash) in self.wholly_approved
            assert path.read_bytes() == self.seen[edition.content_hash]
        for series in {path.parts[-3] for path in root.glob("*/data/rankings.csv")}:
            newest = max((e for e in known.values() if e.series == series and e.was_public), key=lambda e: e.version)
            assert (root / series / "data/rankings.csv").read_bytes() == self.seen[newest.content_hash]

    @invariant()
    def the_log_is_whole_and_no_embargo_is_broken(self):
        if not hasattr(self, "root"):
            return
        book = read_book(self.office.home)
        for entry in book.log:
            if entry.action == "publish" and entry.details:
                assert entry.at >= book.editions[entry.series, entry.version].release_at


Editions.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestEditions = Editions.TestCase
