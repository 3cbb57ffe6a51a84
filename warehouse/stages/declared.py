"""The stages of the pipeline: the functions that each begins with, by which everything it makes is named."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """`entries`: "module:function", each with all that it can reach; `data`: folders of files that it reads as well.

    A function that a stage is handed, and what makes the values that it is handed, are entries too: no name in its own
    code leads there. Declarations are no `data`: the keys of the things kept name them as they are in force. Words
    that code says by their key are none either: they are found as the code is.

    `epoch` is raised by a person where something must be made anew that no code or declaration shows.
    """

    entries: tuple[str, ...]
    data: tuple[str, ...] = ()
    epoch: int = 1


_DATA = ("schemas/data",)  # letters and words that rows are read by, and the columns of their origin

STAGES: Mapping[str, Stage] = {
    "read": Stage(
        (
            "warehouse.night.ingest.ingest:ingest",
            "warehouse.night.ingest.children:read_in_child",  # the `read` that `ingest` is handed
            "warehouse.night.ingest.children:keep_within",  # and the `keep`
            "warehouse.inbox.control:control_of",  # what is promised beside a file decides on it
            "warehouse.inbox.control:read_control",
        ),
        ("warehouse/reading/data", *_DATA),
    ),
    "fold": Stage(("warehouse.night.tables.tables:write_table",), _DATA),
    "count": Stage(("warehouse.counting.measures_table:write_measures",)),
    "rank": Stage(("warehouse.ranking.nightly_tables:write_rankings",)),
    "snapshot": Stage(("warehouse.night.snapshot:commit_snapshot",), _DATA),
    "publish": Stage(
        ("warehouse.ranking.rank_period:rank_period", "warehouse.editions.draft_files:write_draft"),
        ("warehouse/site/templates", "warehouse/site/assets", "schemas/words", *_DATA),
    ),
    "outbox": Stage(
        (
            "warehouse.ranking.rank_period:rank_period",  # the draft that workbooks are about
            "warehouse.outbox.write:write_outbox",
        )
    ),
}
