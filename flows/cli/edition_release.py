"""When `motcua edition publish` makes an edition public: the moment as it was typed, and what a person agrees to."""

from datetime import datetime

from flows.cli.confirm import agree, can_ask
from flows.cli.edition_show import moment
from flows.cli.show import WrongUsage
from flows.editions import in_zone
from schemas.edition import Edition
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse.editions.embargo import check_moment, example_moment, is_held
from warehouse.editions.log import Act


def moment_typed(text: str, act: Act) -> datetime:
    """Return the moment that was typed, by the city's clock unless it names its zone; `WrongUsage` where it is none."""
    try:
        parsed_moment = datetime.fromisoformat(text)
    except ValueError:
        parsed_moment = None
    if parsed_moment is None or ":" not in text:  # a day alone would be its midnight, which few mean
        example = example_moment(act.at, act.city.about.zone)
        raise WrongUsage(message("cli_edition.no-moment", text=shown(text), example=example))
    return in_zone(parsed_moment, act.city)


def agree_to_publish(
    act: Act, edition: Edition, release_at: datetime | None, lifts_embargo: bool, yes: bool, json: bool
) -> bool:
    """Have a person agree to what becomes public when; return whether an embargo is lifted by that.

    Args:
        act: who publishes, and when.
        edition: what is to be published.
        release_at: the moment that was asked for, None for now.
        lifts_embargo: an embargo is to be lifted.
        yes: it was agreed to beforehand; that alone lifts no embargo.
        json: a program asks.
    """
    zone = act.city.about.zone
    check_moment(edition, release_at, act.at, lifts_embargo or can_ask(yes, json), zone)
    if release_at is not None:
        agree(message("cli_confirm.schedule", edition=edition.name, until=moment(release_at, zone)), yes, json)
    elif is_held(edition, act.at):
        until = moment(edition.release_at, zone)
        agree(message("cli_confirm.publish-embargo", edition=edition.name, until=until), yes, json)
        return True
    else:
        agree(message("cli_confirm.publish", edition=edition.name), yes, json)
    return False
