"""A place with all that a night publishes, and how two states of its files are compared."""

from nights import DAY, WABO, copy_city, deliver, home_at, run
from test_draft_files import CASE, HEADER

from schemas.city import load_city
from schemas.register import CITY
from warehouse import store
from warehouse.editions.drafts import keep_draft
from warehouse.outbox.fill import fill_outbox
from warehouse.ranking.request import ranking_of
from warehouse.run import Run

METHOD = "timeliness"


def tree(folder):
    """What stands below a folder: every file's inode, time and bytes, by its path."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {str(p.relative_to(folder)): (p.stat().st_ino, p.stat().st_mtime_ns, p.read_bytes()) for p in files}


def contents(folder):
    return {path: data for path, (_, _, data) in tree(folder).items()}


def asked(root, on=DAY, **which):
    """The ranking of a place with a home and a city, as a night of that day would ask for it."""
    home = store.Home(root / "home")
    return ranking_of(Run(home, load_city(root / "city"), on), store.current_snapshot(home), **which)


def made_at(root):
    """A place with a city and a home with a snapshot, a draft and the workbooks for the units."""
    city = copy_city(root / "city", {"units.csv": [(",none\n", ",monthly\n")]}, WABO)
    home = home_at(root / "home")
    late = CASE.replace("2023-02-20 09:00:00+01:00", "2023-02-07 09:30:00+01:00")  # three are a small count
    cases = [(late if i < 3 else CASE).format(i) for i in range(40)]
    in_time = [CASE.replace(",General,", ",Experts,").format(i) for i in range(40, 80)]  # nothing of them is hidden
    deliver(home, CITY, "cases.csv", HEADER + "".join([*cases, *in_time]))
    run(home, city)
    keep_draft(asked(root))
    fill_outbox(asked(root), ["general"])
    assert len(list(home.outbox.rglob("*.xlsx"))) == 3
    return root
