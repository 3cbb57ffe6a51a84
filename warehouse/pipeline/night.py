"""A whole night, without Prefect: arrive, ingest every delivery, judge, commit. The flows are a shell around this."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from schemas.submission import Submission, SubmissionRecord
from warehouse import store
from warehouse.inbox import Damage, Delivery
from warehouse.pipeline.arrive import Arrival, Arrivals, arrive, silent_units
from warehouse.pipeline.draft import rank_period, running_period
from warehouse.pipeline.draft_files import keep_draft
from warehouse.pipeline.ingest import ingest
from warehouse.pipeline.judge import confirm_gate, write_data_docs
from warehouse.pipeline.outbox import fill_outbox
from warehouse.pipeline.rankings import nightly_method
from warehouse.pipeline.run import Run
from warehouse.pipeline.snapshot import active_submissions, commit_snapshot
from warehouse.ranking.draft import Draft
from warehouse.reading.sandbox import reader

OutcomeStatus = Literal[
    "accepted",
    "accepted_with_rejections",
    "rejected",
    "failed",
    "already_loaded",
    "left_alone",
    "missing",
    "not_expected",
]
Take = Callable[[Arrival], list[SubmissionRecord]]
Each = Callable[[Take, Sequence[Arrival]], list[list[SubmissionRecord]]]


@dataclass(frozen=True)
class Limits:
    """What a reading child may use: how many at once, seconds for a file, bytes of memory."""

    workers: int = 2
    seconds: float = 600
    memory_bytes: int = 4 << 30


@dataclass(frozen=True)
class Outcome:
    """What became of one submission, one file left alone, or one unit that sent nothing.

    `layout` counts rows that are no records, `warnings` what its sender should look at (table `warnings`).
    """

    unit_id: str
    status: OutcomeStatus
    file_name: str = ""
    table: str = ""
    submission_id: str = ""
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate: int = 0
    layout: int = 0
    warnings: int = 0
    reason: str = ""
    message_vi: str = ""
    message_en: str = ""


@dataclass(frozen=True)
class Released:
    """An edition whose embargo ended in the night: it became public, or was refused, and why."""

    series: str
    version: int
    is_public: bool
    message_vi: str = ""
    message_en: str = ""


@dataclass(frozen=True)
class Report:
    """What happened in one run. `needs_attention`: a person should look before the figures are used."""

    business_date: date
    snapshot: Path
    outcomes: tuple[Outcome, ...]
    draft: Path | None = None
    docs: Path | None = None
    outbox: Path | None = None
    released: tuple[Released, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether something was rejected, failed or missing, or an edition could not be released."""
        is_wrong = any(o.status in ("rejected", "failed", "missing") for o in self.outcomes)
        return is_wrong or not all(one.is_public for one in self.released)

    def count(self, status: OutcomeStatus) -> int:
        """Return how many outcomes have the status."""
        return sum(o.status == status for o in self.outcomes)

    def as_json(self) -> dict[str, object]:
        """Return the report as plain data."""
        return {
            "business_date": self.business_date.isoformat(),
            "snapshot": self.snapshot.name,
            "draft": self.draft and str(self.draft),
            "docs": self.docs and str(self.docs),
            "outbox": self.outbox and str(self.outbox),
            "needs_attention": self.needs_attention,
            "released": [asdict(one) for one in self.released],
            "outcomes": [asdict(o) for o in self.outcomes],
        }


def in_threads(workers: int) -> Each:
    """Return a way to take in deliveries side by side, so that no reading child waits while others are checked."""

    def each(take: Take, arrivals: Sequence[Arrival]) -> list[list[SubmissionRecord]]:
        with ThreadPoolExecutor(2 * workers) as pool:
            return list(pool.map(take, arrivals))

    return each


def run_night(run: Run, settled_before_ns: int, limits: Limits, each: Each) -> Report:
    """Take in what the inbox holds, commit the next snapshot, and report. The caller holds the lock of the data root.

    `settled_before_ns`: files changed after this moment are still being copied. `each` maps the taking-in over the
    deliveries: in threads, or as tasks of a flow. A second run over the same inbox changes nothing. Raises
    `DeclarationError`, before anything is done, where the city's nightly method is wrong.
    """
    nightly_method(run.city)
    store.empty_work(run.home)
    submissions = store.index_submissions(run.home)
    arrivals = arrive(run, settled_before_ns, submissions.values())
    new = _take_in(run, arrivals.new, limits, each) if arrivals.new else []
    submissions = store.index_submissions(run.home, submissions)
    confirm_gate(run.city, new)
    snapshot = commit_snapshot(run)
    docs = write_data_docs(run, new, f"{'SYNTHETIC-' if run.home.is_synthetic else ''}{snapshot.name}")
    draft = draft_of_the_night(run, snapshot)
    page = keep_draft(run.home, run.city, snapshot, draft)
    outcomes = tuple(_outcomes(run, submissions.values(), arrivals, new))
    outbox = fill_outbox(run, snapshot, draft, {o.unit_id for o in outcomes if o.status == "missing"})
    return Report(run.business_date, snapshot, outcomes, page, docs, outbox)


def _take_in(run: Run, arrivals: Sequence[Arrival], limits: Limits, each: Each) -> list[SubmissionRecord]:
    with reader(limits.workers, limits.seconds, limits.memory_bytes) as read:
        taken = each(lambda arrival: ingest(run, arrival, read), arrivals)
    return [s for submissions in taken for s in submissions]


def draft_of_the_night(run: Run, snapshot: Path) -> Draft:
    """Rank the running period by the city's method, up to the business date."""
    about = run.city.about
    period = running_period(about.nightly_period, run.business_date)
    return rank_period(run.city, snapshot, period, about.nightly_method, run.business_date)


def _outcomes(
    run: Run, submissions: Collection[Submission], arrivals: Arrivals, new: Sequence[SubmissionRecord]
) -> list[Outcome]:
    active = active_submissions(run, submissions, store.load_retractions(run.home))
    outcomes = [_of_submission(s) for s in new]
    for delivery, seen in arrivals.known:
        table = seen[0].table if seen else ""
        outcomes.append(Outcome(delivery.unit_id, "already_loaded", delivery.path.name, table))
    outcomes += [_of_damage(delivery, damage) for delivery, damage in arrivals.damaged]
    for left in arrivals.left_alone:
        folder = left.path.relative_to(run.home.inbox).parts[0]
        outcomes.append(
            Outcome(
                folder,
                "left_alone",
                left.path.name,
                reason=left.code,
                message_vi=left.message_vi,
                message_en=left.message_en,
            )
        )
    for unit_id, status in silent_units(run.city, run.business_date, active).items():
        outcomes.append(_of_silence(run, unit_id, status))
    return sorted(outcomes, key=lambda o: (o.unit_id, o.table, o.file_name, o.status))


def _of_submission(s: SubmissionRecord) -> Outcome:
    return Outcome(
        unit_id=s.unit_id,
        status=s.status,
        file_name=s.file_name,
        table=s.table,
        submission_id=s.submission_id,
        rows_in=s.rows_in,
        accepted=s.accepted,
        rejected=s.rejected,
        duplicate=s.duplicate,
        layout=s.layout_count,
        warnings=len(s.file_warnings) + len(s.row_warnings),
        reason=s.reason or "",
        message_vi=s.message_vi or "",
        message_en=s.message_en or "",
    )


def _of_damage(delivery: Delivery, damage: Damage) -> Outcome:
    return Outcome(
        delivery.unit_id,
        "failed",
        delivery.path.name,
        reason="landing-damaged",
        message_vi=damage.message_vi,
        message_en=damage.message_en,
    )


def _of_silence(run: Run, unit_id: str, status: Literal["missing", "not_expected"]) -> Outcome:
    name = run.city.register.by_id[unit_id].name_vi
    if status == "missing":
        return Outcome(
            unit_id,
            status,
            reason="missing",
            message_vi=f"{name} chưa gửi hồ sơ cho ngày {run.business_date:%d/%m/%Y}.",
            message_en=f"{name} has sent no dossiers for {run.business_date:%d/%m/%Y}.",
        )
    return Outcome(unit_id, status, message_vi="Ngày nghỉ, không yêu cầu gửi.", message_en="A day off: none expected.")
