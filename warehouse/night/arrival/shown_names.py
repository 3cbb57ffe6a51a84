"""What a file in the inbox is called where its name may not stand, and the names behind that for who may see them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from schemas.register import CITY
from warehouse import inbox
from warehouse.check.shapes import shape_of_name
from warehouse.run import Run

ShownName = tuple[str, str]  # the unit, or the shape of the folder's name, and the shape of the file's
_LISTED = 3  # names of one shape


def shown_name(run: Run, path: Path) -> ShownName:
    """Return what stands for the path of a file in the inbox."""
    return _shown_unit(run, path), shape_of_name(path.name)


def names_in_inbox(run: Run, units: Collection[str]) -> Mapping[ShownName, str]:
    """Return the names of the files that lie in the inbox of some units, by what is shown in their place.

    Several of one shape are listed, the first of them where there are many. Nothing is returned where the inbox has
    gone or may not be read: the names are for a person at a terminal, who can do without.
    """
    try:
        scanned = inbox.scan(run.home.inbox, run.city.register, settled_before_ns=0)
    except OSError:
        return {}
    paths = sorted([delivery.path for delivery in scanned.deliveries] + [entry.path for entry in scanned.left_alone])
    names = defaultdict[ShownName, list[str]](list)
    for path in paths:
        if _shown_unit(run, path) in units:
            names[shown_name(run, path)].append(path.name)
    return {
        shown_file: ", ".join(names_alike[:_LISTED]) + ", …" * (len(names_alike) > _LISTED)
        for shown_file, names_alike in names.items()
    }


def _shown_unit(run: Run, path: Path) -> str:
    top = path.relative_to(run.home.inbox).parts[0]
    if top == CITY:
        return CITY
    unit = run.city.register.resolve(top)
    return unit.unit_id if unit else shape_of_name(top)
