"""Our own code as the stages see it, read and taken apart once for all tests of a process."""

from functools import cache

from tracing import ROOT

from warehouse.stages.declared import STAGES
from warehouse.stages.modules import take_apart
from warehouse.stages.sources import read_sources


@cache
def our_sources():
    return read_sources(ROOT, STAGES)


@cache
def our_modules():
    return {name: take_apart(text) for name, text in our_sources().modules.items()}
