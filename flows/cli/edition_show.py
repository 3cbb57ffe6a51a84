"""How the commands on editions print what there is: lists, histories, differences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from flows.cli.show import say, say_of, write_json, write_table
from schemas.edition import AuditEntry, Edition
from schemas.table import load_tables
from schemas.words.catalogue import bilingual, text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Declared, Message, message

if TYPE_CHECKING:  # a list of editions says nothing of what is in them
    from warehouse.editions.content import Comparison
    from warehouse.editions.differences import UnitChange
    from warehouse.editions.record import Standing

STATES = load_tables()["editions"].column("state").codes
REASONS = load_tables()["rankings"].column("reason").codes
_NONE = "–"


def moment(instant: datetime | None, zone: str) -> datetime | None:
    """Return a moment by the city's clock."""
    return None if instant is None else instant.astimezone(ZoneInfo(zone))


def show_step(edition: Edition, json: bool, words: Message) -> None:
    """Say what became of an edition, or print it for programs."""
    if json:
        write_json(edition.model_dump(mode="json"))
    else:
        say(words)


def all_editions(editions: Sequence[Edition], zone: str) -> None:
    """Print one line for each edition."""
    if not editions:
        say(message("cli_edition.none"))
    people_columns = (message("cli_edition.submitted-by"), message("cli_edition.approved-by"))
    time_columns = (message("cli_edition.embargo"), message("cli_edition.published-at"))
    columns = (message("cli_edition.ranking"), message("cli_edition.version"), message("cli_edition.state"))
    rows = [
        (
            e.series,
            e.version,
            " / ".join(STATES[e.state]),
            e.submitted_by,
            e.approved_by,
            moment(e.release_at, zone) if e.state == "approved" else None,
            moment(e.published_at, zone),
        )
        for e in editions
    ]
    write_table(message("cli_edition.editions"), (*columns, *people_columns, *time_columns), rows)


def edition_and_history(edition: Edition, steps: Iterable[AuditEntry], folder: Path, zone: str) -> None:
    """Print an edition and its history.

    Args:
        edition: the edition.
        steps: what was done with it, the first step first.
        folder: where it is kept.
        zone: the time zone of the city.
    """
    _say_synthetic(edition)
    state, title = Declared(*STATES[edition.state]), Declared(edition.title_vi, edition.title_en)
    say(message("cli_edition.edition", edition=edition.name, state=state, title=title))
    if edition.reason:
        say_of(message("cli_edition.reason"), edition.reason)
    if edition.state == "approved" and edition.release_at:
        say(message("cli_edition.embargo-until", moment=moment(edition.release_at, zone)))
    say_of(message("cli_edition.contents"), folder / "content")
    say_of(message("cli_edition.hash"), edition.content_hash)
    step_columns = (message("cli_edition.at"), message("cli_edition.who"), message("cli_edition.step"))
    columns = (message("cli_edition.entry"), *step_columns, message("cli_edition.details"))
    rows = [(str(e.number), moment(e.at, zone), e.actor, e.action, _details(e)) for e in steps]
    write_table(message("cli_edition.history"), columns, rows)


def differences(edition: Edition, comparison: "Comparison", names: Mapping[str, str]) -> None:
    """Print what an edition changes, for who approves it; `names` are those of the units by id."""
    from warehouse.editions.pages import fact_name

    _say_synthetic(edition)
    say_of(message("cli_edition.hash-of", edition=edition.name), edition.content_hash)
    changes = comparison.differences
    if changes is None or comparison.before is None:
        say(message("cli_edition.nothing-before"))
        return
    say(message("cli_edition.compared-with", edition=comparison.before.name))
    say(message("cli_edition.rules-changed" if changes.is_method_changed else "cli_edition.rules-same"))
    facts = [(fact_name(name), *map(str, pair)) for name, pair in changes.facts.items()]
    sides = (message("cli_edition.before"), message("cli_edition.now"))
    write_table(message("cli_edition.facts"), (message("cli_edition.fact"), *sides), facts)
    standing_columns = (message("cli.rank"), message("cli.score"), message("cli.tier"))
    columns = (message("cli.unit"), *standing_columns, message("cli_edition.because-of"))
    rows = [_change(c, names.get(c.unit_id, c.unit_id)) for c in changes.units]
    write_table(message("cli_edition.units-changed", count=len(rows)), columns, rows)
    say_of(message("cli_edition.unchanged"), changes.unchanged)


def as_data(edition: Edition, comparison: "Comparison") -> dict[str, Any]:
    """Return what an edition changes as plain data."""
    edition_before, changes = comparison.before, comparison.differences
    return {
        "edition": edition.model_dump(mode="json"),
        "before": edition_before and edition_before.model_dump(mode="json"),
        "is_method_changed": changes and changes.is_method_changed,
        "facts": {name: list(pair) for name, pair in changes.facts.items()} if changes else {},
        "unchanged": changes and changes.unchanged,
        "units": [_data(change) for change in changes.units] if changes else [],
    }


def _data(change: "UnitChange") -> dict[str, Any]:
    return {
        "unit_id": change.unit_id,
        "before": change.before and change.before.model_dump(mode="json"),
        "after": change.after and change.after.model_dump(mode="json"),
        "cause": change.cause,
        "added": [s.model_dump(mode="json") for s in change.added],
        "removed": [s.model_dump(mode="json") for s in change.removed],
    }


def _change(change: "UnitChange", name: str) -> tuple[str, ...]:
    sides = (change.before, change.after)
    file_changes = [f"+ {s.file_name}" for s in change.added] + [f"− {s.file_name}" for s in change.removed]
    cause = "\n".join(file_changes) or bilingual(message("cli_edition.other-causes"))
    return (name, *(" → ".join(describe(side) for side in sides) for describe in (_rank, _score, _tier)), cause)


def _rank(standing: "Standing | None") -> str:
    if standing is None:
        return _NONE
    if standing.label is None and standing.reason not in REASONS:
        return text(message("cli_edition.no-rank"), VIETNAMESE)
    return standing.label or REASONS[standing.reason or ""][0]


def _score(standing: "Standing | None") -> str:
    from schemas.words import formats

    return formats.number(standing.score if standing else None, VIETNAMESE.tag, 2)


def _tier(standing: "Standing | None") -> str:
    return _NONE if standing is None or standing.tier is None else str(standing.tier)


def _details(entry: AuditEntry) -> str:
    names = ("reason", "release_at", "attempted", "because", "scheduled_by")
    return "; ".join(f"{name}: {entry.details[name]}" for name in names if entry.details.get(name))


def _say_synthetic(edition: Edition) -> None:
    if edition.synthetic:
        say(bilingual(message("cli.synthetic")))
