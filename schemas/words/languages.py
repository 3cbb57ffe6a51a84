"""The languages that everything is said in, a folder of Fluent files for each, and those that others add."""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """A language by its tag ("vi", "en"; it decides how numbers and dates are written) and the folder of its words."""

    tag: str
    folder: Path


VIETNAMESE = Language("vi", _HERE / "vi")
ENGLISH = Language("en", _HERE / "en")

LANGUAGES = (VIETNAMESE, ENGLISH)


def languages_in(folder: Path) -> tuple[Language, ...]:
    """Return the languages that a folder adds, each in a folder that is called by its tag; none where there is none."""
    return tuple(Language(path.name, path) for path in sorted(folder.glob("*/")) if path.is_dir())


Lang = str  # the tag of a language
Said = tuple[str, str]  # in Vietnamese and in English
