"""Looking and telling at the present moment, from the place that a command is given."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from flows.notices.look import Watch, alerts_of
from flows.notices.tell import Delivery, Telling, sender_of, tell, try_channels
from flows.settings import Place, city_of, home_at
from flows.traces import Failure
from flows.typed import typed_at
from schemas.city import City, CityDeclaration
from schemas.errors import DeclarationError
from schemas.notices import load_notices
from schemas.strict import load
from schemas.words.message import Declared


def watch_of(place: Place) -> Watch:
    """Return what there is to be looked at, and who is to be told, also where a declaration of the city is wrong.

    Raises `DeclarationError` where that of notices is wrong.
    """
    city: City | DeclarationError
    try:
        city = city_of(place)
    except DeclarationError as error:
        city = error
    register = None if isinstance(city, DeclarationError) else city.register
    city_declaration = _city_declaration(place) if isinstance(city, DeclarationError) else city.about
    notices = load_notices(place.city, register)
    return Watch(home_at(place.home), city, city_declaration, notices, typed_at(place), datetime.now(UTC))


def tell_now(watch: Watch, failure: Failure | None = None, is_dry: bool = False) -> Telling:
    """Look, and tell what is new (see `tell.tell`).

    Args:
        watch: the data root, the city and the channels.
        failure: how a night failed just now, where no record of it could be kept.
        is_dry: nothing is sent or noted.
    """
    look = partial(alerts_of, watch, watch.notices.longest_silence, failure)  # since a moment
    here_now = watch.now.astimezone(watch.zone)
    return tell(watch.home, watch.notices, look, sender_of(watch.home, _city_name(watch)), here_now, is_dry)


def try_now(watch: Watch) -> list[Delivery]:
    """Send a notice that is about nothing through every channel."""
    here_now = watch.now.astimezone(watch.zone)
    return try_channels(watch.notices, sender_of(watch.home, _city_name(watch)), here_now)


def _city_declaration(place: Place) -> CityDeclaration | None:
    """Return what the city declares of itself, whatever its other files hold; None where that is wrong."""
    with suppress(DeclarationError):
        return load(CityDeclaration, place.city / "city.toml")
    return None


def _city_name(watch: Watch) -> Declared:
    city_declaration = watch.city_declaration
    return Declared(city_declaration.name_vi, city_declaration.name_en) if city_declaration else Declared("?", "?")
