"""What we compute and where it is kept: pure functions over Polars frames, and two edges that touch disk."""
