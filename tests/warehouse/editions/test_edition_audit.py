from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from edition_cases import NOON
from hypothesis import given
from hypothesis import strategies as st

from schemas.edition import AuditEntry
from warehouse.editions.audit import chained, entry_hash, verify


def log_of(length):
    log = []
    for i in range(length):
        details = {"reason": f"lý do {i}", "count": i, "is": True, "none": None}
        log.append(chained(log, NOON + timedelta(hours=i), "an", "refuse", ("2022-qd766", 1), "h", details))
    return log


CHANGES = {
    "at": NOON - timedelta(days=1),
    "actor": "binh",
    "action": "approve",
    "series": "2023-qd766",
    "version": 2,
    "content_hash": "g",
    "details": {"reason": "khác"},
    "number": 99,
    "previous": "0",
    "hash": "f" * 64,
}


@given(st.integers(1, 6), st.data())
def test_any_change_of_an_entry_breaks_the_chain_there(length, data):
    log = log_of(length)
    place = data.draw(st.integers(0, length - 1))
    field = data.draw(st.sampled_from(sorted(CHANGES)))
    log[place] = log[place].model_copy(update={field: CHANGES[field]})
    assert verify(log) == place + 1


@given(st.integers(2, 6), st.data())
def test_whoever_makes_the_hash_of_a_changed_entry_anew_breaks_the_chain_after_it(length, data):
    log = log_of(length)
    place = data.draw(st.integers(0, length - 2))
    changed = log[place].model_copy(update={"actor": "binh"})
    log[place] = changed.model_copy(update={"hash": entry_hash(changed)})
    assert verify(log) == place + 2


@given(st.integers(2, 6), st.data())
def test_an_entry_left_out_put_in_twice_or_moved_breaks_the_chain(length, data):
    log = log_of(length)
    place = data.draw(st.integers(0, length - 2))
    assert verify(log[:place] + log[place + 1 :]) == place + 1
    assert verify(log[: place + 1] + log[place:]) == place + 2
    log[place], log[place + 1] = log[place + 1], log[place]
    assert verify(log) == place + 1


def test_a_whole_chain_is_whole_and_stays_so_through_its_text():
    log = log_of(5)
    assert verify(log) is None
    assert verify([]) is None
    again = [AuditEntry.model_validate_json(entry.model_dump_json()) for entry in log]
    assert again == log
    assert verify(again) is None


def test_an_entry_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        chained([], datetime(2024, 1, 5), "an", "refuse", ("2022-qd766", 1), "", {})


def test_the_same_moment_in_another_zone_gives_the_same_entry():
    there = NOON.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    one, other = (chained([], at, "an", "refuse", ("2022-qd766", 1), "", {}) for at in (NOON, there))
    assert one.hash == other.hash
