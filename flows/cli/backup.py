"""`motcua backup` and `motcua restore`: what cannot be made again in one file, and a data root made from it."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

import warehouse
from flows.cli.bars import reading_bar
from flows.cli.files import regular_file
from flows.cli.show import Exit, Json, say, say_of, write_json
from flows.editions import system_user
from flows.settings import HERE, Place, now_utc, open_run
from schemas.backup import BackupAbout
from schemas.words.message import Declared, Message, message
from warehouse.upkeep.backup import BackedUp, back_up
from warehouse.upkeep.restore import Restored, restore

TargetArgument = Annotated[Path, Parameter(help="help.backup-target")]
BackupArgument = Annotated[Path, Parameter(help="help.backup-file")]
WithLanding = Annotated[bool, Parameter(name="--with-landing", negative="", help="help.with-landing")]


def backup(
    target: TargetArgument, *, with_landing: WithLanding = False, place: Place = HERE, json: Json = False
) -> int:
    """Write all of a data root that cannot be made again into one file; return the exit code.

    Args:
        target: the file, or a folder for it.
        with_landing: take the untouched copies of what was delivered with it.
        place: the data root and the city.
        json: print the result as JSON.
    """
    run = open_run(place, None)
    with reading_bar(message("backup.writing")) as advance:
        result = back_up(run.home, run.city, target, now_utc(), with_landing, advance)
    if json:
        write_json({"backup": result.path, "files": result.files, "bytes": result.size} | _as_data(result.about))
    else:
        _show_backup(result)
    return Exit.FINE


def restore_backup(archive: BackupArgument, *, place: Place = HERE, json: Json = False) -> int:
    """Make a data root from a backup, in an empty folder; return the exit code.

    Args:
        archive: the backup.
        place: the data root that is to be, and the city.
        json: print the result as JSON.
    """
    file = regular_file(archive.resolve())
    run = open_run(place, None)
    with reading_bar(message("backup.reading")) as advance:
        result = restore(run, file, system_user(), now_utc(), advance)
    why = None if result.is_same else _why(result)
    if json:
        write_json(_restoration_data(run.home.root, result))
    else:
        _show_restoration(run.home.root, result, why)
    is_unexplained = why is not None and why.key == "backup.why-unknown"
    return Exit.ATTENTION if is_unexplained or result.refused else Exit.FINE


def _as_data(about: BackupAbout) -> dict[str, Any]:
    return about.model_dump(mode="json", exclude={"format", "snapshot_hash", "rules_hash"})


def _show_backup(result: BackedUp) -> None:
    about = result.about
    say_of(message("backup.written"), result.path)
    size = {"files": result.files, "megabytes": -(-result.size >> 20)}
    say(message("backup.holds", day=about.business_date or about.made_at.date(), **size))
    say(message("backup.personal" if about.has_landing else "backup.without-landing"))


def _restoration_data(home: Path, result: Restored) -> dict[str, Any]:
    return {
        "home": home,
        "files": result.files,
        "snapshot": result.snapshot,
        "is_same": result.is_same,
        "has_same_rules": result.has_same_rules,
        "other_declarations": result.other_declarations,
        "public_refused": result.refused.code if result.refused else "",
        "backup": _as_data(result.about),
    }


def _show_restoration(home: Path, result: Restored, why: Message | None) -> None:
    say_of(message("backup.restored"), home)
    if why is not None:
        say(message("backup.other-tables", why=why))
    elif result.snapshot:
        say_of(message("cli.snapshot"), result.snapshot)
        say(message("backup.equal"))
    if result.refused:
        reason = Declared(result.refused.message_vi, result.refused.message_en)
        say(message("backup.no-public-pages", why=reason))
    say(message("backup.what-next"))


def _why(result: Restored) -> Message:
    """Return why the tables are not those that were backed up, as far as it can be known."""
    if result.has_same_rules:
        return message("backup.why-unknown")
    if result.other_declarations:
        return message("backup.why-declarations", files=result.other_declarations[:5])
    return message("backup.why-version", then=result.about.software, now=f"motcua {warehouse.version()}")
