"""What the tests of the command line share: a small real city, files for it, and running a command."""

import json
import os
from datetime import date
from pathlib import Path

from flows.cli import main
from flows.runs import one_night
from flows.settings import Night, Place, open_run
from tests.warehouse.nights import tables_only

WABO = Path(__file__).parents[1] / "cities" / "wabo"
HEADER = "case,channel,deadline,department,enddate,enddate_planned,group,responsible,startdate,events,last_event"
PERSON = "Nguyễn Thị Riêng Tư"
DAY = "2012-01-31"


def row(number, department="General", channel="Internet", start="2011-10-11", end="2011-11-01"):
    at = " 13:41:31+01:00"
    return f"case-{number},{channel},2011-12-06{at},{department},{end}{at},,Group 2,{PERSON},{start}{at},4,x"


def csv_of(*rows, header=HEADER):
    return "\n".join([header, *rows, ""])


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_328_000_000, 1_328_000_000))  # 31 January 2012: nobody is copying it any more
    return path


def deliver(home, name, *rows, header=HEADER):
    return put(home / "inbox" / "_city" / name, csv_of(*rows, header=header))


def run(capsys, *tokens):
    """Run a command; return its exit code and what it printed on either stream."""
    capsys.readouterr()
    code = main([str(t) for t in tokens])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err, out + err
    return code, out, err


def run_json(capsys, *tokens):
    code, out, _ = run(capsys, *tokens, "--json")
    return code, json.loads(out)


def at(home):
    return ("--home", home, "--city", WABO)


def night(capsys, home, *more):
    """Run a night by the command; a second reading child would take half a second to start, and read nothing."""
    return run_json(capsys, "nightly", *at(home), "--date", DAY, "--direct", "--workers", 1, *more)


def take_in(home):
    """Run a night for what is tested after it: without children, verdicts or a draft. Returns its report."""
    run = open_run(Place(home, WABO), date.fromisoformat(DAY))
    return one_night(run, Night(), tables_only(is_ranked=True), has_draft=False)
