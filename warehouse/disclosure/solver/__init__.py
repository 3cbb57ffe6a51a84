"""Which counts to hide so that no small one can be worked out, over linear sums: it knows nothing of districts."""
