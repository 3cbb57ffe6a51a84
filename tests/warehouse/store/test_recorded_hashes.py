"""What is kept is named by a hash: files of a submission in its record, records and manifests by their own seals."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nights import deliver, dossier, home_at, run

from warehouse import store
from warehouse.store.home import SIDES
from warehouse.store.seals import is_broken, sealed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home after one night: a file with a rejected row, one that is refused, a retraction."""
    home = home_at(tmp_path_factory.mktemp("hashed") / "home")
    deliver(home, "quan-12", "HoSo_202302272000.csv", [*(dossier(i) for i in range(12)), dossier(20, Kênh_nộp="?")])
    deliver(home, "quan-3", "unknown.csv", "a,b\n1,2\n")
    run(home)
    loaded = next(s for s in store.load_submissions(home).values() if s.is_loaded)
    store.keep_retraction(home, loaded.submission_id, {"reason": "a test"})
    return home


def test_a_record_has_the_hashes_of_what_is_kept(home):
    records = store.load_records(home).values()
    assert {r.status for r in records} == {"accepted_with_rejections", "rejected"}
    for record in records:
        of_files = [home.kept(record, side) for side in SIDES]
        hashes = [store.file_hash(path) if path.exists() else "" for path in of_files]
        assert [record.accepted_sha256, record.rejected_sha256] == hashes
        assert all(hashes) == record.is_loaded


def test_every_letter_of_what_has_no_hash_elsewhere_is_sealed(home):
    files = [*home.submissions.iterdir(), *home.retractions.iterdir(), home.current / store.MANIFEST]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not is_broken(json.loads(text))
        for place in range(0, len(text), 7):
            changed = text[:place] + ("1" if text[place] != "1" else "2") + text[place + 1 :]
            try:
                content = json.loads(changed)
            except ValueError:
                continue
            if content != json.loads(text) and content.get("seal"):
                assert is_broken(content), (path.name, place)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5))
def test_what_is_sealed_is_whole_after_it_was_written_and_read(content):
    written = json.dumps(sealed(content), ensure_ascii=True)
    assert not is_broken(json.loads(written))
    assert is_broken({**json.loads(written), "another": 1})


def test_of_what_an_earlier_version_wrote_nothing_is_said():
    assert not is_broken({"submission_id": "0" * 16})
    assert not is_broken({"submission_id": "0" * 16, "seal": ""})
