"""What is certain at a glance, and taken out before any programme is solved."""

import numpy as np

from warehouse.arrays import Floats
from warehouse.disclosure.solver.knowledge import SLACK, Rows


def certain(rows: Rows) -> Floats:
    """Return the variables that are certain, not a number for the others.

    A variable alone in a row of one value has that value; terms that cannot be negative and add up to 0 are all 0; and
    so on with what is then left of the rows.
    """
    entries = rows.matrix.tocoo()
    row, column, value = entries.row, entries.col, entries.data
    count = rows.matrix.shape[0]
    is_exact = rows.low == rows.high
    values = np.full(rows.matrix.shape[1], np.nan)
    while True:
        is_open = np.isnan(values)[column]
        open_terms = np.bincount(row[is_open], minlength=count)
        may_offset = is_open & ((value < 0) | (rows.least[column] < 0))
        remainder = rows.high - np.bincount(row[~is_open], value[~is_open] * values[column[~is_open]], count)
        alone = is_open & (is_exact & (open_terms == 1))[row]
        nothing = (remainder <= SLACK) & (np.bincount(row[may_offset], minlength=count) == 0)
        zero = is_open & nothing[row]
        if not (alone | zero).any():
            return values
        values[column[zero]] = 0.0
        values[column[alone]] = remainder[row[alone]] / value[alone]
