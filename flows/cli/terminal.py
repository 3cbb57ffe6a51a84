"""What a person types at the terminal."""

import select
import sys


def typed_line() -> str:
    """Return the next line with its end, "" at Ctrl-D; raise `KeyboardInterrupt` at once at Ctrl-C."""
    select.select([sys.stdin], [], [])  # Polars has reading itself go on after Ctrl-C
    return sys.stdin.readline()
