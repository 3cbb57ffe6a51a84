"""Each new folder of a data root lasts: what the system was asked for is watched from outside, by strace."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.durable import make_folder

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
STRACE = shutil.which("strace")
MADE_AGAIN = {"cache", "work", "docs", "drafts", "outbox"}  # what may be lost, because it can be made again
# A night with accepted and rejected rows, a retraction, a report, an edition: all that makes folders to be kept.
WORK = """
import sys
from pathlib import Path
from tests.warehouse.nights import deliver, dossier, home_at, run
from flows.reports import keep_report
from warehouse import store

home = store.Home(Path(sys.argv[1]) / "new" / "home")
with store.one_writer(home):
    store.open_inbox(home)
    deliver(home, "quan-12", "a.csv", [*(dossier(n) for n in range(20)), dossier(99, Ngày_nộp="x")])
    report = run(home)
    keep_report(home, report.business_date, report.as_json())
    (submission,) = store.load_submissions(home)
    store.keep_retraction(home, submission, {"reason": "invented"})
with store.one_editor(home):
    store.keep_content(home, "2022-qd766", 1, {"index.html": "<p>", "vi/index.html": "<p>"}, "{}")
"""


def is_traced():
    if STRACE is None:
        return False
    command = [STRACE, "-y", "-e", "trace=fsync", "true"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not is_traced(), reason="needs strace, and the right to use it")
def test_the_name_of_each_new_folder_is_synced(tmp_path):
    trace = tmp_path / "trace"
    command = [STRACE, "-f", "-y", "-e", "trace=mkdir,fsync", "-o", trace, sys.executable, "-c", WORK, tmp_path]
    subprocess.run(command, check=True, cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'warehouse'}"})
    home, made, unsynced = tmp_path / "new" / "home", [], {}
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if (call := re.search(r'mkdir\("([^"]+)", \d+\)\s+= 0', line)) and call[1].startswith(f"{tmp_path}/"):
            made.append(Path(call[1]))
            unsynced[made[-1]] = made[-1].parent
        elif call := re.search(r"fsync\(\d+<([^>]+)>\)\s+= 0", line):
            unsynced = {folder: parent for folder, parent in unsynced.items() if parent != Path(call[1])}
    lost = [path for path in unsynced if not MADE_AGAIN & set(path.relative_to(tmp_path).parts)]
    assert {home, home / "inbox", home / "landing", home / "accepted", home / "accepted" / "dossiers"} <= set(made)
    assert {home / "rejected", home / "retractions", home / "submissions", home / "editions"} <= set(made)
    assert [p for p in lost if "quan-12" not in p.parts] == []  # the sender's folder is made by the test


def test_a_folder_is_made_with_those_above_it_and_may_be_there(tmp_path):
    folder = tmp_path / "a" / "b" / "c"
    make_folder(folder, 0o700)
    make_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "file")
    with pytest.raises(NotADirectoryError):
        make_folder(tmp_path / "file" / "below")
