"""An event for each unit after a night: what an automation of the city, or another program, can wait for in Prefect."""

from itertools import groupby

from prefect.events import emit_event

from schemas.city import City
from warehouse.night.report import NEED_A_PERSON, Outcome, Report

# Of a unit whose files fared differently, the first of these is the status.
_BY_WEIGHT = (
    *NEED_A_PERSON,
    *("left_alone", "accepted_with_rejections", "accepted", "already_loaded", "not_expected"),
)
_COUNTS = ("rows_in", "accepted", "rejected", "duplicate", "warnings")


def tell_units(city: City, report: Report) -> None:
    """Emit `motcua.unit.<status>` for each unit of a report, with counts and without a name of a file.

    The resource is `motcua.city.<city>.unit.<unit>`; Prefect adds the flow run. Where Prefect keeps no events, nothing
    is emitted.
    """
    by_unit = sorted(report.outcomes, key=lambda outcome: outcome.unit_id)
    for unit_id, outcomes in groupby(by_unit, key=lambda outcome: outcome.unit_id):
        _tell(city, report, unit_id, list(outcomes))


def _tell(city: City, report: Report, unit_id: str, outcomes: list[Outcome]) -> None:
    status = min((outcome.status for outcome in outcomes), key=_BY_WEIGHT.index)
    counts = {name: sum(getattr(outcome, name) for outcome in outcomes) for name in _COUNTS}
    emit_event(
        event=f"motcua.unit.{status}",
        resource={
            "prefect.resource.id": f"motcua.city.{city.about.id}.unit.{unit_id}",
            "prefect.resource.name": unit_id,
            "motcua.status": status,
            "motcua.business-date": report.business_date.isoformat(),
        },
        payload={
            "business_date": report.business_date.isoformat(),
            "snapshot": report.snapshot.name,
            "status": status,
            "files": sum(bool(outcome.file_name) for outcome in outcomes),
            **counts,
        },
    )
