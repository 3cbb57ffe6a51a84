"""Of landing copies: the name of each is the SHA-256 of its bytes. One that is gone is none: it may be removed."""

import os
import re
from collections.abc import Iterator

from warehouse.store import Home
from warehouse.upkeep.damage import Damage
from warehouse.upkeep.expected import Expected, unreadable

_COPY = re.compile(r"(?P<sha256>[0-9a-f]{64})(\.[a-z0-9]+)?")


def landing_copies(home: Home) -> Iterator[Expected]:
    """Yield every landing copy."""
    for path in sorted(home.landing.glob("*/*")):
        if copy := _COPY.fullmatch(path.name):
            yield Expected("landing-damaged", path, copy["sha256"])


def look_at_landing(home: Home) -> Iterator[Damage]:
    """Yield each folder of copies that cannot be read: what is in it nobody has looked at."""
    for folder in (home.landing, *sorted(home.landing.glob("*"))):
        try:
            if folder.is_dir():
                os.scandir(folder).close()
        except OSError as error:
            yield Damage("landing-damaged", folder, unreadable(error))
