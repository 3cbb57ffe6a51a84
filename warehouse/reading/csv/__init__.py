"""Delimited text: where records begin and end, and their cells."""
