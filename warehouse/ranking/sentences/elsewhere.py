"""That the ranked period holds nothing to rank by and other years do, as commands, pages and workbooks say it."""

from schemas.words.message import Message, message
from warehouse.ranking.counted_days import CountedElsewhere


def of_elsewhere(elsewhere: CountedElsewhere) -> Message:
    """Return in which years the counts lie. Pages say it too: days of single cases are nothing that they tell."""
    first, last = elsewhere.first.year, elsewhere.last.year
    years = message("findings.year", year=last) if first == last else message("findings.years", first=first, last=last)
    return message("findings.elsewhere", first=elsewhere.period_first, last=elsewhere.period_last, years=years)
