"""The steps in the life of an edition, from `motcua edition submit` to `withdraw`, done by the user of the system."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.edition_named import NEWEST, VersionOption, named_edition
from flows.cli.edition_show import moment
from flows.cli.options import MethodOption, PeriodOption, SeriesArgument
from flows.cli.show import Exit, Json, WrongUsage, say, say_of, write_json
from flows.drafts import draft_content, newest_draft
from flows.editions import act_now, in_zone
from flows.settings import HERE, Place
from schemas.edition import Edition
from schemas.words.message import Declared, Message, message
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.log import Act, read_book
from warehouse.ranking.evidence.periods import running_period

_SHORTEST = 16  # digits of a hash that a person copies
ReasonOption = Annotated[str, Parameter(name="--reason", help="help.edition-reason")]
HashOption = Annotated[str, Parameter(name="--hash", help="help.edition-hash")]
DraftOption = Annotated[Path | None, Parameter(name="--draft", help="help.edition-draft")]
AtOption = Annotated[datetime | None, Parameter(name="--at", help="help.edition-at")]


def submit(
    *,
    period: PeriodOption = "",
    method: MethodOption = "",
    reason: ReasonOption = "",
    draft: DraftOption = None,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Submit a draft of a ranking for approval; return the exit code.

    Args:
        period: the period, by default that of the nightly draft.
        method: the id of the method, by default that of the nightly draft.
        reason: why; needed from the second version on.
        draft: the folder of the draft, by default the newest of the ranking.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    folder = draft or newest_draft(act.home, period or _running(act), method or act.city.about.nightly_method)
    edition = acts.submit(act, draft_content(folder), reason)
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
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Approve the content that was looked at, which somebody else submitted; return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        content_hash: hash of the content that was looked at, at least its first 16 digits.
        version: of the ranking's editions, 0 for the newest.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    if not content_hash:
        raise WrongUsage(message("cli_edition.look-first", series=series, hash=before.content_hash))
    is_meant = len(content_hash) >= _SHORTEST and before.content_hash.startswith(content_hash)
    edition = acts.approve(act, series, before.version, before.content_hash if is_meant else content_hash)
    _show_step(edition, json, message("cli_edition.approved", edition=edition.name))
    return Exit.FINE


def publish(
    series: SeriesArgument,
    *,
    at: AtOption = None,
    version: VersionOption = NEWEST,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Publish an approved edition, now or when the nightly run or `release` runs at a moment or later.

    Args:
        series: the ranking, such as 2022-qd766.
        at: the moment, by the city's clock unless it names its zone; None for now.
        version: of the ranking's editions, 0 for the newest.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    edition = acts.publish(act, series, before.version, None if at is None else in_zone(at, act.city))
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
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Take a published edition back: a notice with the reason takes its place. Return the exit code.

    Args:
        series: the ranking, such as 2022-qd766.
        reason: why; kept and published.
        version: of the ranking's editions, 0 for the newest.
        place: the data root and the city.
        json: print the edition as JSON.
    """
    act = act_now(place)
    before = named_edition(read_book(act.home), series, version)
    edition = acts.withdraw(act, series, before.version, reason)
    _show_step(edition, json, message("cli_edition.withdrawn", edition=edition.name))
    return Exit.FINE


def _running(act: Act) -> str:
    snapshot = store.current_snapshot(act.home)
    if snapshot is None:
        raise WrongUsage(message("cli.no-tables"))
    day = date.fromisoformat(store.read_manifest(snapshot)["business_date"])
    return running_period(act.city.about.nightly_period, day)


def _show_step(edition: Edition, json: bool, words: Message) -> None:
    if json:
        write_json(edition.model_dump(mode="json"))
    else:
        say(words)
