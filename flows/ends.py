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
_MOST_IDS = 10  # ids in one list: a state is read in one line, and 168 communes can be silent


def end_state(report: Report) -> State[Report]:
    """Return the state in which the run ends that the report is of; it holds the report.

    What needs a person is told in its message by counts and ids of units, places and editions, never by names of files.
    """
    if not report.needs_attention:
        return Completed(data=report)
    sentences = zip(*map(said, _attention_messages(report)), strict=True)
    heads_and_sentences = zip(said(message("automations.state")), sentences, strict=True)
    words = " / ".join(f"{head}: {'; '.join(sentence_group)}" for head, sentence_group in heads_and_sentences)
    return Completed(name=NEEDS_ATTENTION, message=words, data=report)


def _attention_messages(report: Report) -> Iterator[Message]:
    for status in NEED_A_PERSON:
        yield from _count_message(
            f"automations.state-{status}", (o.unit_id for o in report.outcomes if o.status == status)
        )
    yield from _count_message(
        "automations.state-not-fetched", (result.name for result in report.fetched if result.needs_attention)
    )
    yield from _count_message(
        "automations.state-not-released", (e.series or "?" for e in report.released if not e.is_public)
    )


def _count_message(key: str, ids: Iterable[str]) -> Iterator[Message]:
    """Yield one part of the message, where there is something to tell: how many, and whose."""
    counts = Counter(ids)
    if not counts:
        return
    shown_ids = [f"{name} ({n})" if n > 1 else name for name, n in sorted(counts.items())[:_MOST_IDS]]
    hidden_count = len(counts) - len(shown_ids)
    yield message(key, count=counts.total(), ids=", ".join(shown_ids) + (f", +{hidden_count}" if hidden_count else ""))
