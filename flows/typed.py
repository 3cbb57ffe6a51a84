"""The options that name a place, as they are typed in a command that a person is advised to run."""

import re
import shlex
from collections.abc import Mapping

from flows.settings import HERE, Place
from schemas.city import DEFAULT_CITY
from schemas.words.catalogue import said
from schemas.words.message import Declared, Message

_WITHOUT_PLACE = re.compile(r"`(motcua (?:(?! --home )[^`])+)`")


def typed_at(place: Place) -> Mapping[str, str]:
    """Return what commands need to be told of the place, as they are typed (see `watch.alert.alert`)."""
    options = f"--home {shlex.quote(str(place.home.absolute()))}"
    is_usual = place.city.absolute() == DEFAULT_CITY.absolute()
    return {"place": options if is_usual else f"{options} --city {shlex.quote(str(place.city.absolute()))}"}


def with_place(words: Message | Declared, place: Place) -> Declared:
    """Return words in which each command between backticks names the place; as they are where it is the usual one."""
    if place == HERE:
        return Declared(*said(words))
    options = typed_at(place)["place"]
    return Declared(*(_WITHOUT_PLACE.sub(lambda command: f"`{command[1]} {options}`", text) for text in said(words)))
