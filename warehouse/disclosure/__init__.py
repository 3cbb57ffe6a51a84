"""Statistical disclosure control: which counts a publication must not disclose, and taking them out of its tables."""
