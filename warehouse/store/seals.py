"""A seal inside a JSON file that nothing else has a hash of: a letter that changed since it was written shows."""

import json
from collections.abc import Mapping
from typing import Any

from schemas.hashing import short_hash

SEAL = "seal"


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file is to hold with its seal, the last of its keys; other types than JSON has become text."""
    unsealed: dict[str, Any] = json.loads(json.dumps({k: v for k, v in content.items() if k != SEAL}, default=str))
    return {**unsealed, SEAL: short_hash(unsealed)}


def is_broken(content: Mapping[str, Any]) -> bool:
    """Say whether what was read of a file is not what was sealed; nothing can be said of one without a seal."""
    return bool(content.get(SEAL)) and sealed(content) != content
