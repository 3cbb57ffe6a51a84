"""That the ranked period holds nothing to rank by and other years do, as commands, pages and workbooks say it."""

from schemas.words.message import Message, message
from warehouse.ranking.counted_days import CountedElsewhere


def of_elsewhere(counted: CountedElsewhere) -> Message:
    """Return in which years the counts lie. Pages say it too: days of single cases are nothing that they tell."""
    first, last = counted.first.year, counted.last.year
    years = message("findings.year", year=last) if first == last else message("findings.years", first=first, last=last)
    return message("findings.elsewhere", first=counted.period_first, last=counted.period_last, years=years)
