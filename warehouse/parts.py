"""Rows that need not fit into memory: in several frames, in order, of which one is looked at at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl


@dataclass(frozen=True)
class Parts:
    """The rows of one or several frames, one below the other; at least one, all of one schema.

    A frame that is in memory is kept there; one that lies in a file is lazy, and only those of its columns are read
    that are asked for. Whatever is asked, the answer is the same however the rows are divided.
    """

    frames: Sequence[pl.DataFrame | pl.LazyFrame]

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.frames[0].collect_schema().names()

    @property
    def in_memory(self) -> pl.DataFrame | None:
        """All rows, if they are in one frame that is in memory."""
        first = self.frames[0]
        return first if len(self.frames) == 1 and isinstance(first, pl.DataFrame) else None

    def select(self, *exprs: pl.Expr) -> pl.DataFrame:
        """Return what expressions give of each part, one below the other."""
        results = [_collected(frame.select(exprs)) for frame in self.frames]
        return results[0] if len(results) == 1 else pl.concat(results)

    def filter(self, condition: pl.Expr) -> "Parts":
        """Return the rows that fulfil a condition."""
        return Parts([frame.filter(condition) for frame in self.frames])

    def with_columns(self, exprs: Sequence[pl.Expr]) -> "Parts":
        """Return the rows with further columns, or with others in their place."""
        return Parts([frame.with_columns(exprs) for frame in self.frames]) if exprs else self

    def any(self, condition: pl.Expr) -> bool:
        """Say whether a condition holds for some row, looking no further than the first part in which it does."""
        return any(_collected(frame.select(condition.any())).item() for frame in self.frames)

    def all(self, condition: pl.Expr) -> bool:
        """Say whether no row is known to miss a condition."""
        return all(_collected(frame.select(condition.all())).item() for frame in self.frames)

    def count(self, condition: pl.Expr) -> int:
        """Return for how many rows a condition holds."""
        return int(self.select(condition.sum()).to_series().sum())

    def height(self) -> int:
        """Return how many rows there are."""
        return sum(_height(frame) for frame in self.frames)

    def unique(self, expr: pl.Expr) -> pl.Series:
        """Return the distinct values of an expression, in no order."""
        distinct = [_collected(frame.select(expr.unique())).to_series() for frame in self.frames]
        return reduce(lambda first, second: first.append(second).unique(), distinct)

    def unique_in_order(self, name: str) -> pl.Series:
        """Return the distinct values of a column, in the order in which they come first."""
        return self.select(pl.col(name).unique(maintain_order=True)).to_series().unique(maintain_order=True)

    def head(self, rows: int, *exprs: pl.Expr) -> pl.DataFrame:
        """Return expressions over the first rows."""
        first, missing = list[pl.DataFrame](), rows
        for frame in self.frames:
            first.append(_collected(frame.head(missing).select(exprs)))
            missing -= first[-1].height
            if missing <= 0:
                break
        return pl.concat(first)

    def each(self) -> Iterator[pl.DataFrame]:
        """Yield every part, whole."""
        for frame in self.frames:
            yield _collected(frame)


def _height(frame: pl.DataFrame | pl.LazyFrame) -> int:
    return frame.height if isinstance(frame, pl.DataFrame) else int(frame.select(pl.len()).collect().item())


def _collected(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    return frame if isinstance(frame, pl.DataFrame) else frame.collect(engine="in-memory")
