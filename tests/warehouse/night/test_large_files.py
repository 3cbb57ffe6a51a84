"""A large file is kept by a child with a limit of memory: the same rows, or a refusal that costs nothing else."""

import os
from dataclasses import replace
from functools import partial

import pytest
from nights import DAY, csv_text, deliver, dossier, hcmc, home_at

from warehouse import store
from warehouse.inbox import look_at
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.landing import look_in_place
from warehouse.night.ingest.children import keep_within, read_in_child, stop_children
from warehouse.night.ingest.ingest import ingest
from warehouse.night.ingest.rows import PART_BYTES, ToKeep, keep_here
from warehouse.reading.recognise import read_delivery
from warehouse.run import Limits, Run

pytestmark = pytest.mark.long

ENOUGH = Limits(memory_bytes=1 << 30)


@pytest.fixture(scope="module")
def arrival(tmp_path_factory):
    """A file whose texts take more than is looked at at once; every tenth code stands in it twice."""
    home = home_at(tmp_path_factory.mktemp("outside"))
    line = csv_text([dossier(0)]).splitlines()
    rows = (line[1].replace("230201-0000", f"230201-{i if i % 10 else 0:06}") for i in range(220_000))
    path = deliver(home, "quan-12", "HoSo_202302282000.csv", "\n".join([line[0], *rows, ""]))
    delivery = look_at(path, "quan-12", hcmc().register)
    return Arrival(delivery, look_in_place(delivery))


def taken_in(root, arrival, keep):
    """Take the file in; return its record and the bytes of all that is kept, by path."""
    home = home_at(root)
    store.empty_work(home)
    try:
        (record,) = ingest(Run(home, hcmc(), DAY), arrival, read_delivery, keep)
    finally:
        stop_children()
    assert not list(home.work.iterdir())
    kept = [p for side in ("accepted", "rejected", "submissions") for p in (root / side).rglob("*") if p.is_file()]
    return record, {str(p.relative_to(root)): p.read_bytes() for p in kept}


def test_what_a_child_keeps_is_what_would_be_kept_here_in_one_piece(tmp_path, arrival):
    def within(work):
        assert work.text.stat().st_size > PART_BYTES
        return keep_within(ENOUGH, work)

    record, in_child = taken_in(tmp_path / "child", arrival, within)
    assert (record.status, record.accepted, record.duplicate) == ("accepted", 198_001, 21_999)
    _, here = taken_in(tmp_path / "here", arrival, lambda work: keep_here(work, 1 << 40))
    assert in_child == here


def test_children_of_both_kinds_are_stopped_and_the_environment_is_as_before(tmp_path, arrival):
    """A large file is read by a child and kept by another: a night has both."""
    before, home = dict(os.environ), home_at(tmp_path)
    store.empty_work(home)
    (record,) = ingest(Run(home, hcmc(), DAY), arrival, partial(read_in_child, ENOUGH), partial(keep_within, ENOUGH))
    stop_children()
    assert record.status == "accepted"
    assert dict(os.environ) == before


def test_where_memory_does_not_suffice_the_file_is_refused_and_nothing_of_it_is_left(tmp_path, arrival):
    scarce = replace(ENOUGH, memory_bytes=100 << 20)
    record, kept = taken_in(tmp_path, arrival, lambda work: keep_within(scarce, work))
    assert (record.status, record.reason, record.limit_bytes) == ("rejected", "limits", 100 << 20)
    assert "100 MB" in record.message_en
    assert list(kept) == [f"submissions/{record.submission_id}.json"]


def test_a_refusal_of_a_child_is_that_of_the_file(tmp_path, arrival):
    """The file's name says that it was exported long after the business date."""
    late = replace(arrival.delivery, path=arrival.delivery.path.with_name("HoSo_203002282000.csv"))
    record, _ = taken_in(tmp_path, replace(arrival, delivery=late), lambda work: keep_within(ENOUGH, work))
    assert (record.status, record.reason) == ("rejected", "future-export-date")


def test_a_fault_of_a_child_is_tried_again(tmp_path, arrival, caplog):
    def removed(work: ToKeep):
        os.truncate(work.text, PART_BYTES + 1)
        return keep_within(ENOUGH, work)

    record, kept = taken_in(tmp_path, arrival, removed)
    assert (record.status, record.reason, kept) == ("failed", "internal-error", {})
    assert "Arrow" in caplog.text
    assert " at _written_rows:" in caplog.text or " at written_parts:" in caplog.text
