"""Each part of a host with Prefect is really stopped, and what follows is told to a real receiver. Some minutes."""

import time
from datetime import UTC, datetime

import psutil
import pytest
from cli_cases import DAY, WABO, deliver, row
from prefect_host import FAST, NIGHTLY, after, heard, host, make, receiver
from prefect_server import until

pytestmark = pytest.mark.slow
ENDED = ("Completed", "NeedsAttention", "Failed", "Crashed", "Cancelled")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with host(tmp_path_factory.mktemp("host"), **FAST) as one:
        one.start_worker()
        yield one


@pytest.fixture(scope="module")
def told(running):
    with receiver(running.folder) as heard:
        make(running)
        yield heard


def a_long_night(running, home):
    """Begin a night that lasts for a while; its run, when the server knows that it lives."""
    for number in range(150):
        deliver(home, f"{number}.csv", *(row(100 * number + n) for n in range(20)))
    run = running.run_of(NIGHTLY, home, WABO, business_date=DAY)
    running.events("prefect.flow-run.heartbeat", run)
    assert running.state(run)["name"] == "Running"
    return run


def flow_process(running):
    """The process of the flow run that the worker has started."""
    below = psutil.Process(running.processes["worker"].pid).children(recursive=True)
    return next(one for one in below if "prefect" in " ".join(one.cmdline()))


def test_a_worker_that_is_gone_and_a_schedule_that_begins_nothing(running, told, tmp_path):
    """Comes first: a server that was started again waits 15 minutes for what the one before it has seen.

    So long it holds back that a worker is gone, where the worker came less than 10 minutes before.
    """
    running.events("prefect.work-pool.ready")
    running.reset("worker")
    told.clear()  # on a busy machine it may have been away for some seconds before
    assert heard(told, "prefect-worker-gone")["subject"] == "motcua"
    late = running.run_of(NIGHTLY, tmp_path, WABO, at=datetime.now(UTC))
    heard(told, "prefect-late", running.ask(f"flow_runs/{late}"))
    make(running, after(10, running.folder / "soon.yaml", "motcua-never-began"))
    assert heard(told, "prefect-never-began")["subject"] == "nightly"
    make(running)
    running.start_worker()
    assert running.until_state(late, *ENDED)["type"] == "COMPLETED"


def test_a_second_night_is_cancelled_and_a_killed_one_crashed(running, told, tmp_path):
    run = a_long_night(running, tmp_path)
    second = running.run_of(NIGHTLY, tmp_path, WABO, business_date=DAY)
    running.until_state(second, "Cancelled")
    assert "concurrency limit" in heard(told, "prefect-cancelled", running.ask(f"flow_runs/{second}"))["state"]
    flow_process(running).kill()
    assert running.until_state(run, *ENDED)["name"] == "Crashed"
    assert "-9" in heard(told, "prefect-crashed", running.ask(f"flow_runs/{run}"))["state"]
    until(lambda: running.taken(NIGHTLY) == 0)


def test_a_server_that_is_started_again_disturbs_no_night(running, told, tmp_path):
    run = a_long_night(running, tmp_path)
    running.reset("server")
    running.start_server()
    assert running.until_state(run, *ENDED)["type"] == "COMPLETED"
    assert [one for one in told if one["subject"] == running.ask(f"flow_runs/{run}")["name"]] == []


def test_a_night_that_fails_is_told_after_its_retry(running, told, tmp_path):
    (tmp_path / "submissions").write_text("in the way")
    run = running.run_of(NIGHTLY, tmp_path, WABO, business_date=DAY)
    running.until_state(run, "AwaitingRetry")
    assert not [one for one in told if one["code"] == "prefect-failed"]
    state = until(lambda: (now := running.state(run))["name"] in ENDED and now, 600)
    assert (state["name"], running.ask(f"flow_runs/{run}")["run_count"]) == ("Failed", 2)
    failed = heard(told, "prefect-failed", running.ask(f"flow_runs/{run}"))
    assert f"prefect flow-run logs {run}" in failed["en"]
    assert "state" not in failed  # an error may quote data


def test_a_host_that_was_off_for_long_knows_what_it_was_waiting_for(running, told, tmp_path):
    """Longer than the minute after which a server as Prefect ships it forgets.

    And than the five in which it waits for what the server before it has seen, so that it is told at once.
    """
    run = a_long_night(running, tmp_path)
    running.reset("server", "worker")
    off = time.monotonic()
    until(lambda: time.monotonic() > off + 310, 400)
    running.start_server()
    assert running.until_state(run, *ENDED)["name"] == "Crashed"
    heard(told, "prefect-crashed", running.ask(f"flow_runs/{run}"))
    until(lambda: running.taken(NIGHTLY) == 0)


def test_a_run_that_was_taken_and_never_begun_is_ended(running, told, tmp_path):
    if "worker" not in running.processes:
        running.start_worker()
    make(running, after(10, running.folder / "soon.yaml", "motcua-begin-lost"))
    run = running.run_of(NIGHTLY, tmp_path, WABO, business_date=DAY)
    running.until_state(run, "Pending", "Submitting")
    running.reset("worker")
    state = running.until_state(run, *ENDED)
    assert (state["name"], "never begun" in state["message"]) == ("Crashed", True)
    heard(told, "prefect-crashed", running.ask(f"flow_runs/{run}"))
    until(lambda: running.taken(NIGHTLY) == 0)
