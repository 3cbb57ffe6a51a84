"""What people name on the command line, made sure of: files and units."""

from pathlib import Path

from flows.cli.show import WrongUsage
from schemas.city import City
from schemas.register import CITY
from schemas.words.shown import shown


def regular_file(path: Path) -> Path:
    """Return the absolute path of an ordinary file; raise `WrongUsage` for anything else, links included."""
    name, here = shown(str(path)), shown(str(Path.cwd()))
    if path.is_symlink():
        raise WrongUsage(
            f"{name}: là một liên kết; hãy chỉ đến chính tệp.", f"{name}: this is a link; name the file itself."
        )
    if path.is_dir():
        raise WrongUsage(f"{name}: là một thư mục, cần một tệp.", f"{name}: this is a folder; name one file in it.")
    if not path.is_file():
        raise WrongUsage(
            f"{name}: không có tệp này (đang ở thư mục {here}).",
            f"{name}: there is no such file (the working directory is {here}).",
        )
    return path.absolute()


def unit_of(written: str, city: City) -> str:
    """Return the unit_id that a person means; raise `WrongUsage` with the nearest names where it is none."""
    if written == CITY:
        return CITY
    if (unit := city.register.resolve(written)) is not None:
        return unit.unit_id
    close = ", ".join(city.register.suggest(written))
    raise WrongUsage(
        f"Không có đơn vị {written!r} trong danh bạ.{f' Gần giống: {close}.' if close else ''}",
        f"There is no unit {written!r} in the register.{f' Nearest: {close}.' if close else ''}",
    )
