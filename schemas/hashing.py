"""One way to name a content: a short hash of its canonical JSON."""

import hashlib
import json


def short_hash(value: object) -> str:
    """Return 16 hexadecimal digits of SHA-256 over the canonical JSON of `value` (dates and the like as text)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
