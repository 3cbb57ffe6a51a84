"""In which state a flow run ends: whoever looks at Prefect alone must not read "Completed" where a person is needed.

The run did its work, so it is of the type Completed: it is not tried again and frees its slot. Its name differs, and
automations know a state by its name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from prefect.client.schemas.objects import State
from prefect.states import Completed

from schemas.words.catalogue import said
from schemas.words.message import Message, message
from warehouse.night.report import NEED_A_PERSON, Report

NEEDS_ATTENTION = "NeedsAttention"
_NAMED = 10  # ids in one list: a state is read in one line, and 168 communes can be silent


def ended(report: Report) -> State[Report]:
    """Return the state in which the run ends that the report is of; it holds the report.

    What needs a person is told in its message by counts and ids of units, places and editions, never by names of files.
    """
    if not report.needs_attention:
        return Completed(data=report)
    each = zip(*map(said, _wanting(report)), strict=True)
    of_languages = zip(said(message("automations.state")), each, strict=True)
    words = " / ".join(f"{what}: {'; '.join(parts)}" for what, parts in of_languages)
    return Completed(name=NEEDS_ATTENTION, message=words, data=report)


def _wanting(report: Report) -> Iterator[Message]:
    for status in NEED_A_PERSON:
        yield from _part(f"automations.state-{status}", (o.unit_id for o in report.outcomes if o.status == status))
    yield from _part("automations.state-not-fetched", (place.name for place in report.fetched if place.needs_attention))
    yield from _part("automations.state-not-released", (e.series or "?" for e in report.released if not e.is_public))


def _part(key: str, ids: Iterable[str]) -> Iterator[Message]:
    """Yield one part of the message, where there is something to tell: how many, and whose."""
    counts = Counter(ids)
    if not counts:
        return
    first = [f"{name} ({n})" if n > 1 else name for name, n in sorted(counts.items())[:_NAMED]]
    rest = len(counts) - len(first)
    yield message(key, count=counts.total(), ids=", ".join(first) + (f", +{rest}" if rest else ""))
