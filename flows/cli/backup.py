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
        written = back_up(run.home, run.city, target, now_utc(), with_landing, advance)
    if json:
        write_json({"backup": written.path, "files": written.files, "bytes": written.size} | _as_data(written.about))
    else:
        _show_written(written)
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
        restored = restore(run, file, system_user(), now_utc(), advance)
    why = None if restored.is_same else _why(restored)
    if json:
        write_json(_restored_data(run.home.root, restored))
    else:
        _show_restored(run.home.root, restored, why)
    is_unexplained = why is not None and why.key == "backup.why-unknown"
    return Exit.ATTENTION if is_unexplained or restored.refused else Exit.FINE


def _as_data(about: BackupAbout) -> dict[str, Any]:
    return about.model_dump(mode="json", exclude={"format", "snapshot_hash", "rules_hash"})


def _show_written(written: BackedUp) -> None:
    about = written.about
    say_of(message("backup.written"), written.path)
    size = {"files": written.files, "megabytes": -(-written.size >> 20)}
    say(message("backup.holds", day=about.business_date or about.made_at.date(), **size))
    say(message("backup.personal" if about.has_landing else "backup.without-landing"))


def _restored_data(home: Path, restored: Restored) -> dict[str, Any]:
    return {
        "home": home,
        "files": restored.files,
        "snapshot": restored.snapshot,
        "is_same": restored.is_same,
        "has_same_rules": restored.has_same_rules,
        "other_declarations": restored.other_declarations,
        "public_refused": restored.refused.code if restored.refused else "",
        "backup": _as_data(restored.about),
    }


def _show_restored(home: Path, restored: Restored, why: Message | None) -> None:
    say_of(message("backup.restored"), home)
    if why is not None:
        say(message("backup.other-tables", why=why))
    elif restored.snapshot:
        say_of(message("cli.snapshot"), restored.snapshot)
        say(message("backup.equal"))
    if restored.refused:
        reason = Declared(restored.refused.message_vi, restored.refused.message_en)
        say(message("backup.no-public-pages", why=reason))
    say(message("backup.what-next"))


def _why(restored: Restored) -> Message:
    """Return why the tables are not those that were backed up, as far as it can be known."""
    if restored.has_same_rules:
        return message("backup.why-unknown")
    if restored.other_declarations:
        return message("backup.why-declarations", files=restored.other_declarations[:5])
    return message("backup.why-version", then=restored.about.software, now=f"motcua {warehouse.version()}")
