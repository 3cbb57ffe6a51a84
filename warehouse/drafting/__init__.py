"""A source for a file that nobody has declared: what its headers and values suggest, written for a person to finish."""
