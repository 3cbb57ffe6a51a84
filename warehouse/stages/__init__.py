"""What our own code contributes to the key of everything kept: a hash for each stage of the pipeline."""

from warehouse.stages.declared import STAGES, Stage
from warehouse.stages.keys import StageKey, stage_keys

__all__ = ["STAGES", "Stage", "StageKey", "stage_keys"]
