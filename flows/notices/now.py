"""Looking and telling at the present moment, from the place that a command is given."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from flows.notices.look import Watched, alerts_of
from flows.notices.tell import Delivery, Telling, sender_of, tell, try_channels
from flows.settings import Place, city_of, home_at
from flows.traces import Failure
from flows.typed import typed_at
from schemas.city import City, CityDeclaration
from schemas.errors import DeclarationError
from schemas.notices import load_notices
from schemas.strict import load
from schemas.words.message import Declared


def opened(place: Place) -> Watched:
    """Return what there is to be looked at, and who is to be told, also where a declaration of the city is wrong.

    Raises `DeclarationError` where that of notices is wrong.
    """
    city: City | DeclarationError
    try:
        city = city_of(place)
    except DeclarationError as error:
        city = error
    register = None if isinstance(city, DeclarationError) else city.register
    about = _about(place) if isinstance(city, DeclarationError) else city.about
    notices = load_notices(place.city, register)
    return Watched(home_at(place.home), city, about, notices, typed_at(place), datetime.now(UTC))


def tell_now(watched: Watched, failure: Failure | None = None, is_dry: bool = False) -> Telling:
    """Look, and tell what is new (see `tell.tell`).

    Args:
        watched: the data root, the city and the channels.
        failure: how a night failed just now, where no record of it could be kept.
        is_dry: nothing is sent or noted.
    """
    look = partial(alerts_of, watched, watched.notices.longest_silence, failure)  # since a moment
    here_now = watched.now.astimezone(watched.zone)
    return tell(watched.home, watched.notices, look, sender_of(watched.home, _named(watched)), here_now, is_dry)


def try_now(watched: Watched) -> list[Delivery]:
    """Send a notice that is about nothing through every channel."""
    here_now = watched.now.astimezone(watched.zone)
    return try_channels(watched.notices, sender_of(watched.home, _named(watched)), here_now)


def _about(place: Place) -> CityDeclaration | None:
    """Return what the city declares of itself, whatever its other files hold; None where that is wrong."""
    with suppress(DeclarationError):
        return load(CityDeclaration, place.city / "city.toml")
    return None


def _named(watched: Watched) -> Declared:
    about = watched.about
    return Declared(about.name_vi, about.name_en) if about else Declared("?", "?")
