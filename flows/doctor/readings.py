"""Which files were read by an earlier version, or by other declarations, and cannot be read again."""

from collections.abc import Iterator

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding
from flows.settings import running_business_date
from schemas.words.message import message
from warehouse import store
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.reread import outdated_and_wanted
from warehouse.run import Run


def readings(checkup: Checkup) -> Iterator[Finding]:
    """Yield how many submissions there are, and how many of those that count were read by an earlier version."""
    if not checkup.home.submissions.is_dir():
        return
    run = Run(checkup.home, checkup.city, running_business_date(checkup.city))
    submissions = store.load_submissions(checkup.home).values()
    active = active_submissions(run, submissions, store.load_retractions(checkup.home))
    outdated_submissions = outdated_and_wanted(run, active)
    item = message("doctor.item-readings")
    words = message("doctor.readings", count=len(submissions), outdated=len(outdated_submissions))
    if outdated_submissions:
        yield Finding(item, "warning", words, message("cli_status.outdated", count=len(outdated_submissions)))
    else:
        yield Finding(item, "ok", words)
