"""Something that happens at a moment of a run, as seen by the interpreter: nothing of the run is replaced."""

import sys
from contextlib import contextmanager


@contextmanager
def once_done(function, happens):
    """Let `happens` be called once, when `function` of this thread has returned for the first time."""
    waiting = [happens]

    def watch(frame, event, _argument):
        if event == "return" and frame.f_code is function.__code__ and waiting:
            waiting.pop()()

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)
    assert not waiting, f"{function.__name__} was never called"
