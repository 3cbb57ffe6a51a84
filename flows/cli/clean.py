"""`motcua clean`: what the city no longer keeps goes, by its policy; what is still needed stays, and why is said."""

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

from cyclopts import Parameter

from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.owner import check_writer
from flows.settings import HERE, SETTLED_AFTER, Place, open_run, settled_before_ns, today
from schemas.retention import RETENTION_FILE, Retention, load_retention
from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.upkeep.clean import Cleaned, clean
from warehouse.upkeep.cleaning import Candidate

DryRun = Annotated[bool, Parameter(name="--dry-run", negative="", help="help.dry-run")]
_OF_AGE = ("", "young", "not-declared")  # what the policy itself says


def clean_up(*, dry_run: DryRun = False, place: Place = HERE, json: Json = False) -> int:
    """Let go what the policy of the city does not keep; return the exit code.

    Args:
        dry_run: only say what would go.
        place: the data root and the city.
        json: print the result as JSON.
    """
    if not dry_run:
        check_writer(place.home)
    run = open_run(place, None)
    if not run.home.root.exists():
        raise WrongUsage(message("cli_status.no-home", home=shown(str(run.home.root))))
    policy = load_retention(run.city.folder)
    run = replace(run, business_date=today(run.city))
    result = clean(run, policy, settled_before_ns(SETTLED_AFTER), is_tried=dry_run)
    if json:
        write_json(_data(policy, result, dry_run))
    else:
        _show(policy, result, dry_run, str(run.city.folder / RETENTION_FILE))
    return Exit.ATTENTION if result.faults else Exit.FINE


def _data(policy: Retention, result: Cleaned, dry_run: bool) -> dict[str, Any]:
    """Return dry_run, policy, bytes, removed, kept (what is not simply too young), young (how many), not_removed."""
    failed_candidates = [candidate for candidate, _ in result.faults]
    return {
        "dry_run": dry_run,
        "policy": policy.model_dump(exclude_none=True),
        "bytes": result.size,
        "removed": [_kind_and_name(candidate) for candidate in result.going if candidate not in failed_candidates],
        "kept": [_kind_and_name(t) | {"reason": t.reason} for t in result.candidates if t.reason not in _OF_AGE],
        "young": dict(Counter(candidate.kind for candidate in result.candidates if candidate.reason == "young")),
        "not_removed": [_kind_and_name(candidate) | {"fault": fault} for candidate, fault in result.faults],
    }


def _kind_and_name(candidate: Candidate) -> dict[str, str]:
    return {"kind": candidate.kind, "name": candidate.name}


def _show(policy: Retention, result: Cleaned, dry_run: bool, file: str) -> None:
    if not policy.model_dump(exclude_none=True):
        say(message("clean.nothing-declared", file=file))
        return
    counts = Counter((c.kind, c.reason) for c in result.candidates if c.reason != "not-declared")
    rows = [(message(f"clean.kind-{kind}"), _why(reason), count) for (kind, reason), count in sorted(counts.items())]
    columns = (message("clean.what"), message("clean.why"), message("cli.count"))
    write_table(message("clean.title"), columns, rows)
    going, megabytes = len(result.going), result.size >> 20
    say(message("clean.would-go" if dry_run else "clean.gone", count=going - len(result.faults), megabytes=megabytes))
    faults = [(message(f"clean.kind-{candidate.kind}"), candidate.name, fault) for candidate, fault in result.faults]
    write_table(
        message("clean.not-removed"), (message("clean.what"), message("cli.file"), message("clean.system-says")), faults
    )


def _why(reason: str) -> Message:
    return message(f"clean.reason-{reason or 'due'}")
