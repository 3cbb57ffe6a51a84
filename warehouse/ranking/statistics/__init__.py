"""Statistics of counts and ranks on arrays: it knows nothing of units, indicators or methods."""
