"""JSON and NDJSON: where the records stand, and their fields as columns."""
