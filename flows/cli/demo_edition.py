"""An edition of the synthetic city: submitted, approved by somebody else and published, all three invented."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from flows.drafts import draft_content
from flows.runs import rank_now
from schemas.roles import Roles
from warehouse import store
from warehouse.editions.acts import approve, publish, submit
from warehouse.editions.log import Act, read_book
from warehouse.run import Run

PERIOD = "2022"
_SUBMITS, _APPROVES, _PUBLISHES = "nguoi-trinh-mau", "nguoi-duyet-mau", "nguoi-cong-bo-mau"


def publish_sample(run: Run) -> Path:
    """Publish the ranking of the year before, unless it has been, and return the first page of the public site."""
    method = run.city.about.nightly_method
    editions = read_book(run.home).editions.values()
    if not any(e.series == f"{PERIOD}-{method}" and e.state == "published" for e in editions):
        _, page = rank_now(run, PERIOD, method)
        edition = submit(_act(run, _SUBMITS, 8), draft_content(page.parents[1]))
        approve(_act(run, _APPROVES, 9), edition.series, edition.version, edition.content_hash)
        publish(_act(run, _PUBLISHES, 10), edition.series, edition.version)
    return store.Home(run.home.root).public / "index.html"


def _act(run: Run, who: str, hour: int) -> Act:
    """Return an act of an invented person at an hour of the business date, in a city where that person may do it."""
    roles = Roles(submit=(_SUBMITS,), approve=(_APPROVES,), publish=(_PUBLISHES,))
    city = replace(run.city, about=run.city.about.model_copy(update={"roles": roles}))
    return Act(run.home, city, who, datetime.combine(run.business_date, time(hour), UTC))
