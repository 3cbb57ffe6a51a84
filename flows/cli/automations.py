"""`motcua automations`: what Prefect's server does by itself where a night goes wrong, made as a file declares it."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.files import regular_file
from flows.cli.options import FileArgument
from flows.cli.show import Exit, Json, WrongUsage, write_json, write_table
from schemas.words.message import Message, message

UrlFile = Annotated[Path | None, Parameter(name="--url-file", help="help.url-file")]
TokenFile = Annotated[Path | None, Parameter(name="--token-file", help="help.token-file")]


def automations(
    file: FileArgument, *, url_file: UrlFile = None, token_file: TokenFile = None, json: Json = False
) -> int:
    """Make the automations of a file in the server that PREFECT_API_URL names; return the exit code.

    Args:
        file: in the format of Prefect's automations.
        url_file: holds the address at which the person on call is told.
        token_file: holds what the receiver knows us by.
        json: print what was done as JSON.
    """
    path, url, token = regular_file(file), _url_in(url_file), _line_of(token_file)
    from prefect.settings import PREFECT_API_URL  # importing Prefect takes seconds

    from flows.automations import declared_automations, make_automations

    if not PREFECT_API_URL.value():
        raise WrongUsage(message("automations.no-server"))
    outcomes = make_automations(declared_automations(path), url, token)
    if json:
        write_json([vars(outcome) for outcome in outcomes])
    else:
        columns = (message("automations.automation"), message("automations.what-was-done"), "")
        rows = [
            (outcome.name, message(f"automations.{outcome.done}"), _paused(outcome.is_paused)) for outcome in outcomes
        ]
        write_table(message("automations.automations"), columns, rows)
    return Exit.FINE


def _paused(is_paused: bool) -> Message | str:
    return message("automations.is-paused") if is_paused else ""


def _url_in(path: Path | None) -> str:
    url = _line_of(path)
    if path is not None and not url.startswith(("http://", "https://")):
        raise WrongUsage(message("automations.no-url", file=str(path)))
    return url


def _line_of(path: Path | None) -> str:
    """Return the line of a file, which no option takes: on a command line everybody on the machine could read it."""
    if path is None:
        return ""
    try:
        line = regular_file(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        line = ""
    if not line or "\n" in line:
        raise WrongUsage(message("automations.unreadable", file=str(path)))
    return line
