"""`motcua source new` and `motcua source check`: the declaration of a format that is new, drafted and tried."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.check import check_file
from flows.cli.check_report import show
from flows.cli.files import regular_file, unit_of
from flows.cli.options import DateOption, UnitOption
from flows.cli.show import Exit, Json, WrongUsage, complain, write_json
from flows.draft_toml import as_toml
from flows.drafting import guess, looks_like_data
from flows.settings import HERE, Place, today
from schemas.city import City, load_city
from schemas.register import CITY
from schemas.source import Source
from schemas.strict import load
from schemas.table import Table
from schemas.words.shown import shown
from schemas.words.text import nearest
from warehouse import store
from warehouse.reading.peek import peek_headers

TableOption = Annotated[str, Parameter(name="--table", help="Bảng mà tệp cung cấp / the table that the file feeds.")]
OutOption = Annotated[Path | None, Parameter(name="--out", help="Ghi vào tệp mới / write to this new file.")]


def new(file: Path, *, table: TableOption = "dossiers", out: OutOption = None, place: Place = HERE) -> int:
    """Phác thảo khai báo cho một tệp chưa biết / draft the declaration of an unknown file.

    In ra TOML, mỗi chỗ cần người xem có chữ TODO; không giá trị nào của tệp được in / prints TOML with a TODO
    wherever a person must look; no value of the file is printed.
    """
    city = load_city(place.city)
    path, declared = regular_file(file), _table(table, city)
    peek = peek_headers(path)[0]
    if looks_like_data(peek.headers):
        raise WrongUsage(
            f"{shown(str(file))}: dòng tiêu đề trông như dữ liệu; thêm dòng tiêu đề vào tệp rồi thử lại.",
            f"{shown(str(file))}: the row of headers looks like data; put a row of headers above it and try again.",
        )
    toml = as_toml(guess(path, peek, declared, city), path)
    if out is None:
        print(toml, end="")
    else:
        _write_new(out, toml)
    return Exit.FINE


def check(
    source: str, file: Path, *, unit: UnitOption = "", place: Place = HERE, on: DateOption = None, json: Json = False
) -> int:
    """Thử một khai báo trên một tệp, không lưu gì / try a declaration on a file; nothing is stored.

    SOURCE là mã nguồn của thành phố hoặc một tệp .toml / is the id of a source of the city or a .toml file. Mã thoát 3
    nếu khai báo sai / exit code 3 if the declaration is wrong.
    """
    city = load_city(place.city)
    declared = _source(source, city)
    path = regular_file(file)
    the_only_unit = declared.units[0] if declared.units != "*" and len(declared.units) == 1 else CITY
    sender = unit_of(unit, city) if unit else the_only_unit
    if sender == CITY and not declared.unit_header and declared.target.scope != "city":
        raise WrongUsage(
            "Nguồn này không ghi đơn vị trong tệp; hãy thêm --unit <đơn vị>.",
            "This source does not name the unit within the file; add --unit <unit>.",
        )
    tried = declared.model_copy(update={"units": (sender,), "valid_from": None, "valid_to": None})
    report = check_file(path, replace(city, sources={tried.id: tried}), sender, on or today(city))
    if json:
        write_json(report)
    else:
        show(report)
    return Exit.FINE if all(s["status"] == "accepted" for s in report["submissions"]) else Exit.ATTENTION


def _table(name: str, city: City) -> Table:
    tables = {t.name: t for t in city.declared_tables.values() if t.is_sent}
    if name not in tables:
        close = ", ".join(nearest(name, list(tables)) or tables)
        raise WrongUsage(f"Không có bảng {name!r}; có: {close}.", f"There is no table {name!r}; try: {close}.")
    return tables[name]


def _source(written: str, city: City) -> Source:
    if written in city.sources:
        return city.sources[written]
    if written.endswith(".toml"):
        return load(Source, regular_file(Path(written)), city.declared_tables)
    close = ", ".join(nearest(written, list(city.sources)) or city.sources)
    raise WrongUsage(
        f"Không có nguồn {written!r} (và không phải tệp .toml); gần giống: {close}.",
        f"There is no source {written!r} (nor is it a .toml file); nearest: {close}.",
    )


def _write_new(out: Path, toml: str) -> None:
    if out.exists():
        raise WrongUsage(
            f"{out} đã có; chọn tên khác hoặc xóa nó trước.", f"{out} exists; choose another name or remove it first."
        )
    store.write_text(out.absolute(), toml)
    complain(f"Đã ghi {out}; xem các dòng TODO, rồi thử bằng `motcua source check`.", f"Written: {out}.")
