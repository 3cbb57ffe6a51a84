"""The flows on a real Prefect API, the embedded one."""

import asyncio
import json
import logging
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from cli_cases import DAY, PERSON, WABO, at, csv_of, deliver, row, run, run_json, take_in
from fetch_servers import https_server

from flows.settings import Night, prepare_prefect
from warehouse import store

pytestmark = pytest.mark.long

NIGHT = Night(business_date=date.fromisoformat(DAY), workers=1)


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """The embedded API in a database of its own: started by the first flow, shared by the tests of this module."""
    if "prefect" in sys.modules:
        pytest.fail("Prefect was imported before it was told where to keep its database")
    before = dict(os.environ)
    prepare_prefect(tmp_path_factory.mktemp("prefect"))
    yield
    os.environ.clear()
    os.environ.update(before)
    without_prefect_s_handlers()


def without_prefect_s_handlers():
    """Have what is logged after the flows no longer go to Prefect: outside a flow its handlers print a traceback."""
    for name in (None, *logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        for handler in [h for h in logger.handlers if type(h).__module__.startswith("prefect.")]:
            logger.removeHandler(handler)


def ask(method, **filters):
    from prefect.client.orchestration import get_client

    async def answer():
        async with get_client() as client:
            return await getattr(client, method)(**filters)

    return asyncio.run(answer())


def last_flow_run():
    from prefect.client.schemas.sorting import FlowRunSort

    return ask("read_flow_runs", sort=FlowRunSort.START_TIME_DESC, limit=1)[0]


def artifacts(flow_run):
    found = [a for a in ask("read_artifacts") if a.flow_run_id == flow_run.id]
    return {a.key: a for a in found}


def test_a_night_as_a_flow_leaves_tables(api, tmp_path, capsys):
    deliver(tmp_path, f"{PERSON} a.csv", row(1), row(2, "Experts"), row(3, channel="Pigeon"))
    deliver(tmp_path, f"{PERSON} b.csv", f"1,{PERSON},3", header="a,b,c")
    code, report = run_json(capsys, "nightly", *at(tmp_path), "--date", DAY)
    assert code == 1
    flow_run = last_flow_run()
    assert flow_run.state_type == "COMPLETED"  # what districts got wrong does not fail the flow
    assert flow_run.state_name == "NeedsAttention"
    assert flow_run.state.message.endswith("A person should look: files not accepted: 1 (_city)")
    assert PERSON not in flow_run.state.message
    left = artifacts(flow_run)
    assert set(left) == {"nightly-outcomes", "nightly-ledger", "nightly-ranking"}
    assert '"rejected"' in left["nightly-outcomes"].data
    assert all(PERSON not in str(a.data) for a in left.values())
    tasks = [t.name for t in ask("read_task_runs") if t.flow_run_id == flow_run.id]
    assert [name for name in tasks if name.startswith("ingest _city/")]
    assert PERSON not in str(tasks)
    _, direct = run_json(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert direct["snapshot"] == report["snapshot"]


def test_a_night_that_is_locked_out_fails_and_says_so(api, tmp_path, capsys):
    with store.one_writer(store.Home(tmp_path)):
        code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY)
    assert code == 4
    assert "Another run" in err
    assert last_flow_run().state_name == "Failed"


def test_a_fault_of_ours_fails_the_flow(api, tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1))
    (tmp_path / "snapshots").write_text("in the way")
    code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY)
    assert code == 5
    assert "A fault of the system" in err
    assert last_flow_run().state_name == "Failed"


def test_one_delivery_alone(api, tmp_path):
    from flows.nightly import ingest_submission

    chosen = deliver(tmp_path, "a.csv", row(1))
    deliver(tmp_path, "b.csv", row(2))
    report = ingest_submission(chosen, tmp_path, WABO, NIGHT)
    assert [(o.table, o.status) for o in report.outcomes] == [("dossiers", "accepted")]
    (sent,) = store.load_submissions(store.Home(tmp_path)).values()
    assert (sent.file_name, sent.alias) == ("a.csv", report.outcomes[0].file_name)
    assert len(store.load_submissions(store.Home(tmp_path))) == 1
    assert not (tmp_path / "runs").exists()  # it was no night
    with pytest.raises(FileNotFoundError, match="no such file in the inbox"):
        ingest_submission(Path("/etc/hostname"), tmp_path, WABO, NIGHT)


def test_taking_in_without_a_draft(api, tmp_path):
    from flows.nightly import load

    deliver(tmp_path, "a.csv", row(1))
    report = load(tmp_path, WABO, NIGHT)
    assert set(artifacts(last_flow_run())) == {"nightly-outcomes", "nightly-ledger"}
    assert report.snapshot.is_dir()
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [f"{DAY}-1.json"]
    assert not (tmp_path / "drafts").exists()
    assert not (tmp_path / "outbox").exists()


def test_the_ranking_as_a_flow(api, tmp_path):
    from flows.nightly import rank

    deliver(tmp_path, "a.csv", row(1))
    take_in(tmp_path)
    page = rank("2011", "timeliness", tmp_path, WABO)
    assert (page.name, page.parent.name) == ("index.html", "site")
    left = artifacts(last_flow_run())
    assert set(left) == {"nightly-ranking"}
    shown = json.loads(left["nightly-ranking"].data)
    assert {r["unit_id"] for r in shown} == {"general", "experts", "customer-contact"}
    assert set(shown[0]) == {"rank", "true_rank", "tier", "unit_id", "score", "reason"}


def test_a_place_that_cannot_be_fetched_from_is_tried_twice_and_does_not_fail_the_flow(api, tmp_path, capsys):
    city = tmp_path / "city"
    shutil.copytree(WABO, city)
    (city / "fetch").mkdir()
    with https_server(tmp_path) as server:
        server.put("a.csv", csv_of(row(1)))
        server.put("b.csv", csv_of(*(row(n) for n in range(3000))))
        server.cut = "b.csv"
        (city / "fetch" / "xuat.toml").write_text(server.toml(), encoding="utf-8")
        place = ("--home", tmp_path / "data", "--city", city)
        code, report = run_json(capsys, "nightly", *place, "--date", DAY, "--workers", 1)
    (fetched,) = report["fetched"]
    assert (code, fetched["arrived"], fetched["known"]) == (1, 1, 0)
    assert [problem["reason"] for problem in fetched["problems"]] == ["connection-cut"]
    assert [o["status"] for o in report["outcomes"]] == ["accepted"]
    flow_run = last_flow_run()
    assert (flow_run.state_type, flow_run.state_name) == ("COMPLETED", "NeedsAttention")
    assert "places not fetched from: 1 (xuat)" in flow_run.state.message
    (task,) = [t for t in ask("read_task_runs") if t.flow_run_id == flow_run.id and t.name.startswith("fetch")]
    assert task.run_count == 2
