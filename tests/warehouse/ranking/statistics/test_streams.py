from hashlib import sha256
from itertools import combinations

import numpy as np
import pytest

from warehouse.ranking.statistics.streams import stream

METHOD = sha256(b"method").hexdigest()


def test_the_same_three_give_the_same_numbers():
    assert np.array_equal(stream(7, METHOD, "draws").random(50), stream(7, METHOD, "draws").random(50))
    assert np.array_equal(stream(7, METHOD.upper(), "draws").random(9), stream(7, METHOD, "draws").random(9))


def test_seed_method_and_stage_each_give_another_stream():
    other = sha256(b"another method").hexdigest()
    streams = [stream(7, METHOD, "draws"), stream(8, METHOD, "draws"), stream(7, other, "draws")]
    streams += [stream(7, METHOD, "rank sets"), stream(7, METHOD[:-1] + "0", "draws")]
    for one, another in combinations([s.random(1000) for s in streams], 2):
        assert abs(np.corrcoef(one, another)[0, 1]) < 0.15


def test_numbers_do_not_change_with_the_release():
    # A published ranking must be computable again: this fails where the seeding or the generator changes.
    drawn = stream(2025, "00ff" * 16, "score draws").integers(0, 2**32, 3)
    assert drawn.tolist() == [2379020189, 963689196, 762672090]


def test_global_state_is_left_alone():
    before = np.random.get_state()[1].copy()
    stream(1, METHOD, "draws").random(10)
    assert np.array_equal(before, np.random.get_state()[1])


@pytest.mark.parametrize(
    ("seed", "fingerprint"), [(-1, METHOD), (1, "xyz"), (1, ""), (1, "0x1f"), (1, " 1f"), (1, "1_f")]
)
def test_other_seeds_and_fingerprints_are_refused(seed, fingerprint):
    with pytest.raises(ValueError, match=r"of a (stream|method)"):
        stream(seed, fingerprint, "draws")
