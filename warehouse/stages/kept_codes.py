"""The file that keeps the hashes of our code from one command to the next, under the hash of what they were made of."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.hashing import short_hash


@dataclass(frozen=True)
class StageCode:
    """The hash of a stage's code, data and epoch, and the top-level modules of others that it reaches."""

    code: str
    modules: tuple[str, ...]


def kept_codes(path: Path, fingerprint: str) -> dict[str, StageCode] | None:
    """Return what is kept for these sources; None where there is nothing, or it is broken or of other sources."""
    try:
        content = json.loads(path.read_bytes())
        if content != _sealed(fingerprint, content["stages"]):
            return None
        return {name: StageCode(code, tuple(modules)) for name, (code, modules) in content["stages"].items()}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def keep_codes(path: Path, fingerprint: str, codes: Mapping[str, StageCode]) -> None:
    """Keep the codes of these sources, whole: written aside, then renamed. Where that cannot be done it is not.

    Two commands may do so at once. The folder is made, the data root is not.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    text = json.dumps(_sealed(fingerprint, {name: [c.code, list(c.modules)] for name, c in codes.items()}), indent=1)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _sealed(fingerprint: str, stages: Any) -> dict[str, Any]:  # noqa: ANN401 - anything may stand in a broken file
    return {"sources": fingerprint, "stages": stages, "seal": short_hash([fingerprint, stages])}
