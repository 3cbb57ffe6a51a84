"""How far a ranking can be trusted: what chance may have done, and what other choices would make of it."""
