"""The night's own account: where every row went, and what somebody should look at."""
