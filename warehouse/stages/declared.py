"""The stages of the pipeline: the functions that each begins with, by which everything it makes is named."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """`entries`: "module:function", each with all that it can reach; `data`: folders of files that it reads as well.

    `epoch` is raised by a person where something must be made anew that no code or declaration shows.
    """

    entries: tuple[str, ...]
    data: tuple[str, ...] = ()
    epoch: int = 1


STAGES: Mapping[str, Stage] = {
    "read": Stage(("warehouse.pipeline.ingest:ingest", "warehouse.reading.recognise:read_delivery")),
    "fold": Stage(("warehouse.pipeline.tables:write_table",)),
    "count": Stage(("warehouse.pipeline.counts:write_measures",)),
    "rank": Stage(("warehouse.pipeline.rankings:write_rankings",)),
    "snapshot": Stage(("warehouse.pipeline.snapshot:commit_snapshot",)),
    "publish": Stage(
        ("warehouse.pipeline.draft:rank_period", "warehouse.pipeline.draft_files:write_draft"), ("warehouse/site",)
    ),
    "outbox": Stage(("warehouse.pipeline.draft:rank_period", "warehouse.pipeline.outbox:write_outbox")),
}
