"""What the office does with a night's draft, and what stands on the public site afterwards."""

from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl
from sent_files import MAU, day_of

from flows.cli import main
from flows.drafts import draft_content, newest_draft
from warehouse.editions import acts
from warehouse.editions.log import read_book

PERIOD, METHOD = "2023", "dung-han"
SERIES = f"{PERIOD}-{METHOD}"
MORNING = datetime(2023, 3, 3, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def night(home, day):
    """Run the command that the server runs every night; 1 says that something needs a person, such as a silent unit."""
    where = ["--home", str(home.root), "--city", str(MAU)]
    assert main(["nightly", *where, "--date", day_of(day).isoformat(), "--direct", "--workers", "1"]) in (0, 1)


def moment_of(text):
    """A moment as the office writes it, by the city's clock."""
    return datetime.strptime(text, "%H:%M ngày %d/%m/%Y").replace(tzinfo=MORNING.tzinfo)


def newest(home):
    """The edition of the highest version."""
    return max(read_book(home).editions.values(), key=lambda edition: edition.version)


def submit(act, reason=""):
    acts.submit(act, draft_content(newest_draft(act.home, PERIOD, METHOD)), reason)


def approve(act):
    edition = newest(act.home)
    acts.approve(act, SERIES, edition.version, edition.content_hash)


def publish(act, release_at=None):
    acts.publish(act, SERIES, newest(act.home).version, release_at)


def public(home, version):
    """The folder of a version on the public site."""
    return home.public / SERIES / f"v{version}"


def page(home, version, name="index"):
    return (public(home, version) / "vi" / f"{name}.html").read_text(encoding="utf-8")


def published(home, version, name):
    """A table of a version, as anybody can download it."""
    return pl.read_parquet(public(home, version) / "data" / f"{name}.parquet")
