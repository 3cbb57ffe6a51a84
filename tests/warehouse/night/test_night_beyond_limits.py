"""A file that is beyond the limits of time or memory is refused once, and waits for a person in every report."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from nights import DAY, copy_city, deliver, dossier, hcmc, home_at, table, tables_only

from schemas.words.message import message
from warehouse import store
from warehouse.night.night import take_in
from warehouse.reading.recognise import read_delivery
from warehouse.reading.sandbox import BeyondLimits
from warehouse.run import Limits, Run

pytestmark = pytest.mark.long

NAME = "HoSo_202302282000.csv"
LIMITS = Limits(seconds=10, memory_bytes=1 << 30)
NEXT_DAY = DAY + timedelta(days=1)
UTF8 = "sources/dossiers-csv-utf8.toml"


class Readings:
    """A reader that counts what it is given, and finds large what is longer than a file of one row."""

    def __init__(self, limits, of_time=True):
        self.limits, self.of_time, self.read = limits, of_time, []

    def __call__(self, path, sources, out, sender=None):
        self.read.append(path)
        needed = path.stat().st_size
        if self.of_time and needed > self.limits.seconds * 100:
            raise BeyondLimits(message("files.beyond-seconds", seconds=1), self.limits.seconds, None)
        if not self.of_time and needed > self.limits.memory_bytes >> 20:
            raise BeyondLimits(message("files.beyond-memory", megabytes=1), None, self.limits.memory_bytes)
        return read_delivery(path, sources, out, sender)


def night(home, limits=LIMITS, city=None, on=DAY, of_time=True):
    """Run a night under these limits; return the outcomes of files, and how many files were read."""
    reader = Readings(limits, of_time)
    report = take_in(
        Run(home, city or hcmc(), on), time.time_ns() + 10**11, replace(tables_only(), read=reader, limits=limits)
    )
    return report, [o for o in report.outcomes if o.file_name], len(reader.read)


@pytest.fixture
def home(tmp_path):
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, [dossier(i) for i in range(20)])
    return home


@pytest.mark.parametrize("of_time", [True, False])
def test_it_is_read_once_and_waits_in_every_report(home, of_time):
    _, (first,), read = night(home, of_time=of_time)
    assert (first.status, first.reason, read) == ("rejected", "limits", 1)
    for day in (DAY, NEXT_DAY, NEXT_DAY + timedelta(days=1)):
        report, (waiting,), read = night(home, on=day, of_time=of_time)
        assert read == 0
        assert report.needs_attention
        assert (waiting.status, waiting.reason, waiting.submission_id) == ("rejected", "limits", first.submission_id)
        assert first.message_en in waiting.message_en
        assert first.submission_id in waiting.message_vi
    (record,) = store.load_records(home).values()
    assert (record.limit_seconds, record.limit_bytes) == ((10, None) if of_time else (None, 1 << 30))


@pytest.mark.parametrize("of_time", [True, False])
def test_a_higher_limit_has_it_read_again_and_one_that_does_not_suffice_is_remembered(home, of_time):
    night(home, of_time=of_time)
    more = replace(LIMITS, seconds=20) if of_time else replace(LIMITS, memory_bytes=2 << 30)
    other = replace(LIMITS, memory_bytes=2 << 30) if of_time else replace(LIMITS, seconds=20)
    assert night(home, other, of_time=of_time)[2] == 0
    assert [night(home, more, of_time=of_time)[2] for _ in range(3)] == [1, 0, 0]
    assert night(home, LIMITS, of_time=of_time)[2] == 0
    sufficient = replace(LIMITS, seconds=1000, memory_bytes=1 << 40)
    _, (taken,), read = night(home, sufficient, of_time=of_time)
    assert (taken.status, taken.accepted, read) == ("accepted", 20, 1)
    _, (known,), read = night(home, of_time=of_time)  # under the old limit again: what was read stands
    assert (known.status, read) == ("already_loaded", 0)
    assert table(home, "dossiers").height == 20


def test_a_higher_limit_reads_a_file_that_has_left_the_inbox(home):
    night(home)
    (home.inbox / "quan-12" / NAME).unlink()
    assert night(home)[1:] == ([], 0)
    _, (taken,), read = night(home, replace(LIMITS, seconds=1000), on=NEXT_DAY)
    assert (taken.accepted, taken.is_read_again, read) == (20, True, 1)


def test_another_declaration_or_other_bytes_have_it_read_again(home, tmp_path):
    night(home)
    declared = copy_city(
        tmp_path / "city", {UTF8: [('"Tại quầy" = "direct"', '"Tại quầy" = "direct", "Fax" = "direct"')]}
    )
    assert [night(home, city=declared)[2] for _ in range(2)] == [1, 0]
    deliver(home, "quan-12", NAME, [dossier(1)])
    _, (taken,), read = night(home, city=declared)
    assert (taken.status, read) == ("accepted", 1)


def test_a_refusal_that_is_taken_back_is_tried_once_more(home):
    _, (first,), _ = night(home)
    store.keep_retraction(home, first.submission_id, {"reason": "the machine was busy"})
    assert [night(home, on=NEXT_DAY)[2] for _ in range(3)] == [1, 0, 0]


def test_it_takes_nothing_from_what_was_read_before(home, tmp_path):
    """Under another declaration the same bytes are too much: the rows of the earlier reading stand meanwhile."""
    night(home, replace(LIMITS, seconds=1000))
    declared = copy_city(
        tmp_path / "city", {UTF8: [('"Tại quầy" = "direct"', '"Tại quầy" = "direct", "Fax" = "direct"')]}
    )
    for on in (DAY, NEXT_DAY):
        _, (outcome,), _ = night(home, city=declared, on=on)
        assert (outcome.status, outcome.reason) == ("rejected", "limits")
        assert table(home, "dossiers").height == 20
