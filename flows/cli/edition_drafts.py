"""`motcua edition drafts`: the drafts that can be submitted, by name and date."""

from typing import Any

from flows.cli.edition_show import moment
from flows.cli.show import Exit, Json, say, write_json, write_table
from flows.drafts import KeptDraft, kept_drafts
from flows.editions import act_now
from flows.settings import HERE, Place
from schemas.words.message import message
from warehouse.editions.log import read_book


def drafts(*, place: Place = HERE, json: Json = False) -> int:
    """Print the drafts that can be submitted, the newest first; return the exit code."""
    act = act_now(place)
    draft_list = kept_drafts(act.home, list(read_book(act.home).editions.values()))
    if json:
        write_json([_data(draft) for draft in draft_list])
        return Exit.FINE
    if not draft_list:
        say(message("cli_edition.no-drafts"))
    if any(draft.ranking.synthetic for draft in draft_list):
        say(message("cli.synthetic"))
    names = ("draft", "period", "method", "business-date", "snapshot", "made-at", "latest", "submitted-as")
    columns = [message(f"cli_edition.draft-{name}") for name in names]
    rows = [_row(draft, act.city.about.zone) for draft in draft_list]
    write_table(message("cli_edition.drafts"), columns, rows)
    return Exit.FINE


def _row(draft: KeptDraft, zone: str) -> tuple[object, ...]:
    ranking = draft.ranking
    latest = message("cli_edition.draft-is-latest") if draft.is_latest else None
    name, made_at = draft.folder.name, moment(draft.made_at, zone)
    return (
        name,
        ranking.period,
        ranking.method,
        draft.business_date,
        ranking.snapshot,
        made_at,
        latest,
        draft.submitted_as,
    )


def _data(draft: KeptDraft) -> dict[str, Any]:
    return {
        "name": draft.folder.name,
        "folder": draft.folder,
        "period": draft.ranking.period,
        "method": draft.ranking.method,
        "business_date": draft.business_date,
        "snapshot": draft.ranking.snapshot,
        "made_at": draft.made_at,
        "synthetic": draft.ranking.synthetic,
        "is_latest": draft.is_latest,
        "submitted_as": draft.submitted_as,
    }
