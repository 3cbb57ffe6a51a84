"""The steps in the life of an edition, from `motcua edition submit` to `withdraw`, done by the user of the system."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from flows.cli.confirm import Yes, agree
from flows.cli.edition_named import NEWEST, VersionOption, named_edition
from flows.cli.edition_release import agree_to_publish, moment_typed
from flows.cli.edition_show import moment
from flows.cli.options import MethodOption, PeriodOption, SeriesArgument
from flows.cli.show import Exit, Json, WrongUsage, say, say_of, write_json
from flows.drafts import draft_content, named_draft, newest_draft
from flows.editions import act_now
from flows.settings import HERE, Place
from schemas.edition import Edition
from schemas.words.message import Declared, Message, message
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.embargo import is_held
from warehouse.editions.log import Act, read_book
from warehouse.editions.states import TRANSITIONS, versions
from warehouse.ranking.nightly_method import running_period

ReasonOption = Annotated[str, Parameter(name="--reason", help="help.edition-reason")]
HashOption = Annotated[str, Parameter(name="--hash", help="help.edition-hash")]
DraftOption = Annotated[str, Parameter(name="--draft", help="help.edition-draft", show_default=False)]
AtOption = Annotated[str, Parameter(name="--at", help="help.edition-at", show_default=False)]
NowOption = Annotated[bool, Parameter(name="--now", negative="", help="help.edition-now")]


def submit(
    *,
    period: PeriodOption = "",
    method: MethodOption = "",
    reason: ReasonOption = "",
    draft: DraftOption = "",
    yes: Yes = False,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Submit a draft of a ranking for approval; return the exit code.

    Args:
        period: the period, by default that of the nightly draft.
        method: the id of the method, by default that of the nightly draft.
        reason: why; needed from the second version on.
        draft: the name of the draft (`motcua edition drafts`) or its folder, by default the newest of the ranking.
        yes: make an approval void without asking.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    if draft:
        folder = named_draft(act.home, draft)
    else:
        folder = newest_draft(act.home, period or _running(act), method or act.city.about.nightly_method)
    content = draft_content(folder)
    for before in versions(read_book(act.home).editions, content.series)[-1:]:
        held = "yes" if is_held(before, act.at) else "no"
        what = message("cli_confirm.submit-again", edition=before.name, by=before.approved_by, held=held)
        if before.state == "approved":
            agree(what, yes, json)
    edition = acts.submit(act, content, reason)
    _show_step(edition, json, message("cli_edition.submitted", edition=edition.name, folder=str(folder)))
    if not json:
        say_of(message("cli_edition.hash"), edition.content_hash)
        say_of(message("cli_edition.look-at"), f"motcua edition diff {edition.series}")
    return Exit.FINE


def give_back(
    series: SeriesArgument,
    *,
    reason: ReasonOption = "",
    version: VersionOption = NEWEST,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Give an edition back to who works on it: approval and embargo are void. Return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        reason: why; kept and published.
        version: of the ranking's editions, 0 for the newest.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    edition = acts.return_to_draft(act, series, before.version, reason)
    _show_step(edition, json, message("cli_edition.given-back", edition=edition.name))
    return Exit.FINE


def approve(
    series: SeriesArgument,
    *,
    content_hash: HashOption = "",
    version: VersionOption = NEWEST,
    yes: Yes = False,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Approve the content that was looked at, which somebody else submitted; return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        content_hash: hash of the content that was looked at, at least its first ten digits.
        version: of the ranking's editions, 0 for the newest.
        yes: approve without asking.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    if not content_hash:
        raise WrongUsage(message("cli_edition.look-first", series=series, hash=before.content_hash))
    if (before.state, "approve") in TRANSITIONS:
        agree(message("cli_confirm.approve", edition=before.name, hash=content_hash, user=act.who), yes, json)
    edition = acts.approve(act, series, before.version, content_hash)
    _show_step(edition, json, message("cli_edition.approved", edition=edition.name))
    return Exit.FINE


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
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    release_at = moment_typed(at, act) if at else None
    is_possible = (before.state, "publish") in TRANSITIONS
    lifts_embargo = is_possible and agree_to_publish(act, before, release_at, now, yes, json)
    edition = acts.publish(act, series, before.version, release_at, lifts_embargo=lifts_embargo)
    if edition.state == "approved":
        when = moment(edition.release_at, act.city.about.zone)
        _show_step(edition, json, message("cli_edition.held-back", edition=edition.name, until=when))
    else:
        page = act.home.public / edition.series / "index.html"
        _show_step(edition, json, message("cli_edition.published", edition=edition.name, page=str(page)))
    return Exit.FINE


def release(*, place: Place = HERE, json: Json = False) -> int:
    """Publish the editions whose embargo has ended; return the exit code."""
    return released(act_now(place), json)


def released(act: Act, json: bool) -> int:
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
    version: VersionOption = NEWEST,
    yes: Yes = False,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Take a published edition back: a notice with the reason takes its place. Return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        reason: why; kept and published.
        version: of the ranking's editions, 0 for the newest.
        yes: take it back without asking.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    if (before.state, "withdraw") in TRANSITIONS and reason.strip():
        agree(message("cli_confirm.withdraw", edition=before.name, reason=reason.strip()), yes, json)
    edition = acts.withdraw(act, series, before.version, reason)
    _show_step(edition, json, message("cli_edition.withdrawn", edition=edition.name))
    return Exit.FINE


def _running(act: Act) -> str:
    snapshot = store.current_snapshot(act.home)
    if snapshot is None:
        raise WrongUsage(message("cli.no-tables"))
    day = date.fromisoformat(store.read_manifest(snapshot)["business_date"])
    return running_period(act.city, day).id


def _show_step(edition: Edition, json: bool, words: Message) -> None:
    if json:
        write_json(edition.model_dump(mode="json"))
    else:
        say(words)
