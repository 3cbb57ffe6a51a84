"""A method in words and formulas, in Vietnamese and English."""
