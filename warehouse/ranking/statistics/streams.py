"""Streams of random numbers: each stage of a ranking draws from its own, so that no stage disturbs another."""

import re
from zlib import crc32

from numpy.random import PCG64, Generator, SeedSequence


def stream(seed: int, fingerprint: str, stage: str) -> Generator:
    """Return the generator of one stage: PCG64 seeded from the seed, the method's fingerprint and the stage's name.

    `fingerprint` is the method file's hash in hexadecimal. The same three give the same numbers on every machine; a
    changed method or another stage gives an unrelated stream. Raises ValueError for a negative seed, and for a
    fingerprint that is not hexadecimal digits alone. Source: M. E. O'Neill (2014) for the generator.
    """
    if seed < 0:
        raise ValueError(f"the seed of a stream is a whole number of at least 0, not {seed}")
    if not re.fullmatch("[0-9a-fA-F]+", fingerprint):
        raise ValueError(f"the fingerprint of a method is written in hexadecimal digits, not {fingerprint!r}")
    return Generator(PCG64(SeedSequence([seed, int(fingerprint, 16), crc32(stage.encode())])))
