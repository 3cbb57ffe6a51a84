"""A whole night, without Prefect: arrive, ingest every delivery, judge, commit. The flows are a shell around this."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from schemas.submission import Submission, SubmissionRecord
from schemas.words.catalogue import said
from schemas.words.message import Declared, Message, message
from warehouse import store
from warehouse.check.shapes import shape_of_name
from warehouse.editions.drafts import keep_draft
from warehouse.inbox import Damage, Delivery, LeftAlone
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.arrive import Arrival, Arrivals, arrive, silent_units
from warehouse.night.arrival.reread import outdated_files
from warehouse.night.arrival.shown_names import shown_name
from warehouse.night.ingest.children import stop_children
from warehouse.night.ingest.gx_verdicts import confirm_gate
from warehouse.night.ingest.ingest import ToTakeIn, take_in_delivery
from warehouse.night.ingest.lost_docs import name_of_night
from warehouse.night.report import Outcome, Report
from warehouse.night.snapshot import check_retractions, commit_snapshot
from warehouse.night.steps import Steps, usual_steps
from warehouse.outbox.fill import fill_outbox
from warehouse.ranking.nightly_method import nightly_method
from warehouse.ranking.request import ranking_of
from warehouse.run import Run

_USUAL = usual_steps()


def run_night(run: Run, settled_before_ns: int, steps: Steps = _USUAL) -> Report:
    """Take in what the inbox holds, commit the next snapshot, and make the draft and the units' workbooks.

    See `take_in` for the parameters, and what is raised.
    """
    report = take_in(run, settled_before_ns, steps)
    ranking = ranking_of(run, report.snapshot)
    return replace(report, draft=keep_draft(ranking), outbox=fill_outbox(ranking, report.late))


def take_in(run: Run, settled_before_ns: int, steps: Steps = _USUAL) -> Report:
    """Take in what the inbox holds, commit the next snapshot, and report. The caller holds the lock of the data root.

    `settled_before_ns`: files changed after this moment are still being copied. `steps` are those that can be done
    otherwise. A second run over the same inbox changes nothing. Raises `DeclarationError`, before anything is done,
    where the city's nightly method or calendar is wrong, and `DamagedFile` where a retraction is gone.
    """
    nightly_method(run.city)
    run.city.calendar.check()
    check_retractions(run.home)
    store.empty_work(run.home)
    submissions_before = store.index_submissions(run.home)
    retracted = store.load_retractions(run.home)
    arrivals = arrive(run, settled_before_ns, submissions_before.values(), steps.limits, retracted)
    arriving = {(arrival.delivery.unit_id, arrival.landed.sha256) for arrival in arrivals.new if arrival.landed}
    arrivals_to_read = [
        *arrivals.new,
        *outdated_files(run, submissions_before.values(), arriving, steps.limits, retracted),
    ]
    new_submissions = _ingested(run, arrivals_to_read, steps)
    submissions = store.index_submissions(run.home, submissions_before)
    confirm_gate(run.city, new_submissions)
    snapshot = commit_snapshot(run, steps.tables, steps.rank)
    docs = steps.judge(run, new_submissions, name_of_night(run.home, snapshot.name))
    read_before = {(submission.folder, submission.file_sha256) for submission in submissions_before.values()}
    outcomes = _in_order(_outcomes(run, submissions.values(), arrivals, new_submissions, read_before))
    return Report(run.business_date, snapshot, outcomes, docs=docs)


def with_refused(report: Report, refused: Iterable[SubmissionRecord]) -> Report:
    """Return the report with files that were refused by a run which ended before it could report.

    To this night they are known; without it nobody would be told of them.
    """
    lost_outcomes = [_outcome_of_submission(submission, False) for submission in refused]
    files = {(outcome.unit_id, outcome.file_name) for outcome in lost_outcomes}
    other_outcomes = [
        o for o in report.outcomes if o.status != "already_loaded" or (o.unit_id, o.file_name) not in files
    ]
    return replace(report, outcomes=_in_order([*other_outcomes, *lost_outcomes]))


def _ingested(run: Run, arrivals: Sequence[Arrival], steps: Steps) -> list[SubmissionRecord]:
    work = [ToTakeIn(run, arrival, steps.read, steps.keep) for arrival in arrivals]
    try:
        return [s for submissions in steps.deliveries(take_in_delivery, work) for s in submissions]
    finally:
        stop_children()  # those of this process, if it read: nothing else is read tonight


def _outcomes(
    run: Run,
    submissions: Collection[Submission],
    arrivals: Arrivals,
    new_submissions: Sequence[SubmissionRecord],
    read_before: Collection[tuple[str, str]],
) -> list[Outcome]:
    active = active_submissions(run, submissions, store.load_retractions(run.home))
    outcomes = [
        _outcome_of_submission(submission, (submission.folder, submission.file_sha256) in read_before)
        for submission in new_submissions
    ]
    for delivery, submissions_of_file in arrivals.known:
        outcomes.append(_outcome_of_known(delivery, submissions_of_file))
    outcomes += [_outcome_of_damage(delivery, damage) for delivery, damage in arrivals.damaged]
    for entry in arrivals.left_alone:
        outcomes.append(_outcome_of_left_alone(run, entry))
    for unit_id, status in silent_units(run.city, run.business_date, active).items():
        outcomes.append(_outcome_of_silence(run, unit_id, status))
    return outcomes


def _in_order(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    return tuple(sorted(outcomes, key=lambda o: (o.unit_id, o.table, o.file_name, o.status)))


def _outcome_of_submission(submission: SubmissionRecord, is_read_again: bool) -> Outcome:
    return Outcome(
        unit_id=submission.unit_id,
        status=submission.status,
        file_name=shape_of_name(submission.file_name) if submission.status == "failed" else submission.alias,
        table=submission.table,
        submission_id=submission.submission_id,
        rows_in=submission.rows_in,
        accepted=submission.accepted,
        rejected=submission.rejected,
        duplicate=submission.duplicate,
        layout=submission.layout_count,
        warnings=len(submission.file_warnings) + len(submission.row_warnings),
        reason=submission.reason or "",
        message_vi=submission.message_vi or "",
        message_en=submission.message_en or "",
        is_read_again=is_read_again,
    )


def _outcome_of_known(delivery: Delivery, submissions: Sequence[Submission]) -> Outcome:
    """Return what became of a file that was read before; one that is beyond the limits waits for a person."""
    if submissions and submissions[0].is_beyond_limits:
        waiting = submissions[0]
        why = Declared(waiting.message_vi or "", waiting.message_en or "")
        day, submission = waiting.business_date, waiting.submission_id
        outcome = Outcome(delivery.unit_id, "rejected", waiting.alias, waiting.table, submission, reason="limits")
        return _with_words(outcome, message("deliveries.waits-beyond-limits", why=why, day=day, submission=submission))
    if submissions:
        return Outcome(delivery.unit_id, "already_loaded", submissions[0].alias, submissions[0].table)
    return Outcome(delivery.unit_id, "already_loaded", shape_of_name(delivery.path.name))


def _outcome_of_left_alone(run: Run, entry: LeftAlone) -> Outcome:
    unit_id, file_name = shown_name(run, entry.path)
    return _with_words(Outcome(unit_id, "left_alone", file_name, reason=entry.code), entry.message)


def _outcome_of_damage(delivery: Delivery, damage: Damage) -> Outcome:
    outcome = Outcome(delivery.unit_id, "failed", shape_of_name(delivery.path.name), reason="landing-damaged")
    return _with_words(outcome, damage.message)


def _outcome_of_silence(run: Run, unit_id: str, status: Literal["missing", "not_expected"]) -> Outcome:
    if status == "not_expected":
        return _with_words(Outcome(unit_id, status), message("deliveries.nothing-expected"))
    name = run.city.register.by_id[unit_id].name_vi
    nothing_sent = message("deliveries.nothing-sent", unit=name, day=run.business_date)
    return _with_words(Outcome(unit_id, status, reason="missing"), nothing_sent)


def _with_words(outcome: Outcome, words: Message) -> Outcome:
    """Return the outcome with what is said of it."""
    message_vi, message_en = said(words)
    return replace(outcome, message_vi=message_vi, message_en=message_en)
