from datetime import timedelta
from itertools import product
from typing import get_args

import pytest
from edition_cases import NOON

from schemas.edition import Action, State
from warehouse.editions.audit import chained
from warehouse.editions.states import (
    TRANSITIONS,
    editions_after,
    editions_of,
    next_version,
    possible_steps,
    standing_edition,
)

ABOUT = {
    "period": "2022",
    "title_vi": "Chỉ số",
    "title_en": "Index",
    "snapshot": "s",
    "method_version": "m",
    "synthetic": True,
    "reason": "",
}
DETAILS = {"submit": ABOUT, "schedule": {"release_at": NOON.isoformat()}, "withdraw": {"reason": "sai"}}
WAYS = {  # a way from nothing to each state
    None: (),
    "in_review": ("submit",),
    "draft": ("submit", "return"),
    "approved": ("submit", "approve"),
    "published": ("submit", "approve", "publish"),
    "withdrawn": ("submit", "approve", "publish", "withdraw"),
}
STEPS = tuple(action for action in get_args(Action) if action not in ("refuse", "supersede"))


def log_of(*steps, series="2022-qd766"):
    """A log of steps, each an action of version 1 or a pair (action, version)."""
    log = []
    for step in steps:
        action, version = step if isinstance(step, tuple) else (step, 1)
        at = NOON + timedelta(minutes=len(log))
        log.append(chained(log, at, "an", action, (series, version), "hash", DETAILS.get(action, {})))
    return log


@pytest.mark.parametrize(("state", "action"), list(product(WAYS, STEPS)))
def test_what_is_not_in_the_table_cannot_happen(state, action):
    log = log_of(*WAYS[state])
    editions = editions_of(log)
    step = chained(log, NOON, "an", action, ("2022-qd766", 1), "hash", DETAILS.get(action, {}))
    if action == "bind":  # about no edition
        assert editions_after(editions, step) == editions
    elif (state, action) in TRANSITIONS:
        assert editions_after(editions, step)["2022-qd766", 1].state == TRANSITIONS[state, action]
    else:
        with pytest.raises(ValueError, match="cannot go through"):
            editions_after(editions, step)


def test_nothing_becomes_public_but_what_is_approved():
    assert [state for (state, action) in TRANSITIONS if action == "publish"] == ["approved"]
    assert [before for (before, _), reached in TRANSITIONS.items() if reached == "published"] == ["approved"]
    assert [action for (_, action), reached in TRANSITIONS.items() if reached == "approved"] == ["approve", "schedule"]


def test_every_state_can_be_reached_and_no_withdrawn_edition_comes_back():
    assert set(TRANSITIONS.values()) == set(get_args(State))
    assert possible_steps("withdrawn") == ()


def test_the_publication_of_a_version_supersedes_the_one_that_stood():
    whole = ("submit", "approve", "publish")
    editions = editions_of(log_of(*whole, *((a, 2) for a in whole)))
    assert {key[1]: (e.state, e.superseded_by) for key, e in editions.items()} == {
        1: ("superseded", 2),
        2: ("published", None),
    }
    assert standing_edition(editions, "2022-qd766").version == 2


def test_a_withdrawn_edition_is_not_superseded():
    whole = ("submit", "approve", "publish")
    editions = editions_of(log_of(*whole, "withdraw", *((a, 2) for a in whole)))
    assert [e.state for e in editions.values()] == ["withdrawn", "published"]


@pytest.mark.parametrize(("steps", "version"), [((), 1), (("submit",), 1), (("submit", "return"), 1)])
def test_new_content_is_of_the_version_that_is_not_public_yet(steps, version):
    assert next_version(editions_of(log_of(*steps)), "2022-qd766") == version


@pytest.mark.parametrize("last", [(), ("withdraw",)])
def test_after_a_public_version_comes_the_next(last):
    assert next_version(editions_of(log_of("submit", "approve", "publish", *last)), "2022-qd766") == 2


@pytest.mark.parametrize("action", ["submit", "return", "fall_back"])
def test_a_step_back_takes_approval_and_embargo_with_it(action):
    (edition,) = editions_of(log_of("submit", "approve", "schedule", action)).values()
    assert (edition.approved_by, edition.approved_at, edition.release_at, edition.scheduled_by) == (None,) * 4
