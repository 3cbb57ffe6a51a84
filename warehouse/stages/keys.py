"""The key of each stage: the hash of its code, and the versions of the libraries that compute."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.hashing import short_hash
from warehouse.stages.declared import STAGES

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class StageKey:
    """`code` names our own code and the epoch; `libraries` are name -> version of what computes, Python included."""

    code: str
    libraries: Mapping[str, str]

    @property
    def derived(self) -> str:
        """What names a thing that is derived: code and libraries together."""
        return short_hash([self.code, dict(self.libraries)])


def stage_keys(cache: Path) -> Mapping[str, StageKey]:
    """Return the key of every stage of `STAGES`. `cache` is a file that saves taking our source code apart anew."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_ROOT.glob("warehouse/**/*.py"))]
    return {name: StageKey(short_hash([name, stage.epoch, texts]), {}) for name, stage in STAGES.items()}
