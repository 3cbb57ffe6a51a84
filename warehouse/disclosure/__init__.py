"""Statistical disclosure control: what of a publication may not be told, and taking it out of its tables."""
