"""The account kept while the synthetic deliveries are written: what each file must come to, and what it adds."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.demo.truth import LEDGER_SCHEMA
from schemas.source import Source


@dataclass
class Book:
    """Lines of the expected ledger, and the accepted rows of each file with its time of export."""

    folder: Path
    lines: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[str, list[tuple[datetime, pl.DataFrame]]] = field(default_factory=lambda: defaultdict(list))

    def enter(
        self,
        path: Path,
        source: Source,
        exported_at: datetime,
        unit: str,
        *,
        accepted: int,
        rules: Mapping[str, int] | None = None,
        rejected: int = 0,
        duplicate: int = 0,
        status: str = "",
        reason: str = "",
    ) -> None:
        """Add the line of one file and unit.

        Args:
            path: the file.
            source: its format.
            exported_at: when it was exported.
            unit: the unit whose rows are counted.
            accepted: rows.
            rules: rule id -> rejected rows that violate it.
            rejected: rows.
            duplicate: rows.
            status: of the submission; if empty, it follows from the numbers.
            reason: why it is rejected as a whole.
        """
        stage, folder = path.relative_to(self.folder).parts[:2]
        self.lines.append(
            {
                "stage": stage, "path": path.relative_to(self.folder).as_posix(), "file_name": path.name,
                "folder": folder, "unit_id": unit, "table": source.table, "source_id": source.id,
                "exported_at": exported_at, "rows_in": accepted + rejected + duplicate, "accepted": accepted,
                "rejected": rejected, "duplicate": duplicate, "reason": reason or None,
                "status": status or ("accepted_with_rejections" if rejected else "accepted"),
                "rules": json.dumps(dict(sorted(Counter(rules or {}).items()))),
            }
        )  # fmt: skip

    def keep(self, table: str, exported_at: datetime, rows: pl.DataFrame) -> None:
        """Add the accepted rows of a file, in the columns of the table."""
        self.versions[table].append((exported_at, rows))

    def ledger(self) -> pl.DataFrame:
        """Return the lines, sorted by path and unit."""
        return pl.DataFrame(self.lines, schema=LEDGER_SCHEMA).sort("path", "unit_id")
