"""Every rule asked of every row, and what the sender is told of those that broke one. Pure."""

from warehouse.check.explain import Explanation, explained, rejections
from warehouse.check.rows import Checked, check, outside, with_after_export

__all__ = ["Checked", "Explanation", "check", "explained", "outside", "rejections", "with_after_export"]
