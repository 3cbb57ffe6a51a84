"""A log recomputed as a whole is whole again: a line that was written down elsewhere tells it from the true one."""

import re

import pytest
from edition_cases import NOON, SERIES, Office, content
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import EditionRefused
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.audit import chained
from warehouse.editions.log import read_book
from warehouse.editions.verify import verify_editions
from warehouse.editions.witness import Witnessed, witness_fault, witness_line, witnessed


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def log_of(*actors):
    log = []
    for actor in actors:
        log.append(chained(log, NOON, actor, "refuse", ("2022-qd766", 1), "", {}))
    return log


def recompute(office, actors=None, length=None):
    """Make the whole log anew with other actors of some entries; the index is left to the next command."""
    log = []
    for entry in read_book(office.home).log[:length]:
        actor = (actors or {}).get(entry.number, entry.actor)
        key = (entry.series, entry.version)
        log.append(chained(log, entry.at, actor, entry.action, key, entry.content_hash, entry.details))
    text = "".join(f"{entry.model_dump_json()}\n" for entry in log)
    store.audit_path(office.home).write_text(text, encoding="utf-8")
    for path in office.home.root.glob("control.sqlite*"):
        path.unlink()
    office.home.editions.joinpath(SERIES, "v1", "edition.json").unlink(missing_ok=True)


def faults(office, *lines):
    return [fault.key.partition(".")[2] for fault in verify_editions(office.home, office.city, lines)[1]]


def lines_of(office):
    return [witnessed(witness_line(entry)) for entry in read_book(office.home).log]


def test_a_log_made_anew_as_a_whole_is_seen_against_its_witness_alone(office):
    office.submit("an")
    office.approve(read_book(office.home).editions[SERIES, 1], "chi")
    office.publish(read_book(office.home).editions[SERIES, 1])
    before = lines_of(office)
    assert faults(office, *before) == []
    recompute(office, {2: "binh"})  # who may submit as well: it was he, says the new log
    office.release()  # makes the index anew
    assert store.indexed_hashes(office.home) == [entry.hash for entry in read_book(office.home).log]
    assert read_book(office.home).editions[SERIES, 1].submitted_by == "binh"
    assert faults(office) == []
    assert faults(office, before[-1]) == ["witness-differs-between"]
    assert faults(office, *before) == ["witness-differs"]
    (fault,) = verify_editions(office.home, office.city, before)[1]
    assert fault.values == {"number": 2}


def test_a_log_that_was_cut_is_seen(office):
    office.submit("an")
    office.submit("binh")
    before = lines_of(office)
    recompute(office, length=2)
    assert faults(office) == []
    (fault,) = verify_editions(office.home, office.city, before)[1]
    assert (fault.key, fault.values) == ("edition_faults.witness-cut", {"entries": 2, "number": 3})


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=7), st.data())
def test_the_first_entry_that_differs_is_named_as_exactly_as_the_lines_allow(actors, data):
    log, place = log_of(*actors), data.draw(st.integers(1, len(actors)))
    other = log_of(*actors[: place - 1], "z", *actors[place:])
    numbers = data.draw(st.sets(st.integers(1, len(actors)), min_size=1))
    lines = [witnessed(witness_line(log[number - 1])) for number in sorted(numbers)]
    assert witness_fault(log, lines) is None
    fault = witness_fault(other, lines)
    seen = [number for number in numbers if number >= place]
    if not seen:
        assert fault is None
    elif fault.key == "edition_faults.witness-differs":
        assert fault.values["number"] == place
    else:
        assert fault.values["first"] <= place <= fault.values["last"] == min(seen)


def test_a_line_is_short_and_is_read_as_people_write_it():
    (entry,) = log_of("an")
    line = witness_line(entry)
    assert re.fullmatch(r"1 2024-01-05T05:00:00Z ([0-9a-f]{4}-){4}[0-9a-f]{4}", line)
    digits = entry.hash[:20]
    for way in (line, line.upper(), f"  {line}  ", line.replace("-", " ").replace("2024 01 05", "x")):
        assert witnessed(way) == Witnessed(1, digits)
    assert witnessed(f"1 x {entry.hash}") == Witnessed(1, entry.hash)
    assert witness_fault([entry], [Witnessed(1, "0" * 20)]) is not None


@pytest.mark.parametrize(
    "line", ["", "x", "1 2024-01-05", "0 x 3f2a-9c41-77b0-d5e2-90aa", "1 x 3f2a-9c41", "1 x zzzz" * 5]
)
def test_what_is_no_line_of_a_witness_is_refused(line):
    with pytest.raises(ValueError, match="motcua edition witness"):
        witnessed(line)


def with_witness(office, file):
    office.change("city.toml", "\n[limits]", f'\n[witness]\nfile = "{file}"\n[limits]')


def test_a_declared_witness_gets_a_line_with_every_step_and_what_came_before(office, tmp_path):
    file = tmp_path / "minutes.txt"
    with_witness(office, file)
    office.bind()
    office.published()
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines == [witness_line(entry) for entry in read_book(office.home).log]
    file.write_text("\n".join([*lines[:2], "Biên bản họp"]) + "\n", encoding="utf-8")  # some were lost
    acts.withdraw(office.act("dung"), SERIES, 1, "sai")
    after = file.read_text(encoding="utf-8").splitlines()
    assert after[3:] == [witness_line(entry) for entry in read_book(office.home).log[2:]]


def test_what_cannot_be_witnessed_is_not_done(office, tmp_path):
    office.submit()
    with_witness(office, tmp_path / "nowhere" / "minutes.txt")
    before = read_book(office.home).log
    with pytest.raises(EditionRefused) as refused:
        office.bind()
    assert refused.value.code == "witness_unreachable"
    assert read_book(office.home).log == before


def test_no_step_is_taken_on_a_log_that_its_witness_does_not_know(office, tmp_path):
    with_witness(office, tmp_path / "minutes.txt")
    office.bind()
    edition = office.submit()
    recompute(office, {3: "binh"})
    with pytest.raises(EditionRefused) as refused:
        office.approve(edition)
    assert refused.value.code == "log_broken"
    assert office.actions() == ["submit"]


def test_an_entry_of_somebody_without_the_right_is_at_fault_though_the_chain_is_whole(office):
    office.published()
    recompute(office, {3: "ke-la"})
    (fault,) = verify_editions(office.home, office.city)[1]
    assert (fault.key, fault.values["number"]) == ("edition_faults.step-not-allowed", 3)
    recompute(office, {3: "an"})  # who submitted it
    assert faults(office) == ["step-not-allowed"]
    recompute(office, {3: "chi"})
    assert faults(office) == []


def test_who_binds_without_the_right_is_at_fault(office):
    office.change("units.csv", "General", "Tổng hợp")
    office.bind()
    office.submit(of=content())
    assert faults(office) == []
    recompute(office, {2: "an"})
    assert faults(office) == ["step-not-allowed"]
