"""A data root that was lived in: nights, an edition that is public, a retraction, a correction; all of it invented."""

from datetime import UTC, date, datetime, timedelta

from edition_cases import OWNER, city_at
from nights import deliver, home_at, run_ranked
from test_draft_files import CASE, HEADER

from flows.drafts import draft_content
from flows.reports import keep_report
from schemas.register import CITY
from warehouse import store
from warehouse.editions import acts, policy
from warehouse.editions.binding import bound_parts
from warehouse.editions.log import Act
from warehouse.run import Run

FIRST, SECOND, THIRD = date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 3)
NOW = datetime(2023, 3, 4, 5, tzinfo=UTC)
MADE_AGAIN = ("cache", "work", "outbox", "docs", "drafts", "prefect")


def cases(first, last):
    """A file of cases with these numbers."""
    return HEADER + "".join(CASE.format(i) for i in range(first, last))


def night(home, city, on):
    """A night with its ranking and its report; returns the report."""
    report = run_ranked(home, city, on)
    keep_report(home, on, report.as_json())
    return report


def lived_in(root):
    """A run over a data root and a city: its first snapshot is that of a public edition, its second is current."""
    city, home = city_at(root / "city"), home_at(root / "home")
    deliver(home, CITY, "a.csv", cases(0, 40))
    report = night(home, city, FIRST)
    publish(home, city, report.draft.parents[1])
    deliver(home, CITY, "b.csv", cases(30, 60) + "no case at all,x,,,,,,,,\n")
    deliver(home, CITY, "c.csv", cases(100, 120))
    night(home, city, SECOND)
    taken_back = next(s for s in store.load_submissions(home).values() if s.file_name == "c.csv")
    store.keep_retraction(home, taken_back.submission_id, {"reason": "invented", "by": "an", "retracted_at": "x"})
    night(home, city, SECOND)
    return Run(home, city, SECOND)


def publish(home, city, draft, reason=""):
    """A draft becomes a public edition, by the invented people of the city's roles."""
    moments = (datetime(2023, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=n) for n in range(9))

    def act(who):
        return Act(home, city, who, next(moments))

    policy.bind(act(OWNER), OWNER, bound_parts(city))
    edition = acts.submit(act("an"), draft_content(draft), reason)
    acts.approve(act("chi"), edition.series, edition.version, edition.content_hash)
    return acts.publish(act("dung"), edition.series, edition.version)


def files_of(folder):
    """The bytes of every file below a folder that is kept, by its path; where links lead is among them."""
    return {
        path.relative_to(folder).as_posix(): path.readlink().as_posix().encode()
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or path.is_file())
        and path.relative_to(folder).parts[0] not in MADE_AGAIN
        and path.name not in (".lock", "control.sqlite")
    }


def modes_of(folder):
    """The mode of every file that is published or kept, by its path."""
    paths = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    return {p.relative_to(folder).as_posix(): p.stat().st_mode & 0o777 for p in paths if p.name != ".lock"}
