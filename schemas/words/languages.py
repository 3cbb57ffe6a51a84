"""The languages that everything is said in: a folder of Fluent files for each."""

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

Lang = str  # the tag of a language
Said = tuple[str, str]  # in Vietnamese and in English
