"""A row of a frame as plain Python has it, where a few rows are looked at one by one."""

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]  # by the names of its columns
Values = tuple[object, ...]  # in the order of a schema
