"""The composition: the only place where the modules of the warehouse meet; one step of the night in each module."""
