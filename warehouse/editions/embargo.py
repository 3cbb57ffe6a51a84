"""When an edition becomes public: an embargo ends at a moment to come, and is lifted before only on purpose."""

from datetime import datetime, timedelta

from schemas.edition import Edition, EditionRefused
from schemas.words.message import message
from warehouse.editions.status import local_moment


def example_moment(now: datetime, zone: str) -> str:
    """Return tomorrow, eight in the morning, as a moment is written: "2026-12-01T08:00", by the clock of the zone."""
    return f"{local_moment(now, zone) + timedelta(days=1):%Y-%m-%d}T08:00"


def is_held(edition: Edition, now: datetime) -> bool:
    """Say whether an edition is approved and held back until a moment to come."""
    return edition.state == "approved" and edition.release_at is not None and edition.release_at > now


def check_moment(edition: Edition, release_at: datetime | None, now: datetime, lifts_embargo: bool, zone: str) -> None:
    """Raise `EditionRefused` where an edition would become public at once although that was not asked for.

    Args:
        edition: what is to be published.
        release_at: the moment that was asked for, None for now.
        now: the present moment.
        lifts_embargo: whether an embargo that it is under is lifted on purpose.
        zone: the time zone of the city, by whose clock moments are told.
    """
    if release_at is not None and release_at <= now:
        moments = {"moment": local_moment(release_at, zone), "now": local_moment(now, zone)}
        past = message(
            "edition_refusals.past-moment", edition=edition.name, example=example_moment(now, zone), **moments
        )
        raise EditionRefused("past_moment", past)
    if release_at is None and edition.release_at is not None and is_held(edition, now) and not lifts_embargo:
        until = local_moment(edition.release_at, zone)
        raise EditionRefused(
            "under_embargo", message("edition_refusals.under-embargo", edition=edition.name, until=until)
        )
