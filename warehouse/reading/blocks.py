"""How much of a file is read at once."""

BLOCK = 1 << 20  # bytes
