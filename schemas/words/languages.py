"""The languages that everything is said in."""

from typing import Literal

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, Lang] = ("vi", "en")
Said = tuple[str, str]  # in Vietnamese and in English
