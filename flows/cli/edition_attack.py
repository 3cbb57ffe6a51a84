"""`motcua edition attack`: what an intruder who knows only what is public works out of the small counts hidden."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.edition_named import NEWEST, VersionOption, named_edition
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.editions import act_now
from flows.settings import HERE, Place
from schemas.words.catalogue import said
from schemas.words.message import message
from warehouse.editions.log import Act, read_book
from warehouse.editions.states import next_version

if TYPE_CHECKING:  # the other commands on editions attack nothing
    from warehouse.attack.attack import Attack, Finding

SeriesOption = Annotated[str, Parameter(help="help.series", show_default=False)]
DraftOption = Annotated[str, Parameter(name="--draft", help="help.edition-attacked-draft", show_default=False)]
TreeOption = Annotated[Path | None, Parameter(name="--tree", help="help.edition-tree")]


def attack_one(
    series: SeriesOption = "",
    *,
    version: VersionOption = NEWEST,
    draft: DraftOption = "",
    tree: TreeOption = None,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Attack an edition, a draft, or every edition of a tree, with all that is public; return the exit code.

    Args:
        series: the ranking, such as 2022-qd766; by default that whose newest version is not public yet.
        version: of the ranking's editions, 0 for the newest.
        draft: the name or the folder of a draft, instead of an edition.
        tree: the folder of a public tree, instead of the data root's.
        place: the data root and the city.
        json: print what is found as JSON.
    """
    attacks = (
        _attacks_on_tree(tree) if tree is not None else [_attack_on_data_root(act_now(place), series, version, draft)]
    )
    if json:
        write_json([_as_data(attack) for attack in attacks])
    else:
        for attack in attacks:
            _show(attack)
    return Exit.ATTENTION if any(attack.recovered for attack in attacks) else Exit.FINE


def _attacks_on_tree(tree: Path) -> "Sequence[Attack]":
    from warehouse import store
    from warehouse.attack.attack import attack

    if attacks := attack(store.read_tree(tree)):
        return attacks
    raise WrongUsage(message("attack.nothing", folder=str(tree)))


def _attack_on_data_root(act: Act, series: str, version: int, draft: str) -> "Attack":
    from flows.drafts import draft_content, named_draft
    from warehouse import store
    from warehouse.editions.drafts import SITE
    from warehouse.editions.withstood import attack_content, attack_edition

    book = read_book(act.home)
    if draft:
        draft_folder = named_draft(act.home, draft)
        series = draft_content(draft_folder).series
        folder = f"{series}/v{next_version(book.editions, series)}/"
        result = attack_content(act.home, folder, store.read_site(draft_folder / SITE))
    else:
        waiting = [e.series for e in book.editions.values() if not e.was_public]
        edition = named_edition(book, series or (waiting[-1] if waiting else ""), version)
        folder, result = edition.name, attack_edition(act.home, edition)
    if result is None:
        raise WrongUsage(message("attack.nothing", folder=folder))
    return result


def _show(attack: "Attack") -> None:
    count_heading = message("attack.of-count")
    rows = [(f.count, f.least, f.how) for f in attack.recovered]
    columns = (count_heading, message("attack.value"), message("attack.how"))
    write_table(message("attack.recovered", count=len(rows)), columns, rows)
    ranges = [(f.count, message("attack.range", least=f.least, most=f.most, left=f.left)) for f in attack.narrow]
    write_table(message("attack.narrow", count=len(ranges)), (count_heading, message("attack.left")), ranges)
    say(message("attack.attacked", edition=attack.folder or ".", **_summary(attack)))
    if attack.contradicting:
        say(message("attack.contradicting", units=list(attack.contradicting)))
    if not attack.recovered:
        say(message("attack.withstood"))


def _summary(attack: "Attack") -> dict[str, int]:
    return {
        "hidden": len(attack.findings),
        "small": sum(finding.is_small for finding in attack.findings),
        "recovered": len(attack.recovered),
        "narrow": len(attack.narrow),
        "known": len(attack.known),
    }


def _as_data(attack: "Attack") -> dict[str, Any]:
    return {
        "edition": attack.folder,
        **_summary(attack),
        "contradicting": list(attack.contradicting),
        "counts": [_finding(finding) for finding in (*attack.recovered, *attack.narrow, *attack.known)],
    }


def _finding(finding: "Finding") -> dict[str, Any]:
    how = said(finding.how)
    count_data = {**finding.key._asdict(), "is_small": finding.is_small}
    return count_data | {"least": finding.least, "most": finding.most, "left": finding.left, "how": list(how)}
