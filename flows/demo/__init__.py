"""A synthetic city: invented exports of 22 districts with real-looking faults, and the planted truth beside them."""

from flows.demo.deliveries import write_bench_csv, write_deliveries
from flows.demo.plan import STAGES, Stage
from flows.demo.truth import Truth

__all__ = ["STAGES", "Stage", "Truth", "write_bench_csv", "write_deliveries"]
