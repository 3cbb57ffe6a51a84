"""`motcua method explain`: a method of ranking as a page of prose and formulas. It needs no data."""

from flows.cli.show import Exit, Json, WrongUsage, say, write_json
from flows.settings import HERE, Place
from schemas.city import City, load_city
from schemas.method import Method, load_method
from schemas.words.languages import LANGUAGES, Lang
from warehouse.ranking.explanation.method import explain as explained


def explain(method: str = "", *, lang: Lang = "vi", place: Place = HERE, json: Json = False) -> int:
    """Giải thích một phương pháp bằng lời và công thức / explain a method in words and formulas.

    METHOD là mã phương pháp của thành phố, như qd766 / is the id of a method of the city. --lang en in bản tiếng Anh /
    prints it in English. --json in mọi quy định của phương pháp và dấu vân tay / prints every rule of the method and
    its fingerprint.
    """
    declared = _declared(method, load_city(place.city))
    if json:
        write_json(declared.model_dump(mode="json", by_alias=True) | {"fingerprint": declared.fingerprint})
    else:
        language = next((of for of in LANGUAGES if of.tag == lang), LANGUAGES[0])
        say(explained(declared, language))
    return Exit.FINE


def _declared(written: str, city: City) -> Method:
    """Return the method that a person means; raise `WrongUsage` naming those there are where it is none."""
    known = sorted(path.stem for path in (city.folder / "methods").glob("*.toml"))
    if written not in known:
        listed = ", ".join(known) or "–"
        vi = f"Không có phương pháp {written!r}" if written else "Hãy nêu mã một phương pháp"
        en = f"There is no method {written!r}" if written else "Name a method by its id"
        raise WrongUsage(f"{vi}; thành phố này có: {listed}.", f"{en}; this city has: {listed}.")
    return load_method(city.method_path(written), city.indicators)
