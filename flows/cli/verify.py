"""`motcua verify`: every hash that is kept, read again, and what to type where something is damaged."""

from pathlib import Path
from typing import Any

from flows.cli.bars import reading_bar
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.cli.witnesses import of_file
from flows.settings import HERE, Place, open_run
from schemas.words.catalogue import said
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse.editions.witness import Witnessed
from warehouse.run import Run
from warehouse.upkeep.damage import Damage, below
from warehouse.upkeep.expected import Looked
from warehouse.upkeep.verify import verify_home


def verify(*, place: Place = HERE, json: Json = False) -> int:
    """Read everything that is kept and compare it with its hash; return the exit code."""
    run = open_run(place, None)
    if not run.home.root.exists():
        raise WrongUsage(message("cli_status.no-home", home=shown(str(run.home.root))))
    with reading_bar(message("verify.reading")) as progress:
        looked = verify_home(run, _witnessed(run), progress)
    if json:
        write_json(_report(run, looked))
    else:
        _show(run, looked)
    return Exit.ATTENTION if looked.damages else Exit.FINE


def _witnessed(run: Run) -> list[Witnessed]:
    declared = run.city.about.witness
    return of_file(Path(declared.file)) if declared else []


def _report(run: Run, looked: Looked) -> dict[str, Any]:
    """Return files, bytes, and damages: each with code, path below the data root, and found in both languages."""
    return {"files": looked.files, "bytes": looked.size, "damages": [_as_data(run, d) for d in looked.damages]}


def _as_data(run: Run, damage: Damage) -> dict[str, str]:
    vi, en = said(damage.found)
    return {"code": damage.code, "path": below(run.home, damage.path), "found_vi": vi, "found_en": en}


def _show(run: Run, looked: Looked) -> None:
    columns = (message("verify.code"), message("cli.file"), message("verify.what"))
    rows = [(damage.code, below(run.home, damage.path), damage.found) for damage in looked.damages]
    write_table(message("verify.damages"), columns, rows)
    megabytes = looked.size / 1e6
    say(message("verify.looked-at", files=looked.files, megabytes=megabytes, damages=len(looked.damages)))
    if looked.damages:
        say(message("verify.type-repair", home=shown(str(run.home.root))))
