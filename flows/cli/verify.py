"""`motcua verify`: every hash that is kept, read again, and what to type where something is damaged."""

from dataclasses import asdict
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.bars import reading_bar
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.owner import check_writer, other_owner
from flows.settings import HERE, Place, now_utc, open_run
from flows.typed import typed_at
from flows.verified import keep_verified
from schemas.words.catalogue import said
from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.run import Run
from warehouse.upkeep.damage import Damage, shown_path
from warehouse.upkeep.expected import Progress
from warehouse.upkeep.holding import all_held
from warehouse.upkeep.outcome import Repaired, remedy
from warehouse.upkeep.verify import verify_home

RepairOption = Annotated[bool, Parameter(name="--repair", negative="", help="help.verify-repair")]


def verify(*, repair: RepairOption = False, place: Place = HERE, json: Json = False) -> int:
    """Read everything that is kept and compare it with its hash; return the exit code.

    Args:
        repair: heal what can be made again.
        place: the data root and the city.
        json: print it as JSON.
    """
    if repair:
        check_writer(place.home)
    run = open_run(place, None)
    if not run.home.root.exists():
        raise WrongUsage(message("cli_status.no-home", home=shown(str(run.home.root))))
    is_anything_there = any(run.home.root.iterdir())  # else nothing is left there
    with reading_bar(message("verify.reading")) as progress:
        outcome = _repair(run, progress) if repair and is_anything_there else Repaired(verify_home(run, progress), ())
    damages = [f"{damage.code} {shown_path(run.home, damage.path)}" for damage in outcome.left]
    if is_anything_there and other_owner(run.home.root) is None:
        keep_verified(run.home, now_utc(), damages)
    if json:
        write_json(_report(run, outcome, repair))
    else:
        _show(run, outcome, repair)
    return Exit.ATTENTION if outcome.left else Exit.FINE


def _repair(run: Run, progress: Progress) -> Repaired:
    from warehouse.upkeep.repair import repair_home  # who only looks needs nothing of what makes tables

    with all_held(run.home):
        return repair_home(run, progress)


def _report(run: Run, outcome: Repaired, repair: bool) -> dict[str, Any]:
    """Return files and bytes that were read, what was healed, what is damaged, with what to type, and `current`."""
    return {
        "files": outcome.verified.files,
        "bytes": outcome.verified.size,
        "healed": [_as_data(run, damage) for damage in outcome.healed],
        "damages": [_as_data(run, damage) | _advice(run, damage, repair) for damage in outcome.left],
        "current": asdict(outcome.current) if outcome.current else None,
    }


def _as_data(run: Run, damage: Damage) -> dict[str, str]:
    vi, en = said(damage.difference)
    return {"code": damage.code, "path": shown_path(run.home, damage.path), "found_vi": vi, "found_en": en}


def _advice(run: Run, damage: Damage, repair: bool) -> dict[str, str]:
    vi, en = said(_remedy(run, damage, repair))
    return {"advice_vi": vi, "advice_en": en}


def _remedy(run: Run, damage: Damage, repair: bool) -> Message:
    return remedy(damage, run.home) if repair else _type_repair(run)


def _type_repair(run: Run) -> Message:
    return message("verify.type-repair", **typed_at(Place(run.home.root, run.city.folder)))


def _show(run: Run, outcome: Repaired, repair: bool) -> None:
    columns = (message("verify.code"), message("cli.file"), message("verify.what"))
    write_table(message("verify.healed"), columns, [_row(run, damage) for damage in outcome.healed])
    damage_rows = [(*_row(run, d), *([_remedy(run, d, repair)] if repair else [])) for d in outcome.left]
    title = message("verify.left" if repair else "verify.damages")
    write_table(title, (*columns, *([message("cli.advice")] if repair else [])), damage_rows)
    megabytes, damages = outcome.verified.size / 1e6, len(outcome.left)
    say(message("verify.looked-at", files=outcome.verified.files, megabytes=megabytes, damages=damages))
    if outcome.current:
        say(message("verify.current-moved", **asdict(outcome.current)))
    if outcome.left and not repair:
        say(_type_repair(run))


def _row(run: Run, damage: Damage) -> tuple[str, str, Message]:
    return damage.code, shown_path(run.home, damage.path), damage.difference
