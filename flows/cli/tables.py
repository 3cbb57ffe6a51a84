"""`motcua tables`: the tables of the current snapshot, their columns, and a line for each tool that reads one."""

import json as as_json
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.settings import HERE, Place
from schemas.city import load_city
from schemas.table import Table
from schemas.words.shown import shown
from schemas.words.text import nearest
from warehouse import store
from warehouse.api.snapshot import declared_tables, table_rows

Name = Annotated[str, Parameter(help="Tên một bảng, để xem các cột / a table, to see its columns.", show_default=False)]


def tables(name: Name = "", /, *, place: Place = HERE, json: Json = False) -> int:
    """Các bảng của bản hiện tại và đường dẫn để truy vấn / the tables of the current snapshot and where to read them.

    Nêu tên một bảng để xem các cột và dòng lệnh cho từng công cụ / name a table for its columns and a line for each
    tool. Đường dẫn chỉ đến đúng một bản, không đổi khi chạy đêm sau / a path points to this very snapshot, which the
    next night does not change.
    """
    snapshot = current(store.Home(place.home.absolute()))
    declared = declared_tables(snapshot, lambda: load_city(place.city))
    listed = table_rows(snapshot, declared)
    if name:
        row = _named(name, listed)
        if name not in declared:
            raise WrongUsage(
                f"{shown(str(place.city))} không khai báo bảng {name!r}; chỉ thư mục của thành phố bằng --city.",
                f"{shown(str(place.city))} does not declare the table {name!r}; name the city's folder with --city.",
            )
        return _show_one(snapshot, declared[name], row, json)
    if json:
        write_json({"snapshot": snapshot.name, "tables": listed})
    else:
        columns = ("Bảng / Table", "Tên", "Label", "Dòng / Rows", "Cột / Columns")
        write_table(snapshot.name, columns, [tuple(t.values())[:-1] for t in listed])
        say("Đường dẫn để dán vào truy vấn / paths to paste into a query:")
        for table in listed:
            say(table["path"])
    return Exit.FINE


def current(home: store.Home) -> Path:
    """Return the current snapshot's folder; raise `WrongUsage` where no night has run yet."""
    if (snapshot := store.current_snapshot(home)) is None:
        raise WrongUsage(
            f"{home.root}: chưa có bảng nào; chạy `motcua nightly` trước, hoặc chỉ đúng thư mục bằng --home.",
            f"{home.root}: there are no tables yet; run `motcua nightly` first, or name the data root with --home.",
        )
    return snapshot


def queries(snapshot: Path, table: Table) -> dict[str, str]:
    """Return for each tool the line that reads a table of the snapshot, ready to paste."""
    folder, files = str(snapshot / table.name), str(snapshot / table.name / "**" / "*.parquet")
    in_sql = "'" + files.replace("'", "''") + "'"
    return {
        "Polars": f"pl.scan_parquet({files!r})",
        "DuckDB": f"FROM read_parquet({in_sql})",
        "pandas": f"pd.read_parquet({folder!r})",
        "R": f"arrow::open_dataset({as_json.dumps(folder, ensure_ascii=False)})",
    }


def _named(name: str, listed: list[dict[str, Any]]) -> dict[str, Any]:
    for table in listed:
        if table["name"] == name:
            return table
    names = [table["name"] for table in listed]
    near = ", ".join(nearest(name, names) or names)
    raise WrongUsage(
        f"Bản hiện tại không có bảng {name!r}; gần giống: {near}. `motcua tables` liệt kê các bảng.",
        f"The current snapshot has no table {name!r}; nearest: {near}. `motcua tables` lists them.",
    )


def _show_one(snapshot: Path, table: Table, listed: dict[str, Any], json: bool) -> int:
    lines = queries(snapshot, table)
    columns = [
        {"name": c.name, "type": c.type, "label_vi": c.label_vi, "label_en": c.label_en} for c in table.stored_columns
    ]
    if json:
        write_json({"snapshot": snapshot.name, "table": {**listed, "columns": columns}, "queries": lines})
        return Exit.FINE
    write_table(
        f"{table.name}: {table.label_vi} / {table.label_en}, {snapshot.name}",
        ("Cột / Column", "Kiểu / Type", "Tên", "Label"),
        [tuple(column.values()) for column in columns],
    )
    say(table.description_vi, table.description_en)
    say("Đường dẫn / path:")
    say(listed["path"])
    say("Dòng lệnh để dán / lines to paste:")
    for tool, line in lines.items():
        say(f"{tool}:")
        say(line)
    return Exit.FINE
