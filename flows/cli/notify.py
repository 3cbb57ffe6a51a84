"""`motcua notify`: look at the data root, and tell people what is new; what stands for each was told once."""

from typing import Annotated

from cyclopts import Parameter

from flows.cli.max_age import show_standing
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.notices.now import tell_now, try_now, watch_of
from flows.notices.tell import Delivery, Telling
from flows.owner import check_writer
from flows.settings import HERE, Place
from schemas.errors import DeclarationError
from schemas.notices import FILE_NAME
from schemas.words.message import message
from schemas.words.shown import shown

DryRun = Annotated[bool, Parameter(name="--dry-run", negative="", help="help.notify-dry-run")]
Test = Annotated[bool, Parameter(name="--test", negative="", help="help.notify-test")]


def notify(*, place: Place = HERE, dry_run: DryRun = False, test: Test = False, json: Json = False) -> int:
    """Look, and tell what is new through every channel; return the exit code.

    Args:
        place: the data root and the city.
        dry_run: show what stands and what would be sent, and send nothing.
        test: send a notice that is about nothing through every channel, and look at nothing.
        json: print what stands and what was sent as JSON.
    """
    if test and dry_run:
        raise WrongUsage(message("notices.test-sends"))
    if not place.home.is_dir():
        raise WrongUsage(message("cli_status.no-home", home=shown(str(place.home))))
    if not dry_run:
        check_writer(place.home)
    watch = watch_of(place)
    if not watch.notices.channels and isinstance(watch.city, DeclarationError):
        raise watch.city
    if test:
        deliveries = try_now(watch)
        _show_trial(deliveries, place, json)
        return Exit.FINE if deliveries and not any(delivery.problem for delivery in deliveries) else Exit.ATTENTION
    telling = tell_now(watch, is_dry=dry_run)
    if json:
        write_json(as_json(telling))
    else:
        _show(telling, place, dry_run)
    return Exit.ATTENTION if telling.needs_attention else Exit.FINE


def as_json(telling: Telling) -> dict[str, object]:
    """Return what stands and what was sent as plain data."""
    sent_data = [delivery.as_json() for delivery in telling.deliveries]
    return {"alerts": [vars(line) for line in telling.lines], "sent": sent_data, "untold": telling.untold}


def show_deliveries(title: str, deliveries: tuple[Delivery, ...] | list[Delivery], is_dry: bool = False) -> None:
    """Print what came of each channel; nothing where nothing was sent.

    Args:
        title: the key of the heading.
        deliveries: what came of them.
        is_dry: they are what would be sent.
    """
    success = message("notices.would-tell" if is_dry else "notices.told")
    columns = (message("notices.channel"), message("notices.alerts-told"), message("notices.outcome"))
    rows = [(delivery.channel, delivery.alerts, delivery.problem or success) for delivery in deliveries]
    write_table(message(title), columns, rows)


def _show(telling: Telling, place: Place, is_dry: bool) -> None:
    if not telling.lines:
        say(message("notices.nothing"))
    show_standing(telling.lines)
    show_deliveries("notices.channels", telling.deliveries, is_dry)
    if telling.lines and telling.untold and not telling.deliveries:
        say(message("notices.no-channel", file=str(place.city / FILE_NAME)))


def _show_trial(deliveries: list[Delivery], place: Place, json: bool) -> None:
    if json:
        write_json({"sent": [delivery.as_json() for delivery in deliveries]})
    elif deliveries:
        show_deliveries("notices.tried", deliveries)
    else:
        say(message("notices.no-channel", file=str(place.city / FILE_NAME)))
