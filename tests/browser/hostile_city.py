"""A small synthetic city with hostile names, through the whole pipeline: delivered, folded, ranked, drawn, published.

A city writes its register and its methods itself; nothing keeps markup, formulas or marks of direction out of names.
"""

import csv
import io
import os
import random
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.drafts import draft_content
from schemas.city import DEFAULT_CITY, City, load_city
from schemas.edition import Edition
from schemas.register import CITY
from tests.warehouse.nights import WABO, copy_city, deliver, home_at, run
from warehouse import store
from warehouse.editions.acts import approve, publish, submit, withdraw
from warehouse.editions.binding import bound_parts
from warehouse.editions.drafts import keep_draft
from warehouse.editions.log import Act
from warehouse.editions.policy import bind
from warehouse.ranking.request import ranking_of
from warehouse.run import Run

DAY = date(2023, 12, 29)
SERIES = "2023-timeliness"
LONG = "Trung tâm Phục vụ hành chính công liên thông về nghiệp vụ thường xuyên ngoài giờ khu vực phía Nghiêng"
# unit_id -> (name in Vietnamese, in English, dossiers of a year, of 100 how many are late)
UNITS = {
    "markup": ("<script>alert(1)</script>", "<script>alert(2)</script>", 90, 2),
    "attribute": ('"><img src=x onerror=alert(3)>', "'><svg onload=alert(4)>", 80, 6),
    "formula": ("=cmd|' /C calc'!A1", '=HYPERLINK("http://127.0.0.1/","x")', 70, 12),
    "long": (LONG, "Thường" * 14, 85, 20),
    "reversed": (
        "Phòng \u202eđảo ngược\u202c \u2067{{ 7 * 7 }}\u2069",
        "Room \u202ebackwards\u202c <!--/status-->",
        75,
        30,
    ),
    "few": ("Tổ 3 người", "Team of 3", 6, 40),
    "silent": ("Chưa gửi gì", "Has sent nothing", 0, 0),
}
_REGISTER = "unit_id,code,name_vi,name_en,level,kind,valid_from,valid_to,successors,aliases,cadence"
_PEERS = "grouping,peer_group,name_vi,name_en,unit_id,valid_from,valid_to"
_METHOD = """max_points = 50

[[groups.indicators]]
code = "overdue_open_share"
max_points = 20
on_not_applicable = "city_rate"
on_small_n = "city_rate"

[[groups]]
id = "online"
name_vi = "Trực tuyến"
name_en = "Online <script>alert(5)</script>"
max_points = 30

[[groups.indicators]]
code = "online_share"
max_points = 30
target = 0.80
"""
_CITY = """nightly_period = "year"
suppress_below = 10

[roles]
submit = ["an"]
approve = ["binh"]
publish = ["chi"]
administer = ["quang"]

[[disclosure]]
audience = "public"
office = "{office}"
people = "small_counts"
legal_basis = "<script>alert(6)</script>"
"""
_CLAIMS_SOURCE = "sources/claims-csv.toml"
_CLAIMS = "claim_id,unit_as_written,statistical_code,period_from,period_to,measure,printed,source,provenance,locale"
_CLAIMED = (  # in one text: the first contradicts the others, and nobody knows what the last is of
    ("on_time_rate", "99,99%"),
    ("dossiers_resolved", "1.300"),
    ("dossiers_late", "99"),
    ("<img src=x onerror=alert(7)>", "1.234"),
)
_HEADER = "case,channel,deadline,department,enddate,enddate_planned,group,responsible,startdate,events,last_event"


class HostileCity:
    """The city in a folder of its own; every night, draft and act is made by the pipeline itself.

    `office` is what it publishes of its offices, as in `[[disclosure]]`.
    """

    def __init__(self, root: Path, office: str = "exact") -> None:
        self.city = _city_at(root / "city", office)
        self.home = home_at(root / "home")
        (self.home.root / "SYNTHETIC").touch()
        self._at = datetime(2024, 1, 5, 2, tzinfo=UTC)
        bind(self.act("chủ"), "chủ", bound_parts(self.city))

    def night(self, late: int = 0) -> None:
        """Deliver the dossiers of two years, `late` more of 100 of the second year late, and run a night."""
        path = deliver(self.home, CITY, f"cases-{late}.csv", _cases(late))
        deliver(self.home, CITY, "claims_202312290300.csv", _csv(_CLAIMS, _claims()))
        sent_at = datetime(DAY.year, DAY.month, DAY.day, 3, late, tzinfo=UTC).timestamp()
        os.utime(path, (sent_at, sent_at))  # nothing else says when this source exported
        run(self.home, self.city, on=DAY)

    def draft(self) -> Path:
        """Rank the year and return the folder of the draft."""
        snapshot = store.current_snapshot(self.home)
        assert snapshot is not None
        return keep_draft(ranking_of(Run(self.home, self.city, DAY), snapshot, "2023", "timeliness")).parents[1]

    def published(self, draft: Path, reason: str = "") -> Edition:
        """Publish a draft: submitted, approved by somebody else, made public."""
        edition = submit(self.act("an"), draft_content(draft), reason)
        edition = approve(self.act("binh"), edition.series, edition.version, edition.content_hash)
        return publish(self.act("chi"), edition.series, edition.version)

    def withdrawn(self, edition: Edition, reason: str) -> Edition:
        """Take a published edition back."""
        return withdraw(self.act("chi"), edition.series, edition.version, reason)

    def act(self, who: str) -> Act:
        """Return an act of somebody, an hour after the last one."""
        self._at += timedelta(hours=1)
        return Act(self.home, self.city, who, self._at)


def _city_at(folder: Path, office: str) -> City:
    """Return the city: the register of `UNITS` in two kinds, and a method of three indicators in two groups."""
    register = [
        [unit, str(n), vi, en, "department", ("front", "back")[n % 2], "", "", "", f"unit-{unit}", "none"]
        for n, (unit, (vi, en, *_)) in enumerate(UNITS.items())
    ]
    peers = [
        ["kind", "front", "Trước <b>quầy</b>", "Front", "", "", ""],
        ["kind", "back", "Sau quầy", "Back", "", "", ""],
    ]
    changes = {
        "units.csv": [((WABO / "units.csv").read_text(encoding="utf-8"), _csv(_REGISTER, register))],
        "methods/timeliness.toml": [("max_points = 100\n\n", "max_points = 70\n\n"), ("max_points = 100\n", _METHOD)],
        "city.toml": [
            ('nightly_period = "year"\n', _CITY.format(office=office)),
            ("đô thị Hà Lan", "đô thị <b>Hà Lan</b> & láng giềng"),
        ],
    }
    copy_city(folder, changes, WABO)
    shutil.copy(DEFAULT_CITY / _CLAIMS_SOURCE, folder / _CLAIMS_SOURCE)
    (folder / "peers.csv").write_text(_csv(_PEERS, peers), encoding="utf-8")
    return load_city(folder)


def _claims() -> list[list[str]]:
    """Return what is invented to have been printed about a unit: one text, in which not all can be right."""
    days, source = ["2023-01-01", "2023-12-29"], "<script>alert(9)</script>"
    return [
        [f"claim-{n}", "unit-markup", "0", *days, measure, printed, source, "press", "vi"]
        for n, (measure, printed) in enumerate(_CLAIMED)
    ]


def _cases(late: int) -> str:
    """Return two years of dossiers: most are received and ended within weeks, some are still open at the end."""
    rng = random.Random(20231229)
    rows = [
        [f"case-{unit}-{year}-{n}", *_life(rng, year, f"unit-{unit}", share + late if year == 2023 else share)]
        for unit, (_, _, count, share) in UNITS.items()
        for year in (2022, 2023)
        for n in range(count)
    ]
    return _csv(_HEADER, rows)


def _life(rng: random.Random, year: int, unit: str, late: int) -> list[str]:
    begin = date(year, 1, 1) + timedelta(days=rng.randrange(355))
    due = begin + timedelta(days=14)
    end = due + timedelta(days=rng.randrange(1, 40) if rng.randrange(100) < late else -rng.randrange(1, 10))
    days = [f"{day} 09:00:00+01:00" for day in (due, end, begin)]
    channel = "Internet" if rng.randrange(100) < 60 else "Desk"
    return [channel, days[0], unit, days[1] if end <= DAY else "", "", "", "", days[2], "1", "x"]


def _csv(header: str, rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(f"{header}\n")
    out.seek(0, io.SEEK_END)
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
