"""Data Docs that were emptied are there again after the next night, whatever it brings."""

import shutil
import subprocess
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from nights import DAY, deliver, dossier, hcmc, home_at, no_rankings

from warehouse.night.night import take_in
from warehouse.night.steps import usual_steps
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run
from warehouse.store import Home

pytestmark = pytest.mark.long

STEPS = replace(usual_steps(), read=read_delivery, rank=no_rankings)


def judged(home, on):
    return take_in(Run(home, hcmc(), on), time.time_ns() + 60 * 10**9, STEPS)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A home after two nights on one day and one on the next."""
    home = home_at(tmp_path_factory.mktemp("judged") / "home")
    for number, on in enumerate((DAY, DAY, DAY + timedelta(days=1))):
        deliver(home, "quan-12", f"HoSo_2023022{number + 5}2000.csv", [dossier(i) for i in range(number * 5 + 5)])
        judged(home, on)
    return home


def pages(home):
    site = home.docs / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def one_page_cut(folder):
    page = next((folder / "site" / "validations").rglob("*.html"))
    page.write_bytes(b"")


EMPTIED = {
    "all of it": shutil.rmtree,
    "what is in it": lambda folder: [shutil.rmtree(p) for p in folder.iterdir()],
    "the pages": lambda folder: shutil.rmtree(folder / "site"),
    "the list": lambda folder: (folder / "site" / "index.html").unlink(),
    "one page": one_page_cut,
}


@pytest.mark.parametrize(("emptied", "has_news"), [*((way, False) for way in EMPTIED), ("all of it", True)])
def test_what_was_emptied_is_there_again(lived, tmp_path, emptied, has_news):
    home = Home(tmp_path / "home")
    subprocess.run(["cp", "-a", lived.root, home.root], check=True)
    before = pages(home)
    EMPTIED[emptied](home.docs)
    last = DAY + timedelta(days=2 if has_news else 1)
    if has_news:
        deliver(home, "quan-12", "HoSo_202303022000.csv", [dossier(99)])
    judged(home, last)
    now = pages(home)
    results = {name for name in before if name.startswith("validations")}
    assert len(results) == 3
    assert {name for name in results if b"</html>" in now.get(name, b"")} == results
    listed = now["index.html"].decode()
    assert all(name in listed for name in results)
    assert (now.keys() == before.keys()) == (not has_news)


def test_a_night_with_nothing_lost_writes_nothing(lived):
    before = {p: p.stat().st_mtime_ns for p in lived.docs.rglob("*")}
    judged(lived, DAY + timedelta(days=1))
    assert {p: p.stat().st_mtime_ns for p in lived.docs.rglob("*")} == before
