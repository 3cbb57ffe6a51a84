"""The steps by which an edition becomes public and leaves the public: publish, release, withdraw."""

from typing import Annotated

from cyclopts import Parameter

from flows.cli.confirm import Yes, agree
from flows.cli.edition_named import NEWEST, VersionOption, named_edition
from flows.cli.edition_release import agree_to_publish, moment_typed
from flows.cli.edition_show import moment, show_step
from flows.cli.options import ReasonOption, SeriesArgument
from flows.cli.show import Exit, Json, say, write_json
from flows.editions import act_now
from flows.owner import check_writer
from flows.settings import HERE, Place
from schemas.words.message import Declared, message
from warehouse.editions import acts
from warehouse.editions.log import Act, read_book
from warehouse.editions.states import TRANSITIONS, standing_edition

AtOption = Annotated[str, Parameter(name="--at", help="help.edition-at", show_default=False)]
PublicVersionOption = Annotated[int, Parameter(name="--version", help="help.edition-in-force", show_default=False)]
NowOption = Annotated[bool, Parameter(name="--now", negative="", help="help.edition-now")]


def publish(
    series: SeriesArgument,
    *,
    at: AtOption = "",
    now: NowOption = False,
    version: VersionOption = NEWEST,
    yes: Yes = False,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Publish an approved edition, now or when the nightly run or `release` runs at a moment or later.

    Args:
        series: the ranking, such as 2022-qd766.
        at: the moment, such as 2030-01-05T08:00, by the city's clock unless it names its zone; empty for now.
        now: publish now although it is held back until later.
        version: of the ranking's editions, 0 for the newest.
        yes: publish without asking.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    check_writer(place.home)
    act = act_now(place)
    edition_before = named_edition(read_book(act.home), series, version)
    release_at = moment_typed(at, act) if at else None
    is_possible = (edition_before.state, "publish") in TRANSITIONS
    lifts_embargo = is_possible and agree_to_publish(act, edition_before, release_at, now, yes, json)
    edition = acts.publish(act, series, edition_before.version, release_at, lifts_embargo=lifts_embargo)
    if edition.state == "approved":
        embargo_end = moment(edition.release_at, act.city.about.zone)
        show_step(edition, json, message("cli_edition.held-back", edition=edition.name, until=embargo_end))
    else:
        page = act.home.public / edition.series / "index.html"
        show_step(edition, json, message("cli_edition.published", edition=edition.name, page=str(page)))
    return Exit.FINE


def release(*, place: Place = HERE, json: Json = False) -> int:
    """Publish the editions whose embargo has ended; return the exit code."""
    check_writer(place.home)
    return release_due_editions(act_now(place), json)


def release_due_editions(act: Act, json: bool) -> int:
    """Publish what is due when `act` is done, say so, and return the exit code."""
    steps = acts.release_due(act)
    if json:
        write_json([step.edition.model_dump(mode="json") | {"refused": str(step.refused or "")} for step in steps])
    for step in [] if json else steps:
        if step.refused is None:
            say(message("cli_edition.released", edition=step.edition.name))
        else:
            why = Declared(step.refused.message_vi, step.refused.message_en)
            say(message("cli_edition.not-published", edition=step.edition.name, why=why))
    if not steps and not json:
        say(message("cli_edition.nothing-due"))
    return Exit.ATTENTION if any(step.refused for step in steps) else Exit.FINE


def withdraw(
    series: SeriesArgument,
    *,
    reason: ReasonOption = "",
    version: PublicVersionOption = NEWEST,
    yes: Yes = False,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Take a published edition back: a notice with the reason takes its place. Return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        reason: why; kept and published.
        version: of the ranking's editions, 0 for the one in force.
        yes: take it back without asking.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    check_writer(place.home)
    act = act_now(place)
    book = read_book(act.home)
    # A newer one than the public one may be in review.
    public_edition = standing_edition(book.editions, series) if version == NEWEST else None
    edition_before = public_edition or named_edition(book, series, version)
    if (edition_before.state, "withdraw") in TRANSITIONS and reason.strip():
        agree(message("cli_confirm.withdraw", edition=edition_before.name, reason=reason.strip()), yes, json)
    edition = acts.withdraw(act, series, edition_before.version, reason)
    show_step(edition, json, message("cli_edition.withdrawn", edition=edition.name))
    return Exit.FINE
