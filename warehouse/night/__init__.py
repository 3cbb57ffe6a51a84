"""A night: what has arrived is taken in, judged and folded into the next snapshot, and every row is accounted for."""
