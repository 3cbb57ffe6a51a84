"""Our source files and the data files beside them, as they are installed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from schemas.hashing import short_hash
from warehouse.stages.declared import Stage
from warehouse.stages.words import WORDS

_PACKAGES = ("schemas", "warehouse")  # nothing that is kept is computed in flows/
_CODE = (".py", ".pyc")  # found as code is; what is compiled of it comes and goes


@dataclass(frozen=True)
class Sources:
    """`modules`: dotted name -> source text. `data`: path of a file of `Stage.data` -> hash of its bytes.

    `words`: path of a file of the catalogue -> its bytes.
    """

    modules: Mapping[str, bytes]
    data: Mapping[str, str]
    words: Mapping[str, bytes]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of every byte, comments included."""
        return short_hash([_hashes(self.modules), self.data, _hashes(self.words)])


def read_sources(root: Path, stages: Mapping[str, Stage]) -> Sources:
    """Return the sources of our packages below `root`, and the data of the stages."""
    paths = sorted(path for package in _PACKAGES for path in (root / package).rglob("*.py"))
    modules = {".".join(_parts(path.relative_to(root))): path.read_bytes() for path in paths}
    words = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / WORDS).rglob("*.ftl"))}
    data = dict(_data(root, sorted({folder for stage in stages.values() for folder in stage.data})))
    return Sources(modules, data, words)


def _hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in contents.items()}


def _parts(path: Path) -> tuple[str, ...]:
    return path.parent.parts if path.name == "__init__.py" else path.with_suffix("").parts


def _data(root: Path, folders: list[str]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix not in _CODE:
                yield path.relative_to(root).as_posix(), sha256(path.read_bytes()).hexdigest()
