"""The life of a published ranking, pure: states, the chained audit log, what changed, and what its pages say of it."""
