"""`motcua method explain`: a method of ranking as a page of prose and formulas. It needs no data."""

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.show import Exit, Json, WrongUsage, say, write_json
from flows.settings import HERE, Place
from schemas.city import City, load_city
from schemas.method import Method, load_method
from schemas.words.languages import ENGLISH, VIETNAMESE
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse.ranking.explanation.method import explain as explained

MethodArgument = Annotated[str, Parameter(help="help.method-id", show_default=False)]
LanguageOption = Annotated[Literal["vi", "en"], Parameter(name="--lang", help="help.language")]


def explain(
    method: MethodArgument = "", *, lang: LanguageOption = "vi", place: Place = HERE, json: Json = False
) -> int:
    """Print a method in words and formulas; return the exit code.

    Args:
        method: the id of a method of the city.
        lang: the language of the explanation.
        place: the city.
        json: print every rule of the method and its fingerprint as JSON.
    """
    declaration = _method_of_city(method, load_city(place.city))
    if json:
        write_json(declaration.model_dump(mode="json", by_alias=True) | {"fingerprint": declaration.fingerprint})
    else:
        say(explained(declaration, VIETNAMESE if lang == VIETNAMESE.tag else ENGLISH))
    return Exit.FINE


def _method_of_city(method_id: str, city: City) -> Method:
    """Return the method that a person means; raise `WrongUsage` naming those there are where it is none."""
    methods = sorted(path.stem for path in (city.folder / "methods").glob("*.toml"))
    if method_id not in methods:
        known_methods = methods or None
        if not method_id:
            raise WrongUsage(message("cli.name-a-method", methods=known_methods))
        raise WrongUsage(message("cli.no-method", method=shown(method_id), methods=known_methods))
    return load_method(city.method_path(method_id), city.indicators)
