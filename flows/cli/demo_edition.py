"""An edition of the synthetic city: its policy bound, submitted, approved by somebody else, published; all invented."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from flows.drafts import draft_content
from flows.runs import rank_now
from schemas.roles import Roles
from warehouse import store
from warehouse.editions.acts import approve, publish, submit
from warehouse.editions.binding import binding_in_force, bound_parts, differing
from warehouse.editions.log import Act, read_book
from warehouse.editions.policy import bind
from warehouse.run import Run

PERIOD = "2022"
_SUBMITS, _APPROVES, _PUBLISHES = "nguoi-trinh-mau", "nguoi-duyet-mau", "nguoi-cong-bo-mau"
_ADMINISTERS = "nguoi-quan-tri-mau"


def publish_sample(run: Run) -> Path:
    """Publish the ranking of the year before, unless it has been, and return the first page of the public site."""
    method = run.city.about.nightly_method
    _bind_sample(run)
    editions = read_book(run.home).editions.values()
    if not any(e.series == f"{PERIOD}-{method}" and e.state == "published" for e in editions):
        _, page = rank_now(run, PERIOD, method)
        edition = submit(_act(run, _SUBMITS, 8), draft_content(page.parents[1]))
        approve(_act(run, _APPROVES, 9), edition.series, edition.version, edition.content_hash)
        publish(_act(run, _PUBLISHES, 10), edition.series, edition.version)
    return store.Home(run.home.root).public / "index.html"


def _bind_sample(run: Run) -> None:
    """Bind the roles of the invented persons, and the policy of the city, unless they are bound."""
    act = _act(run, _ADMINISTERS, 7)
    binding, parts = binding_in_force(read_book(run.home).log), bound_parts(act.city)
    if binding is None or differing(binding.parts, parts):
        bind(act, _ADMINISTERS, parts)


def _act(run: Run, who: str, hour: int) -> Act:
    """Return an act of an invented person at an hour of the business date, in a city where that person may do it."""
    roles = Roles(submit=(_SUBMITS,), approve=(_APPROVES,), publish=(_PUBLISHES,), administer=(_ADMINISTERS,))
    city = replace(run.city, about=run.city.about.model_copy(update={"roles": roles}))
    return Act(run.home, city, who, datetime.combine(run.business_date, time(hour), UTC))
