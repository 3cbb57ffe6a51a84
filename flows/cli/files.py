"""What people name on the command line, made sure of: files to read, files to write, and units."""

from pathlib import Path

from flows.cli.show import WrongUsage
from schemas.city import City
from schemas.register import CITY
from schemas.words.message import message
from schemas.words.shown import shown


def regular_file(path: Path) -> Path:
    """Return the absolute path of an ordinary file; raise `WrongUsage` for anything else, links included."""
    name, folder = shown(str(path)), shown(str(Path.cwd()))
    if path.is_symlink():
        raise WrongUsage(message("cli.file-is-link", file=name))
    if path.is_dir():
        raise WrongUsage(message("cli.file-is-folder", file=name))
    if not path.is_file():
        raise WrongUsage(message("cli.no-file", file=name, folder=folder))
    return path.absolute()


def new_file(path: Path) -> Path:
    """Return the absolute path of a file that is to be written; raise `WrongUsage` where something is there."""
    if path.exists() or path.is_symlink():
        raise WrongUsage(message("cli_check.file-exists", file=shown(str(path))))
    return path.absolute()


def unit_of(name_or_id: str, city: City) -> str:
    """Return the unit_id that a person means; raise `WrongUsage` with the nearest names where it is none."""
    if name_or_id == CITY:
        return CITY
    if (unit := city.register.resolve(name_or_id)) is not None:
        return unit.unit_id
    if nearest_names := city.register.suggest(name_or_id):
        raise WrongUsage(message("cli.no-unit-near", unit=shown(name_or_id), nearest=nearest_names))
    raise WrongUsage(message("cli.no-unit", unit=shown(name_or_id)))
