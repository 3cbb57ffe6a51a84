"""Two editions of the synthetic city, the second a correction; all who bind, submit, approve, publish are invented."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.demo import STAGES
from flows.demo.plan import SUPPLEMENT_REASON
from flows.drafts import draft_content
from schemas.edition import series_of
from schemas.roles import Roles
from warehouse.editions.acts import approve, publish, submit
from warehouse.editions.binding import binding_in_force, bound_parts, differing
from warehouse.editions.drafts import keep_draft
from warehouse.editions.log import Act, read_book
from warehouse.editions.policy import bind
from warehouse.ranking.request import ranking_of
from warehouse.run import Run

PERIOD = "2022"
# Of each version the night whose data it is of, and why it is published again: the last night brought what was missing.
VERSIONS = ((STAGES[-2], ""), (STAGES[-1], SUPPLEMENT_REASON))
_SUBMITS, _APPROVES, _PUBLISHES = "nguoi-trinh-mau", "nguoi-duyet-mau", "nguoi-cong-bo-mau"
_ADMINISTERS = "nguoi-quan-tri-mau"


def publish_samples(run: Run) -> Path:
    """Publish the year before, then its correction, unless they have been; return the first page of the public site."""
    series = series_of(PERIOD, run.city.about.nightly_method)
    for version, (stage, reason) in enumerate(VERSIONS, start=1):
        edition = read_book(run.home).editions.get((series, version))
        if edition is None or not edition.was_public:
            _publish(replace(run, business_date=stage.business_date), reason)
    return run.home.public / "index.html"


def _publish(run: Run, reason: str) -> None:
    """Publish the ranking as of the night of the run, in the morning after it."""
    _bind_sample(run)
    ranking = ranking_of(run, _snapshot(run), PERIOD)
    content = draft_content(keep_draft(ranking).parents[1])
    edition = submit(_act(run, _SUBMITS, 8), content, reason)
    approve(_act(run, _APPROVES, 9), edition.series, edition.version, edition.content_hash)
    publish(_act(run, _PUBLISHES, 10), edition.series, edition.version)


def _snapshot(run: Run) -> Path:
    """Return what the night of the run left behind, whatever nights came after it."""
    return max(run.home.snapshots.glob(f"{run.business_date}-*"), key=lambda path: path.stat().st_mtime_ns)


def _bind_sample(run: Run) -> None:
    """Bind the roles of the invented persons, and the policy of the city, unless they are bound."""
    act = _act(run, _ADMINISTERS, 7)
    binding, parts = binding_in_force(read_book(run.home).log), bound_parts(act.city)
    if binding is None or differing(binding.parts, parts):
        bind(act, _ADMINISTERS, parts)


def _act(run: Run, who: str, hour: int) -> Act:
    """Return an act of an invented person, at an hour of the day after the night, where that person may do it."""
    roles = Roles(submit=(_SUBMITS,), approve=(_APPROVES,), publish=(_PUBLISHES,), administer=(_ADMINISTERS,))
    city = replace(run.city, about=run.city.about.model_copy(update={"roles": roles}))
    moment = datetime.combine(run.business_date + timedelta(days=1), time(hour), ZoneInfo(run.city.about.zone))
    return Act(run.home, city, who, moment)
