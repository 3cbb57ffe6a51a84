"""What was damaged when every hash was read last: kept for notices, because reading takes long."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse import store


def keep_verified(home: store.Home, moment: datetime, damages: Iterable[str]) -> None:
    """Keep what was damaged at a moment; nothing where the disk or the rights do not allow it."""
    content = {"at": moment.isoformat(), "damages": sorted(damages)}
    with suppress(OSError):
        store.write_text(_path(home), json.dumps(content, ensure_ascii=False, indent=1))


def last_verified(home: store.Home) -> dict[str, Any]:
    """Return what was kept last; nothing where nobody has looked yet."""
    path = _path(home)
    return store.read_json(path) if path.exists() else {}


def _path(home: store.Home) -> Path:
    return home.notices / "verified.json"
