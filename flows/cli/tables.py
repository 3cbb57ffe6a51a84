"""`motcua tables`: the tables of the current snapshot, and the path to paste into a query."""

from pathlib import Path
from typing import Any

from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.settings import Place
from schemas.table import load_tables
from warehouse import store

_HERE = Place()


def tables(*, place: Place = _HERE, json: Json = False) -> int:
    """Các bảng của bản hiện tại và đường dẫn để truy vấn / the tables of the current snapshot and where to read them.

    Đường dẫn chỉ đến đúng một bản, không đổi khi chạy đêm sau / a path points to this very snapshot, which the next
    night does not change.
    """
    snapshot = current(store.Home(place.home.absolute()))
    listed = table_rows(snapshot)
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


def table_rows(snapshot: Path) -> list[dict[str, Any]]:
    """Return for each table of the snapshot: name, label_vi, label_en, rows, columns, path (a glob over its files)."""
    files = store.read_manifest(snapshot)["files"]
    rows: dict[str, int] = {}
    for key, entry in files.items():
        name = key.partition("/")[0]
        rows[name] = rows.get(name, 0) + entry["rows"]
    return [
        {
            "name": t.name,
            "label_vi": t.label_vi,
            "label_en": t.label_en,
            "rows": rows[t.name],
            "columns": len(t.stored_columns),
            "path": str(snapshot / t.name / "**" / "*.parquet"),
        }
        for t in load_tables().values()
        if t.name in rows
    ]
