"""What is published of a ranking: a `Publication`, made from a draft and its snapshot, protected against disclosure."""
