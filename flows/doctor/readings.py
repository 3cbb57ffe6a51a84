"""Which files were read by an earlier version, or by other declarations, and cannot be read again."""

from collections.abc import Iterator

from flows.doctor.examined import Examined
from flows.doctor.finding import Finding
from flows.settings import running_business_date
from schemas.words.message import message
from warehouse import store
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.reread import outdated_and_wanted
from warehouse.run import Run


def readings(at: Examined) -> Iterator[Finding]:
    """Yield how many submissions there are, and how many of those that count were read by an earlier version."""
    if not at.home.submissions.is_dir():
        return
    run = Run(at.home, at.city, running_business_date(at.city))
    submissions = store.load_submissions(at.home).values()
    active = active_submissions(run, submissions, store.load_retractions(at.home))
    outdated = outdated_and_wanted(run, active)
    item = message("doctor.item-readings")
    words = message("doctor.readings", count=len(submissions), outdated=len(outdated))
    if outdated:
        yield Finding(item, "warning", words, message("cli_status.outdated", count=len(outdated)))
    else:
        yield Finding(item, "ok", words)
