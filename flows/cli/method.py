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
    declared = _declared(method, load_city(place.city))
    if json:
        write_json(declared.model_dump(mode="json", by_alias=True) | {"fingerprint": declared.fingerprint})
    else:
        say(explained(declared, VIETNAMESE if lang == VIETNAMESE.tag else ENGLISH))
    return Exit.FINE


def _declared(written: str, city: City) -> Method:
    """Return the method that a person means; raise `WrongUsage` naming those there are where it is none."""
    methods = sorted(path.stem for path in (city.folder / "methods").glob("*.toml"))
    if written not in methods:
        of_city = methods or None
        if not written:
            raise WrongUsage(message("cli.name-a-method", methods=of_city))
        raise WrongUsage(message("cli.no-method", method=shown(written), methods=of_city))
    return load_method(city.method_path(written), city.indicators)
