"""Of submissions: their records, what is kept of their rows, and what was taken back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.submission import SubmissionRecord
from warehouse import store
from warehouse.store import SIDES, Home
from warehouse.upkeep.damage import CHANGED, MISSING, Code, Damage
from warehouse.upkeep.expected import Expected, read_whole


@dataclass(frozen=True)
class Records:
    """The records that are whole, by id, and those that are damaged or gone."""

    whole: Mapping[str, SubmissionRecord]
    damages: tuple[Damage, ...]


def look_at_records(home: Home, known_ids: Iterable[str]) -> Records:
    """Read every record; `known_ids` are submissions that snapshots were made from, which must have one."""
    whole_records, damages = dict[str, SubmissionRecord](), list[Damage]()
    ids = {path.stem for path in home.submissions.glob("*.json")}
    for submission_id in sorted(ids):
        path = store.record_path(home, submission_id)
        record, difference = read_whole(path, store.read_record)
        if record is not None:
            whole_records[submission_id] = record
        if difference is not None:
            damages.append(Damage("record-damaged", path, difference))
    missing_paths = (store.record_path(home, submission_id) for submission_id in sorted(set(known_ids) - ids))
    return Records(whole_records, (*damages, *(Damage("record-damaged", path, MISSING) for path in missing_paths)))


def kept_files(home: Home, records: Iterable[SubmissionRecord]) -> Iterator[Expected]:
    """Yield what must be kept of each submission: by its hash, or by its rows where its record has no hash."""
    for record in records:
        if record.seal:
            hashes = {"accepted": record.accepted_sha256, "rejected": record.rejected_sha256}
            for side in SIDES:
                if hashes[side]:
                    yield Expected("kept-damaged", home.kept(record, side), hashes[side])
        else:
            yield from _kept_by_earlier_version(home, record)


def _kept_by_earlier_version(home: Home, record: SubmissionRecord) -> Iterator[Expected]:
    """Of rejected rows there may be no reasons: how many there must be, no record says."""
    if record.is_loaded and record.accepted:
        yield Expected("kept-damaged", home.kept(record), rows=record.accepted)
    if (reasons := home.kept(record, "rejected")).exists():
        yield Expected("kept-damaged", reasons)


def look_at_retractions(home: Home, known_ids: Iterable[str]) -> Iterator[Damage]:
    """Yield the damaged records of what was taken back; `known_ids` are the ids that snapshots name as taken back."""
    path_of_id = {path.stem: path for path in sorted(home.retractions.glob("*.json"))}
    for path in path_of_id.values():
        facts, difference = read_whole(path, store.read_json)
        if difference is None and facts is not None and facts.get("submission_id") != path.stem:
            difference = CHANGED
        if difference is not None:
            yield Damage("retraction-damaged", path, difference)
    for submission_id in sorted(set(known_ids) - path_of_id.keys()):
        yield Damage("retraction-damaged", store.retraction_path(home, submission_id), MISSING)


def look_at_reports(home: Home) -> Iterator[Damage]:
    """Yield the reports of runs, and of what the policy of retention let go, that cannot be read."""
    folders: tuple[tuple[Code, Path], ...] = (("report-damaged", home.runs), ("removal-damaged", home.removals))
    for code, folder in folders:
        for path in sorted(folder.glob("*.json")):
            _, difference = read_whole(path, store.read_json)
            if difference is not None:
                yield Damage(code, path, difference)
