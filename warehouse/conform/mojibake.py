"""Garbled Vietnamese: what its letters look like when they are read in a wrong encoding, as an expression of Rust."""

from schemas.data_files import data_file

GARBLED = "|".join(pattern for of_encoding in data_file("garbled").values() for pattern in of_encoding)
