"""The outbox: what each unit may fetch, `outbox/<unit>/ket-qua-<business date>.xlsx`."""

import re
from datetime import date
from pathlib import Path

from warehouse.store.files import write_bytes
from warehouse.store.home import Home

NIGHTS_KEPT = 7  # workbooks of each unit: the last holds everything, the others show what has changed
_OURS = re.compile(r"ket-qua-\d{4}-\d{2}-\d{2}\.xlsx")


def put_out(home: Home, unit_id: str, business_date: date, data: bytes) -> Path:
    """Put a unit's workbook of a night into its folder, whole, unless these very bytes are there; return its path.

    Of the workbooks there the oldest are removed, and nothing else that somebody has put into the folder.

    Args:
        home: the data root.
        unit_id: whose workbook it is.
        business_date: the night's day.
        data: the workbook.
    """
    path = home.outbox / unit_id / f"ket-qua-{business_date:%Y-%m-%d}.xlsx"
    if not path.is_file() or path.read_bytes() != data:
        write_bytes(path, data)
    ours = sorted(p for p in path.parent.iterdir() if _OURS.fullmatch(p.name) and p != path)
    for old in ours[: -(NIGHTS_KEPT - 1)]:
        old.unlink()
    return path
