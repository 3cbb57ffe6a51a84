"""A snapshot that is open for reading: its tables and their labels, and what can be computed from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

import warehouse
from schemas.table import Table, load_tables
from schemas.words.text import nearest
from warehouse import store

if TYPE_CHECKING:
    from schemas.city import City


@dataclass(frozen=True)
class Snapshot:
    """A snapshot, which never changes, in `folder`; `motcua.open` makes it.

    `business_date` is the last day that it knows of. `city` is the id of the city, whose declarations say how
    indicators and rankings are computed: those in the folder `declarations`, or (None) those that come with motcua.
    `is_synthetic` says whether the data are invented.
    """

    folder: Path
    id: str
    business_date: date
    city: str
    declarations: Path | None
    is_synthetic: bool

    def tables(self) -> pl.DataFrame:
        """Return the tables, one a row: name, label_vi, label_en, rows, columns, path (a glob over its files).

        Of a table that the city no longer declares, labels and columns are null.

        >>> snapshot.tables().filter(name="dossiers").select("label_en", "rows").row(0)
        ('Administrative-procedure dossiers', 120)
        """
        return pl.DataFrame(table_rows(self.folder, self._tables))

    def table(self, name: str) -> pl.LazyFrame:
        """Return a table; nothing is read before `collect()`. Exact figures: small counts are not suppressed.

        Raises `ValueError` naming the nearest tables where there is no such one, and where another version of motcua
        made it with other columns.

        >>> snapshot.table("dossiers").group_by("unit_id").len().sort("unit_id").collect().rows()
        [('customer-contact', 40), ('experts', 40), ('general', 40)]
        """
        return store.scan_table(self.folder, self._readable(name))

    def columns(self, name: str) -> pl.DataFrame:
        """Return what the columns of a table are, one a row: name, type, unit of measurement, label_vi, label_en.

        The labels stand in the metadata of the Parquet files too (`label_vi`, `label_en` of each field in pyarrow).
        Raises as `table`.

        >>> snapshot.columns("measures")["label_en"].to_list()
        ['Reporting unit', 'Local day of the event', 'Measure', 'Count']
        """
        names = ("name", "type", "unit", "label_vi", "label_en")
        return pl.DataFrame(
            [[getattr(c, n) for n in names] for c in self._declared(name).stored_columns], names, orient="row"
        )

    def indicators(self) -> pl.DataFrame:
        """Return the indicators, one a row: code, name_vi, name_en, kind, direction, denominator_id, legal_basis, role.

        `kind`: a proportion lies between 0 and 1, a rate is a number for each official. `direction`: 1 where more is
        better, -1 where less is. `role`: what is about integrity stands beside scores, never in one.

        >>> snapshot.indicators().filter(code="on_time_over_resolved").select("kind", "direction").row(0)
        ('proportion', 1)
        """
        from warehouse.api.computed import indicators

        return indicators(self._city)

    def indicator(self, code: str, period: str, method: str = "") -> pl.DataFrame:
        """Return an indicator of every unit that existed in a period, one row each, in the order of the units' ids.

        The columns are those of the table `rankings`: `value` = `x` / `n`; `excluded` are the cases that `n` leaves
        out, as the denominator says; `ci_low` and `ci_high` bound its interval; `deff` is the design effect that
        widened it. `status` is OK, SMALL_N (too few cases to be scored), NOT_REPORTED, NOT_APPLICABLE (no case) or
        INVALID (counts that contradict each other); where it is one of the last three there is no value.
        `as_of` is the last day counted: a period that still runs ends with the business date.

        A `period` is 2022, 2022-Q1, 2022-03, 2022-RQ1, 2022-RY (reporting periods) or 2022-01-15..2022-03-14. The
        `method` (default: that of every night) says level, kind of interval and fewest cases. Counts are as they are
        found: a method that pools or imputes does so in its ranking. Raises `ValueError` for a code that is none, for a
        period that cannot be read or begins after the business date; `DeclarationError` for a method that is none.

        >>> rates = snapshot.indicator("on_time_over_resolved", "2023-02")
        >>> rates.select("unit_id", "x", "n", "value", "status").rows()
        [('customer-contact', 10, 40, 0.25, 'OK'), ('experts', 26, 40, 0.65, 'OK'), ('general', 38, 40, 0.95, 'OK')]
        """
        from warehouse.api.computed import READ, indicator

        for table in READ:
            self._readable(table)
        return indicator(self._city, self.folder, self.business_date, code, period, method)

    def ranking(self, period: str, method: str = "") -> Mapping[str, pl.DataFrame]:
        """Rank the units over a period by a method (default: that of every night), which takes seconds.

        Return the declared tables by their name: `rankings` (a row for each unit, measure and peer group: value,
        interval, rank, rank set, tier), `ranking_bands`, `ranking_changes`, `ranking_weights`, `ranking_effects`,
        `ranking_pairs`, `ranking_reliability`, `ranking_robustness`, `ranking_factors`, `ranking_left_out`,
        `ranking_reporting`. docs/tables.md says what each column means, docs/statistics.md how it is computed and from
        which source. What `motcua rank` shows is the same, to the digit.

        Periods and errors are those of `indicator`.

        >>> rankings = snapshot.ranking("2023-02")["rankings"].filter(peer_group="all", measure="score")
        >>> rankings.select("unit_id", "rank", "rank_lo", "rank_hi", "tier").rows()
        [('general', 1, 1, 1, 1), ('experts', 2, 2, 2, 2), ('customer-contact', 3, 3, 3, 3)]
        """
        from warehouse.api.computed import READ, ranking

        for table in READ:
            self._readable(table)
        return ranking(self._city, self.folder, period, method)

    def _declared(self, name: str) -> Table:
        names = sorted(_rows_held(self.folder))
        if name not in names:
            close = ", ".join(nearest(name, names) or names)
            raise ValueError(f"the snapshot {self.id} has no table {name!r}; nearest: {close}")
        if name not in self._tables:
            raise ValueError(
                f"the city {self.city!r} no longer declares the table {name!r} of the snapshot {self.id}; "
                "polars.scan_parquet reads its files as they are, `tables()` says where they are"
            )
        return self._tables[name]

    def _readable(self, name: str) -> Table:
        table = self._declared(name)
        held, declared = store.columns_held(self.folder, table), list(table.stored_schema)
        if held != declared:
            software, now = store.read_manifest(self.folder).get("software", "motcua"), f"motcua {warehouse.version()}"
            differing = ", ".join(sorted(set(held) ^ set(declared))) or "their order"
            raise ValueError(
                f"the table {name!r} of the snapshot {self.id} was made by {software} with other columns than those of "
                f"{now} ({differing}); polars.scan_parquet reads its files as they are, `tables()` says where they are"
            )
        return table

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return declared_tables(self.folder, lambda: self._city)

    @cached_property
    def _city(self) -> "City":
        from schemas.city import CITIES_FOLDER, load_city

        folder = self.declarations or CITIES_FOLDER / self.city
        if not (folder / "city.toml").is_file():
            raise ValueError(
                f"the snapshot is of the city {self.city!r}, and {folder} does not hold its declarations: name their "
                "folder, as motcua.open(path, city=...)"
            )
        city = load_city(folder)
        if city.about.id != self.city:
            raise ValueError(f"the snapshot is of the city {self.city!r}, {folder} declares the city {city.about.id!r}")
        return city


def declared_tables(folder: Path, city: Callable[[], "City"]) -> Mapping[str, Table]:
    """Return the declarations of the tables of a snapshot: for the tables of its city's own its `city` is asked."""
    return load_tables() if _rows_held(folder).keys() <= load_tables().keys() else city().tables


def table_rows(folder: Path, tables: Mapping[str, Table]) -> list[dict[str, Any]]:
    """Return for each table of a snapshot: name, label_vi, label_en, rows, columns, path (a glob over its files).

    Of one that is not among the declared `tables`, as its city dropped it since, labels and columns are None.
    """
    return [
        {
            "name": name,
            "label_vi": tables[name].label_vi if name in tables else None,
            "label_en": tables[name].label_en if name in tables else None,
            "rows": rows,
            "columns": len(tables[name].stored_columns) if name in tables else None,
            "path": str(folder / name / "**" / "*.parquet"),
        }
        for name, rows in sorted(_rows_held(folder).items())
    ]


def _rows_held(folder: Path) -> dict[str, int]:
    """Return how many rows each table of a snapshot has."""
    rows: dict[str, int] = {}
    for key, entry in store.read_manifest(folder)["files"].items():
        name = key.partition("/")[0]
        rows[name] = rows.get(name, 0) + entry["rows"]
    return rows
