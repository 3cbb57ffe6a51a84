"""The options that name a place, as they are typed in a command that a person is advised to run."""

import shlex
from collections.abc import Mapping

from flows.settings import Place
from schemas.city import DEFAULT_CITY


def typed_at(place: Place) -> Mapping[str, str]:
    """Return what commands need to be told of the place, as they are typed (see `watch.alert.alert`)."""
    options = f"--home {shlex.quote(str(place.home.absolute()))}"
    is_usual = place.city.absolute() == DEFAULT_CITY.absolute()
    return {"place": options if is_usual else f"{options} --city {shlex.quote(str(place.city.absolute()))}"}
