"""What a person must act on, found of a night or of the data root: pure functions of what was looked at."""
