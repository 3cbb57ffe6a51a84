"""What holds for all tests."""

from hypothesis import settings

# How long an example takes is a fact about the machine: a busy one would fail tests that hold.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
