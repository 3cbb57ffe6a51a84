"""The tables of a publication, made from a draft and its snapshot, and protected against disclosure."""
