"""The equalities of form II.06a and of what stands beside it, declared: what a whole has, and what it may have besides.

Each can hold in several ways, as texts call different things by one name. Whole and parts are sums of counts by name,
see `claim_measures.toml`; `more` and `less` name what leaves room where the whole is more, or less, than its parts.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Family(NamedTuple):
    """An equality in its ways. `departures`: those that only bear figures out; `at_most`: less proves nothing.

    Where the equality `same_as` closes, this one says nothing that another of them does not say.
    """

    name: str
    ways: Sequence[tuple[str, str]]
    departures: Sequence[tuple[str, str]] = ()
    more: str = ""
    less: str = ""
    at_most: bool = False
    same_as: str = ""


_HANDLED = ("handled", "received + carried_over", "received_new + carried_over")
_CHANNELS = ("online + direct", "online + direct + post", "online_full + online_partial + direct")
_LATE = ("late", "late + undated")
_CLASSES = tuple(
    f"{on_time} + {late}"
    for on_time in ("in_time", "before_due + on_due_day", "before_due + in_time")
    for late in _LATE
)
_DUE_PARTS = (
    *_CLASSES,
    "in_time + open_overdue",
    "in_time + late + open_overdue",
    "before_due + on_due_day + late + open_overdue",
)
_RESTS = ("", " + withdrawn", " + paused", " + withdrawn + paused")

FAMILIES = (
    Family(
        "intake",
        [
            *((whole, parts) for parts in _CHANNELS for whole in ("received_new", "received")),
            *((whole, f"{parts} + carried_over") for parts in _CHANNELS for whole in ("received", "handled")),
        ],
        more="other-channel",
    ),
    Family(
        "carried",
        [
            ("received", "received_new + carried_over"),
            *(("handled", parts) for parts in _HANDLED[1:]),
            ("received", "received_new"),
        ],
        more="carried-over",
    ),
    Family(
        "open",
        [("open", "open_in_time + open_overdue"), ("open", "open_in_time + open_overdue + paused")],
        more="paused",
    ),
    *(
        Family(
            name,
            [(whole, f"resolved + {in_progress}{rest}") for rest in _RESTS for whole in ("received", *_HANDLED)],
            [("received_new", f"resolved + {in_progress}{rest}") for rest in _RESTS],
            more="withdrawn",
            less="carried-over",
            same_as="open" if name == "outcome-by-time" else "",
        )
        for name, in_progress in {"outcome": "open", "outcome-by-time": "open_in_time + open_overdue"}.items()
    ),
    Family(
        "classes",
        [*(("resolved", parts) for parts in _CLASSES), *(("due", parts) for parts in _DUE_PARTS)],
        [
            *(
                (whole, parts)
                for parts in _CLASSES
                for whole in ("received", *_HANDLED, "dated", "resolved + open_overdue")
            ),
            ("resolved", "in_time"),
            ("resolved", "before_due + on_due_day"),
            ("resolved", "before_due + in_time"),
        ],
        more="undated",
    ),
    Family("dated", [("resolved", "dated + undated")]),
    Family("on-time", [("in_time", "before_due + on_due_day")], [("in_time", "on_due_day")]),
    Family("online", [("online", "online_full + online_partial")], more="other-channel"),
    Family("petitions", [("petitions", "petitions_resolved + petitions_open")], more="others", less="carried-over"),
    Family("petitions-resolved", [("petitions_resolved", "petitions_in_time + petitions_late")], more="others"),
    Family("answers", [("answers", "satisfied + dissatisfied")], more="others"),
    Family("procedures-online", [("procedures_online", "procedures_full + procedures_partial")], more="others"),
    *(
        Family(f"within-{part}", [(whole, part) for whole in wholes], at_most=True)
        for part, wholes in {
            "online": ("received", *_HANDLED),
            "late": ("resolved", *_HANDLED),
            "open_overdue": ("open",),
            "satisfied": ("answers",),
            "procedures_online": ("procedures",),
        }.items()
    ),
    # Of what was carried over more can end than was received.
    Family("within-in_time", [(whole, "in_time") for whole in _HANDLED], at_most=True),
)
