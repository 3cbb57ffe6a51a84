"""What Prefect tells and heals, on a real server whose parts are really killed; a real receiver hears of it.

Settings, deployment and automations are those that docs/deploy ships, with seconds for minutes.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cli_cases import DAY, PERSON, WABO, csv_of, deliver, put, row
from prefect_host import FAST, NIGHTLY, after, heard, host, make, names, receiver, there
from prefect_server import until

pytestmark = pytest.mark.long

HEALING = {"motcua-heartbeat-lost", "motcua-begin-lost"}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with host(tmp_path_factory.mktemp("host"), **FAST) as one:
        yield one


@pytest.fixture(scope="module")
def told(running):
    with receiver(running.folder) as heard:
        yield heard


def test_automations_are_made_once_and_stay_as_people_leave_them(running, told):
    made = make(running, has_receiver=False)
    assert {name for name, (done, _) in made.items() if done == "created"} == HEALING
    assert {name for name, (done, _) in made.items() if done == "left-out"} == names() - HEALING
    assert set(there(running)) == HEALING
    assert {done for done, _ in make(running).values()} == {"created", "unchanged"}
    one = next(one for one in running.ask("automations/filter", {}) if one["name"] == "motcua-cancelled")
    running.ask("automations/", {key: one[key] for key in ("name", "trigger", "actions")} | {"enabled": False})
    assert len(there(running)) > len(names())
    file = after(100, running.folder / "changed.yaml", "motcua-heartbeat-lost")
    made = make(running, file)
    assert there(running) == sorted(names())  # the copy is gone
    assert [name for name, (_, is_paused) in made.items() if is_paused] == ["motcua-cancelled"]
    changed = {name for name, (done, _) in made.items() if done == "changed"}
    assert changed - {"motcua-cancelled"} == {"motcua-heartbeat-lost"}
    made = make(running, file)
    assert {done for done, _ in made.values()} == {"unchanged"}
    assert [name for name, (_, is_paused) in made.items() if is_paused] == ["motcua-cancelled"]


def test_a_night_that_needs_a_person_is_told_and_is_not_tried_again(running, told, tmp_path):
    deliver(tmp_path, f"{PERSON} a.csv", row(1), row(2, channel="Pigeon"))
    put(tmp_path / "inbox" / "_city" / f"{PERSON} b.csv", csv_of(f"1,{PERSON},3", header="a,b,c"))
    three_days_ago = datetime.now(UTC).replace(hour=22, minute=0) - timedelta(days=3)
    run = running.run_of(NIGHTLY, tmp_path, WABO, at=three_days_ago)
    late = heard(told, "prefect-late", running.ask(f"flow_runs/{run}"))
    assert "systemctl" in late["vi"]
    running.start_worker()
    running.until_state(run, "NeedsAttention")
    found = running.ask(f"flow_runs/{run}")
    assert (found["state_type"], found["run_count"]) == ("COMPLETED", 1)
    assert heard(told, "prefect-needs-attention", found)["state"] == found["state"]["message"]
    assert "files not accepted: 1 (_city)" in found["state"]["message"]
    # The day is that which it should have closed, whenever a worker came for it.
    (report,) = (tmp_path / "runs").glob("*.json")
    assert report.name == f"{three_days_ago.date()}-1.json"
    events = until(lambda: len(found := running.events("motcua.unit.", run)) > 1 and found)
    told_of = {one["resource"]["prefect.resource.id"]: one for one in events}
    assert set(told_of) == {f"motcua.city.wabo.unit.{unit_id}" for unit_id in ("_city", "general")}
    assert told_of["motcua.city.wabo.unit._city"]["event"] == "motcua.unit.rejected"
    of_unit = told_of["motcua.city.wabo.unit.general"]
    assert of_unit["event"] == "motcua.unit.accepted_with_rejections"
    assert [of_unit["payload"][name] for name in ("files", "rows_in", "accepted", "rejected")] == [1, 2, 1, 1]
    assert PERSON not in json.dumps([*events, *told, found], ensure_ascii=False)
    assert {one["authorization"] for one in told} == {"Bearer invented"}


def test_a_host_that_was_reset_frees_its_slot(running, told, tmp_path):
    if "worker" not in running.processes:
        running.start_worker()
    make(running, after(10, running.folder / "soon.yaml", "motcua-heartbeat-lost"))
    for number in range(100):  # of so many that it is still running when the server has told its sign of life
        deliver(tmp_path, f"{number}.csv", *(row(100 * number + n) for n in range(20)))
    run = running.run_of(NIGHTLY, tmp_path, WABO, business_date=DAY)
    running.until_state(run, "Running")
    running.events("prefect.flow-run.heartbeat", run)
    assert (running.state(run)["name"], running.taken(NIGHTLY)) == ("Running", 1)
    running.reset("server", "worker")
    running.start_server()
    assert running.state(run)["name"] in ("Running", "Crashed")
    assert "no sign of life" in running.until_state(run, "Crashed")["message"]
    until(lambda: running.taken(NIGHTLY) == 0)
    make(running)
    running.start_worker()
    again = running.run_of(NIGHTLY, tmp_path, WABO, business_date=DAY)
    assert running.until_state(again, "Completed", "NeedsAttention", "Cancelled", "Failed")["type"] == "COMPLETED"
