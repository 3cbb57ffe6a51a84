"""The neighbourhood of a row: the variables that are linked to it most closely, and their part of the matrix."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from warehouse.arrays import Floats

Places = NDArray[np.intp]


class Entries(NamedTuple):
    """The entries of a sparse matrix; plain arrays, since making thousands of small sparse matrices takes longest."""

    row: Places
    column: Places
    value: Floats

    def times(self, vector: Floats, rows: int) -> Floats:
        """Return the product with a vector, of length `rows`."""
        return np.bincount(self.row, self.value * vector[self.column], rows).astype(np.float64)

    def matrix(self, rows: int, columns: int) -> csc_array:
        """Return the matrix."""
        return csc_array((self.value, (self.row, self.column)), shape=(rows, columns))


@dataclass(frozen=True)
class Links:
    """A matrix by its rows and by its columns."""

    by_row: csr_array
    by_column: csr_array

    @classmethod
    def of(cls, matrix: csr_array) -> "Links":
        """Return the links of a matrix."""
        return cls(matrix, csr_array(matrix.T))

    def near(self, target: int, size: int) -> Places:
        """Return the variables of a row, and those that share rows with them, step by step, at most about `size`.

        Rows of few variables come first: a sum over a whole city links everything with everything.
        """
        starts = self.by_row.indptr
        variables = set(_entries(self.by_row, target))
        visited, layer = {target}, sorted(variables)
        while layer and len(variables) < size:
            linked_rows = {row for column in layer for row in _entries(self.by_column, column)} - visited
            layer = []
            for row in sorted(linked_rows, key=lambda r: (starts[r + 1] - starts[r], r)):
                new_columns = [column for column in _entries(self.by_row, row) if column not in variables]
                if len(variables) + len(new_columns) <= size:
                    variables.update(new_columns)
                    layer += new_columns
            visited |= linked_rows
        return np.array(sorted(variables), dtype=np.intp)

    def part_near(self, near: Places) -> tuple[Places, Entries]:
        """Return the rows that hold any of the variables `near`, and their entries there, renumbered."""
        starts, ends = self.by_column.indptr[near], self.by_column.indptr[near + 1]
        entry_places = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        rows, row = np.unique(self.by_column.indices[entry_places], return_inverse=True)
        return rows, Entries(row, np.repeat(np.arange(len(near)), ends - starts), self.by_column.data[entry_places])


def _entries(matrix: csr_array, row: int) -> list[int]:
    return matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist()  # type: ignore[no-any-return]
