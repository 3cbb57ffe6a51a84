"""`motcua tables`: the tables of the current snapshot, their columns, and a line for each tool that reads one."""

import json as as_json
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.settings import HERE, Place, home_at
from schemas.city import load_city
from schemas.table import Table
from schemas.words.catalogue import bilingual
from schemas.words.message import Declared, message
from schemas.words.shown import shown
from schemas.words.text import nearest
from warehouse import store
from warehouse.api.snapshot import declared_tables, table_rows

Name = Annotated[str, Parameter(help="help.table-name", show_default=False)]


def tables(name: Name = "", /, *, place: Place = HERE, json: Json = False) -> int:
    """Print the tables of the current snapshot and where to read them, or the columns of one; return the exit code."""
    snapshot = current(home_at(place.home))
    declarations = declared_tables(snapshot, lambda: load_city(place.city))
    summaries = table_rows(snapshot, declarations)
    if name:
        row = _summary_of(name, summaries)
        if name not in declarations:
            raise WrongUsage(message("cli_status.table-undeclared", city=shown(str(place.city)), table=shown(name)))
        return _show_one(snapshot, declarations[name], row, json)
    if json:
        write_json({"snapshot": snapshot.name, "tables": summaries})
    else:
        counts = (message("cli.rows"), message("cli_status.columns"))
        columns = (message("cli.table"), message("cli_status.name-vi"), message("cli_status.name-en"), *counts)
        write_table(snapshot.name, columns, [tuple(t.values())[:-1] for t in summaries])
        say(f"{bilingual(message('cli_status.paths'))}:")
        for table in summaries:
            say(table["path"])
    return Exit.FINE


def current(home: store.Home) -> Path:
    """Return the current snapshot's folder; raise `WrongUsage` where no night has run yet."""
    if (snapshot := store.current_snapshot(home)) is None:
        raise WrongUsage(message("cli.no-tables-in", home=str(home.root)))
    return snapshot


def queries(snapshot: Path, table: Table) -> dict[str, str]:
    """Return for each tool the line that reads a table of the snapshot, ready to paste."""
    folder, files = str(snapshot / table.name), str(snapshot / table.name / "**" / "*.parquet")
    quoted_pattern = "'" + files.replace("'", "''") + "'"
    return {
        "Polars": f"pl.scan_parquet({files!r})",
        "DuckDB": f"FROM read_parquet({quoted_pattern})",
        "pandas": f"pd.read_parquet({folder!r})",
        "R": f"arrow::open_dataset({as_json.dumps(folder, ensure_ascii=False)})",
    }


def _summary_of(name: str, summaries: list[dict[str, Any]]) -> dict[str, Any]:
    for table in summaries:
        if table["name"] == name:
            return table
    names = [table["name"] for table in summaries]
    raise WrongUsage(message("cli_status.no-table", table=shown(name), nearest=nearest(name, names) or names))


def _show_one(snapshot: Path, table: Table, summary: dict[str, Any], json: bool) -> int:
    lines = queries(snapshot, table)
    columns = [
        {"name": c.name, "type": c.type, "label_vi": c.label_vi, "label_en": c.label_en} for c in table.stored_columns
    ]
    if json:
        write_json({"snapshot": snapshot.name, "table": {**summary, "columns": columns}, "queries": lines})
        return Exit.FINE
    write_table(
        f"{table.name}: {table.label_vi} / {table.label_en}, {snapshot.name}",
        (
            message("cli_status.column"),
            message("cli_status.type"),
            message("cli_status.name-vi"),
            message("cli_status.name-en"),
        ),
        [tuple(column.values()) for column in columns],
    )
    say(Declared(table.description_vi, table.description_en))
    say(f"{bilingual(message('cli_status.path'))}:")
    say(summary["path"])
    say(f"{bilingual(message('cli_status.queries'))}:")
    for tool, line in lines.items():
        say(f"{tool}:")
        say(line)
    return Exit.FINE
