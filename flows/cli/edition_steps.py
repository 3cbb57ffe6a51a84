"""The steps of an edition before it is public: submit, return, approve, each done by the user of the system."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from flows.cli.confirm import Yes, agree
from flows.cli.edition_named import NEWEST, VersionOption, named_edition
from flows.cli.edition_show import show_step
from flows.cli.options import MethodOption, PeriodOption, ReasonOption, SeriesArgument
from flows.cli.show import Exit, Json, WrongUsage, say_of
from flows.drafts import draft_content, named_draft, newest_draft
from flows.editions import act_now
from flows.owner import check_writer
from flows.settings import HERE, Place
from schemas.words.message import message
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.embargo import is_held
from warehouse.editions.log import Act, read_book
from warehouse.editions.states import TRANSITIONS, versions
from warehouse.ranking.nightly_method import running_period

HashOption = Annotated[str, Parameter(name="--hash", help="help.edition-hash")]
DraftOption = Annotated[str, Parameter(name="--draft", help="help.edition-draft", show_default=False)]


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
    check_writer(place.home)
    act = act_now(place)
    if draft:
        folder = named_draft(act.home, draft)
    else:
        folder = newest_draft(act.home, period or _running(act), method or act.city.about.nightly_method)
    content = draft_content(folder)
    for edition_before in versions(read_book(act.home).editions, content.series)[-1:]:
        embargo = "yes" if is_held(edition_before, act.at) else "no"
        consequence = message(
            "cli_confirm.submit-again", edition=edition_before.name, by=edition_before.approved_by, held=embargo
        )
        if edition_before.state == "approved":
            agree(consequence, yes, json)
    edition = acts.submit(act, content, reason)
    show_step(edition, json, message("cli_edition.submitted", edition=edition.name, folder=str(folder)))
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
    check_writer(place.home)
    act = act_now(place)
    edition_before = named_edition(read_book(act.home), series, version)
    edition = acts.return_to_draft(act, series, edition_before.version, reason)
    show_step(edition, json, message("cli_edition.given-back", edition=edition.name))
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
    check_writer(place.home)
    act = act_now(place)
    edition_before = named_edition(read_book(act.home), series, version)
    if not content_hash:
        raise WrongUsage(message("cli_edition.look-first", series=series, hash=edition_before.content_hash))
    if (edition_before.state, "approve") in TRANSITIONS:
        agree(message("cli_confirm.approve", edition=edition_before.name, hash=content_hash, user=act.who), yes, json)
    edition = acts.approve(act, series, edition_before.version, content_hash)
    show_step(edition, json, message("cli_edition.approved", edition=edition.name))
    return Exit.FINE


def _running(act: Act) -> str:
    snapshot = store.current_snapshot(act.home)
    if snapshot is None:
        raise WrongUsage(message("cli.no-tables"))
    day = date.fromisoformat(store.read_manifest(snapshot)["business_date"])
    return running_period(act.city, day).id
