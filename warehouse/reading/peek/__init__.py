"""A look at a file that nobody has declared: in which format it may be meant, and some of its rows."""
