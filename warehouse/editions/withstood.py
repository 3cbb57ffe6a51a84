"""What an intruder would find in an edition, were it public: with all that is public already."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from schemas.edition import Edition
from schemas.words.message import message
from warehouse import store
from warehouse.editions.checks import refusal_kept
from warehouse.editions.log import Act, Book

if TYPE_CHECKING:
    from warehouse.attack.attack import Attack

_MOST_NAMED = 5  # counts that one message names


def attack_edition(home: store.Home, edition: Edition) -> "Attack | None":
    """Attack what is kept of an edition; None where it lists no hidden counts."""
    folder = store.edition_folder(home, edition.series, edition.version) / store.CONTENT
    return attack_content(home, f"{edition.series}/v{edition.version}/", store.read_site(folder))


def attack_content(home: store.Home, folder: str, content: Mapping[str, bytes]) -> "Attack | None":
    """Attack content as if it stood in a folder of the public tree; None where it lists no hidden counts.

    Args:
        home: whose public tree it is.
        folder: where the content would stand, "2022-qd766/v2/".
        content: its files by relative path.
    """
    from warehouse.attack.attack import attack  # most steps in the life of an edition attack nothing

    public = store.read_tree(home.public.resolve()) if home.public.exists() else {}
    files = {path: file_bytes for path, file_bytes in public.items() if not path.startswith(folder)}
    return next(
        iter(attack({**files, **{f"{folder}{path}": file_bytes for path, file_bytes in content.items()}}, folder)), None
    )


def check_withstands(act: Act, book: Book, edition: Edition) -> None:
    """Raise `EditionRefused`, and write the attempt down, where what would be public tells a small count."""
    attack = attack_edition(act.home, edition)
    if attack is None or not attack.recovered:
        return
    counts = [
        message("edition_refusals.attack-count", count=finding.count, value=finding.least, how=finding.how)
        for finding in attack.recovered[:_MOST_NAMED]
    ]
    because = message(
        "edition_refusals.attack",
        edition=edition.name,
        count=len(attack.recovered),
        recovered=counts,
        series=edition.series,
    )
    raise refusal_kept(act, book, (edition.series, edition.version), "approve", "attack", because)
