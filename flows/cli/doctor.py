"""`motcua doctor`: whether the machine and the data root are fit for tonight's run, and what to do where not."""

from dataclasses import replace

from flows.cli.show import Exit, Json, write_json, write_table
from flows.doctor.checkup import Checkup
from flows.doctor.declared import wrong_declaration
from flows.doctor.examine import examine
from flows.doctor.finding import Finding
from flows.settings import HERE, Place, city_of, home_at, now_utc, today
from flows.typed import with_place
from schemas.errors import DeclarationError
from schemas.words.message import message
from warehouse import store
from warehouse.ranking.nightly_method import nightly_method


def doctor(*, place: Place = HERE, json: Json = False) -> int:
    """Check the machine and the data root; return the exit code."""
    try:
        findings = _findings(place)
    except DeclarationError as wrong:
        if not json:
            raise  # as of every command
        write_json([_with_typed_commands(wrong_declaration(wrong), place).as_json()])
        return Exit.DECLARATION
    if json:
        write_json([f.as_json() for f in findings])
    else:
        rows = [(f"{f.state}\n{f.code}".rstrip(), f.item, f.words, f.advice) for f in findings]
        columns = ("", message("doctor.item"), message("doctor.as-found"), message("cli.advice"))
        write_table("motcua doctor", columns, rows)
    return Exit.ATTENTION if any(f.code for f in findings) else Exit.FINE


def _findings(place: Place) -> list[Finding]:
    """Look at everything; raise `DeclarationError` where a declaration is wrong."""
    try:
        home = home_at(place.home)
    except OSError:  # it cannot be reached, which is one of the things that are found
        home = store.Home(place.home.absolute())
    city = city_of(place)
    nightly_method(city)
    return [_with_typed_commands(finding, place) for finding in examine(Checkup(home, city, today(city), now_utc()))]


def _with_typed_commands(finding: Finding, place: Place) -> Finding:
    """Return it with commands that can be typed as they are printed, from wherever the person is."""
    return replace(finding, advice=with_place(finding.advice, place)) if finding.advice else finding
