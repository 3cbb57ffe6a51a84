"""Arithmetic of composite indicators on arrays: normalise, weigh, aggregate, rank, and vary all of that."""
