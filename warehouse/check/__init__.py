"""Every rule asked of every row, and what the sender is told of those that broke one. Pure."""

from warehouse.check.explain import Explanation, explained, rejections
from warehouse.check.rows import Checked, check, compares_rows, outside, with_after_export

__all__ = [
    "Checked",
    "Explanation",
    "check",
    "compares_rows",
    "explained",
    "outside",
    "rejections",
    "with_after_export",
]
