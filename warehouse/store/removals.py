"""What was removed by the policy of retention, written down before it went: that it is gone is no damage."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from warehouse.store.files import read_json, write_text
from warehouse.store.home import Home
from warehouse.store.seals import sealed


def keep_removals(home: Home, day: date, policy: Mapping[str, Any], removed: Iterable[Mapping[str, str]]) -> None:
    """Write down what is about to go, under the day and the next number.

    Args:
        home: the data root.
        day: today.
        policy: as it is declared.
        removed: of each thing `kind` and `name`, and of files that were delivered `sha256`.
    """
    used_numbers = [path.stem.rpartition("-")[2] for path in home.removals.glob(f"{day}-*.json")]
    number = max((int(text) for text in used_numbers if text.isdecimal()), default=0) + 1
    content = {"day": day.isoformat(), "policy": dict(policy), "removed": [dict(thing) for thing in removed]}
    write_text(home.removals / f"{day}-{number}.json", json.dumps(sealed(content), ensure_ascii=False, indent=1) + "\n")


def removed_copies(home: Home) -> frozenset[str]:
    """Return the SHA-256 of the delivered files whose untouched copies the policy let go, some time or other."""
    removals = (read_json(path) for path in sorted(home.removals.glob("*.json")))
    entries = (entry for content in removals for entry in content["removed"])
    return frozenset(entry["sha256"] for entry in entries if entry["kind"] == "landing")
