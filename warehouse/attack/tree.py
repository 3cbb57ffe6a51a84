"""The editions in a public tree of files, with everything that states a count, in whatever form."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from warehouse.attack import pages, workbooks
from warehouse.attack.stated import TABLES, Days, Rate, StatedCount, counts_in, rates_in

Files = Mapping[str, bytes]
_LISTED = "data/suppressions.parquet"
_SDMX = {
    "REF_AREA": "unit_id",
    "MEASURE": "measure",
    "PEER_GROUP": "peer_group",
    "NUMERATOR": "x",
    "DENOMINATOR": "n",
    "OBS_VALUE": "value",
}


@dataclass(frozen=True)
class Edition:
    """One edition: the files of its folder, by their path in it, and the folder in the tree."""

    folder: str
    files: Files

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """What it says of itself."""
        record: Mapping[str, Any] = json.loads(self.files["data/record.json"])
        return record

    @property
    def days(self) -> Days:
        """What days it is about."""
        return Days(date.fromisoformat(self.record["from"]), date.fromisoformat(self.record["as_of"]))

    def table(self, name: str) -> pl.DataFrame | None:
        """Return one of its tables, None where it has no such table."""
        file = self.files.get(f"data/{name}.parquet")
        return None if file is None else pl.read_parquet(io.BytesIO(file))

    def counts(self) -> Iterator[StatedCount]:
        """Yield every count that stands in its tables, in whatever form they are published, and on its pages."""
        for table in TABLES:
            if (frame := self.table(table)) is not None:
                path = f"{self.folder}data/{table}.parquet"
                yield from counts_in(table, frame.iter_rows(named=True), self.days, path)
        for path, file in sorted(self.files.items()):
            yield from self._counts_of(path, file)

    def rates(self) -> Iterator[Rate]:
        """Yield every rate beside which a count is missing."""
        for table in TABLES:
            if (frame := self.table(table)) is not None:
                path = f"{self.folder}data/{table}.parquet"
                yield from rates_in(table, frame.iter_rows(named=True), self.days, path)

    def _counts_of(self, path: str, file: bytes) -> Iterator[StatedCount]:
        place = f"{self.folder}{path}"
        if path == "data/rankings.sdmx.csv":
            frame = _texts(file).rename(_SDMX, strict=False)
            yield from counts_in("rankings", frame.iter_rows(named=True), self.days, place)
        elif path.startswith("data/flat/"):
            yield from counts_in("trends", _with_days(_texts(file)).iter_rows(named=True), self.days, place)
        elif path.startswith("data/") and path.removeprefix("data/").removesuffix(".csv") in TABLES:
            table = path.removeprefix("data/").removesuffix(".csv")
            yield from counts_in(table, _with_days(_texts(file)).iter_rows(named=True), self.days, place)
        elif path.endswith(".xlsx"):
            for table, rows in workbooks.tables_in(file):
                yield from counts_in(table, rows, self.days, place)
        elif path.endswith(".html"):
            yield from counts_in("rankings", pages.rows_in(path, file.decode()), self.days, place)


def editions_in(files: Files, preferred_folder: str | None = None) -> list[Edition]:
    """Return the editions in a tree; where some have equal data, that of `preferred_folder` or the first of them."""
    editions: dict[bytes, Edition] = {}
    for path in sorted(files, key=lambda name: (name != f"{preferred_folder}{_LISTED}", name)):
        if path.endswith(_LISTED):
            folder = path.removesuffix(_LISTED)
            folder_files = {
                name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)
            }
            nested = tuple(f"{name.split('/')[0]}/" for name in folder_files if name.endswith(f"/{_LISTED}"))
            edition = Edition(folder, {n: content for n, content in folder_files.items() if not n.startswith(nested)})
            editions.setdefault(edition.files.get("data/SHA256SUMS", path.encode()), edition)
    return list(editions.values())


def _texts(file: bytes) -> pl.DataFrame:
    return pl.read_csv(io.BytesIO(file.removeprefix(b"\xef\xbb\xbf")), infer_schema=False)


def _with_days(frame: pl.DataFrame) -> pl.DataFrame:
    days = [c for c in ("first_day", "last_day", "period_from", "period_to") if c in frame.columns]
    return frame.with_columns(pl.col(days).str.to_date("%Y-%m-%d", strict=False))
