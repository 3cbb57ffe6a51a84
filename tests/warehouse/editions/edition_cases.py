"""What the tests of editions share: a home with a snapshot, a city with people in its roles, content, and acts."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from schemas.city import load_city
from schemas.method import load_method
from schemas.table import load_tables
from warehouse import store
from warehouse.editions import acts, policy
from warehouse.editions.binding import bound_parts
from warehouse.editions.content import Content
from warehouse.editions.log import Act
from warehouse.ranking.record import RankingRecord

WABO = Path(__file__).parents[2] / "cities" / "wabo"
NOON = datetime(2024, 1, 5, 5, tzinfo=UTC)  # noon in Ho Chi Minh City
ROLES = """
[roles]
submit = ["an", "binh"]
approve = ["an", "chi"]
publish = ["dung"]
administer = ["quang"]
"""
OWNER = "em-chu"  # owns the data root
SERIES = "2011-timeliness"
_CITY = load_city(WABO)
METHOD = load_method(_CITY.method_path("timeliness"), _CITY.indicators)


def city_at(folder, roles=ROLES):
    """The small city with a section of roles, in a folder of its own."""
    for path in (p for p in WABO.rglob("*") if p.is_file()):
        copy = folder / path.relative_to(WABO)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    text = (folder / "city.toml").read_text(encoding="utf-8")
    (folder / "city.toml").write_text(text + roles, encoding="utf-8")
    return load_city(folder)


def sent(submission_id, unit_id, day, **changes):
    """A row of the table `submissions`."""
    moment = datetime(2011, 1, 1) + timedelta(days=day)
    row = {
        "submission_id": submission_id,
        "unit_id": unit_id,
        "table_name": "dossiers",
        "file_name": f"{submission_id}.csv",
        "file_sha256": submission_id,
        "exported_at": moment,
        "exported_at_origin": "name",
        "business_date": moment.date(),
        "status": "accepted",
        "folder": unit_id,
        "window_from": moment.date(),
        "window_to": moment.date(),
        "is_active": True,
        "is_outdated": False,
        "warning_count": 0,
    }
    return row | changes


def snapshot_of(home, name, rows):
    """A snapshot that holds no more than its submissions."""
    table = load_tables()["submissions"]
    frame = pl.DataFrame(rows, schema=table.polars_schema, orient="row")
    store.write_parquet(frame, table, home.snapshots / name / "submissions" / "part-0.parquet")


def standing(unit_id, rank, score, tier=1, reason=None):
    """A row of the score among all, of the table `rankings`, with the columns that editions look at."""
    return {
        "unit_id": unit_id,
        "measure": "score",
        "peer_group": "all",
        "rank": rank,
        "rank_label": None if rank is None else str(rank),
        "value": score,
        "tier": tier,
        "eligible": reason is None,
        "reason": reason,
    }


def rankings(*rows):
    """The table `rankings` of these rows."""
    return pl.DataFrame(list(rows), schema=load_tables()["rankings"].polars_schema, orient="row")


def page(text, lang="vi"):
    """A page of a site, with a place for its status."""
    status = "<!--status--><p>để xem xét</p><!--/status-->"
    return f'<!doctype html><html lang="{lang}"><body>{status}<p>{text}</p></body></html>'


def content(text="lần đầu", snapshot="2012-01-31-aaaa", table=None, period="2011", **about):
    """Content of a ranking: a small site whose pages hold `text`."""
    files = {
        "index.html": "<!doctype html><html><body>vi/</body></html>",
        "vi/index.html": page(text),
        "vi/units/general.html": page(text),
        "en/index.html": page(text, "en"),
        "data/rankings.csv": f"unit_id,rank\ngeneral,{text}\n",
        "data/rankings.xlsx": b"PK\x00\xff" + text.encode(),
    }
    ranking = RankingRecord(
        period=period,
        first=date(2011, 1, 1),
        as_of=date(2011, 12, 31),
        previous_period="2010",
        method="timeliness",
        method_version=METHOD.fingerprint,
        method_sha256="0" * 64,
        snapshot=snapshot,
        synthetic=True,
        software="motcua 0.1.0",
        seed=1,
        draws=1_000,
        sensitivity_runs=0,
        libraries={"polars": "2.1.0"},
    )
    rows = rankings(standing("general", 1, 90.0), standing("experts", 2, 80.0)) if table is None else table
    return Content(files, ranking.model_copy(update=about), rows)


def draft_of(home, made, name="2012-01-31-aaaa", site=True):
    """Keep content as the latest draft of its ranking; return its folder."""
    folder = home.drafts / f"{name}-{made.series}"
    files = {f"site/{path}": data for path, data in made.files.items()} if site else {}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    store.write_text(folder / "record.json", made.ranking.model_dump_json())
    store.write_frame(made.rankings, folder / "rankings.parquet")
    store.switch_link(home.drafts / f"latest-{made.series}", folder)
    return folder


class Office:
    """A home and a city, and a clock that goes on by a minute with every act."""

    def __init__(self, root, roles=ROLES):
        self.home = store.Home(root / "home")
        self.city = city_at(root / "city", roles)
        self.moment = NOON
        snapshot_of(self.home, "2012-01-31-aaaa", [sent("a1", "general", 10), sent("a2", "experts", 11)])
        self.bind(OWNER)

    def bind(self, who="quang"):
        return policy.bind(self.act(who), OWNER, bound_parts(self.city))

    def change(self, file, before, after):
        """Change a declaration of the city; it is not bound yet."""
        path = self.city.folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        self.city = load_city(self.city.folder)

    def act(self, who):
        self.moment += timedelta(minutes=1)
        return Act(self.home, self.city, who, self.moment)

    def submit(self, who="an", of=None, reason=""):
        return acts.submit(self.act(who), of or content(), reason)

    def approve(self, edition, who="chi"):
        return acts.approve(self.act(who), edition.series, edition.version, edition.content_hash)

    def publish(self, edition, who="dung", release_at=None):
        return acts.publish(self.act(who), edition.series, edition.version, release_at)

    def release(self, at=None, who="may-chu"):
        act = self.act(who)
        return acts.release_due(act if at is None else Act(self.home, self.city, who, at))

    def published(self, text="lần đầu", reason="", **about):
        return self.publish(self.approve(self.submit(of=content(text, **about), reason=reason)))

    def public(self, path):
        return (self.home.public / path).read_text(encoding="utf-8")

    def tree(self):
        root = self.home.public.resolve()
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}

    def actions(self):
        """What was done with editions."""
        return [entry.action for entry in acts.history(self.home) if entry.series]
