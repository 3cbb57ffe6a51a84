"""Looking at the machine and the data root: what is wrong before a night meets it, and what to do about it."""
