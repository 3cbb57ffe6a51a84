"""The key of each stage: the hash of its code, and the versions of the libraries that compute."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from schemas.hashing import short_hash
from warehouse.stages.closure import closure
from warehouse.stages.declared import STAGES, Stage
from warehouse.stages.kept_codes import StageCode, keep_codes, kept_codes
from warehouse.stages.modules import Module, take_apart
from warehouse.stages.sources import Sources, read_sources
from warehouse.stages.words import hashes_of_words, words_said

_ROOT = Path(__file__).parents[2]
# The distributions that are not called as their module is.
_DISTRIBUTIONS = {"vl_convert": ("vl-convert-python",), "fluent": ("fluent.runtime", "fluent.syntax")}
_OF_THIS_PROCESS: dict[str, "StageKey"] = {}  # the code that runs does not change


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
    if not _OF_THIS_PROCESS:
        codes = codes_by_cache(cache, read_sources(_ROOT, STAGES))
        _OF_THIS_PROCESS.update({name: StageKey(code.code, libraries_of(code)) for name, code in codes.items()})
    return _OF_THIS_PROCESS


def codes_by_cache(cache: Path, sources: Sources) -> Mapping[str, StageCode]:
    """Return the code of every stage: as `cache` has it, if that is of these sources, else computed, and kept there."""
    codes = kept_codes(cache, sources.fingerprint)
    if codes is None:
        modules = {name: take_apart(text) for name, text in sources.modules.items()}
        words = hashes_of_words(sources.words)
        codes = {name: stage_code(modules, sources.data, words, stage) for name, stage in STAGES.items()}
        keep_codes(cache, sources.fingerprint, codes)
    return codes


def stage_code(
    modules: Mapping[str, Module], data: Mapping[str, str], words: Mapping[str, str], stage: Stage
) -> StageCode:
    """Return the hash of all that a stage reaches, and of its epoch.

    Args:
        modules: our modules by dotted name.
        data: path of a file -> hash; of them the stage's own count.
        words: key of a message -> hash; of them those count that the code reached says.
        stage: the stage.
    """
    reached_code = closure(modules, stage.entries)
    data_hashes = {
        path: sha256 for path, sha256 in data.items() if any(path.startswith(f"{folder}/") for folder in stage.data)
    }
    said_hashes = words_said(words, reached_code.texts, reached_code.starts)
    return StageCode(
        short_hash([stage.epoch, reached_code.parts, data_hashes, said_hashes]), tuple(sorted(reached_code.libraries))
    )


def libraries_of(code: StageCode) -> Mapping[str, str]:
    """Return name -> version of Python and of the distributions that a stage's code uses, as they are installed."""
    names = sorted(name for module in code.modules for name in _DISTRIBUTIONS.get(module, (module.replace("_", "-"),)))
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        **{name: _installed(name) for name in names},
    }


@cache  # stages share their libraries, and asking means reading what pip has written
def _installed(distribution: str) -> str:
    return version(distribution)
