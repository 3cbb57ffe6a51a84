"""A home that nights and editions have left, ways to damage a file of it, and how two states of it are compared."""

import os
import subprocess
from datetime import timedelta

from edition_cases import Office
from nights import DAY, deliver, dossier, exchanged, hcmc, run

from warehouse import store
from warehouse.run import Run
from warehouse.store import Home
from warehouse.upkeep.damage import shown_path
from warehouse.upkeep.verify import verify_home

LAST = DAY + timedelta(days=2)
# What no night makes anew by itself, or what readers may hold.
TOLD_APART = ("accepted", "rejected", "submissions", "retractions", "snapshots", "landing", "editions", "public-trees")


def lived_at(root):
    """Three nights: rejected rows, a refused file, a correction, a dossier that moves, a late file, a retraction."""
    home = Home(root)
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(i) for i in range(4)])
    of_quan_1 = [*(dossier(i, "Quận 1") for i in range(9)), dossier(0, "Quận 1", Kênh_nộp="?")]
    deliver(home, "quan-1", "HoSo_202302272000.csv", of_quan_1)
    deliver(home, "thu-duc", "HoSo.json", str([exchanged(i) for i in range(3)]).replace("'", '"'))
    deliver(home, "quan-3", "unknown.csv", "a,b\n1,2\n")
    run(home)
    moved = [dossier(1, Ngày_tiếp_nhận="31/01/2023 16:00:00"), dossier(7)]
    deliver(home, "quan-12", "HoSo_202302282000.csv", moved)
    deliver(home, "quan-1", "HoSo_202302282000.csv", [dossier(3, "Quận 1"), dossier(20, "Quận 1")])
    run(home, on=DAY + timedelta(days=1))
    wrong = next(s for s in store.load_submissions(home).values() if s.unit_id == "quan-1" and s.exported_at.day == 28)
    store.keep_retraction(home, wrong.submission_id, {"reason": "a test"})
    deliver(home, "quan-12", "HoSo_202302262000.csv", [dossier(2, Ngày_hẹn_trả="05/02/2023 17:00:00")])
    run(home, on=LAST)
    return home


def office_at(root):
    """An office with an edition that was corrected, and one in review."""
    office = Office(root)
    office.published()
    office.published("lần hai", reason="sửa số liệu")
    office.submit(reason="sửa nữa")
    return office


def copied(home, root):
    """A copy in which names of one file are names of one file."""
    subprocess.run(["cp", "-a", home.root, root], check=True)
    return Home(root)


def damages(home, city=None, on=LAST):
    """What is found damaged: code and path."""
    looked = verify_home(Run(home, city or hcmc(), on))
    return [(damage.code, shown_path(home, damage.path)) for damage in looked.damages]


def state(home):
    """What stands in the home: the bytes of every file, and where every link leads, by path."""
    paths = [home.current, home.public, *(p for name in TOLD_APART for p in sorted((home.root / name).rglob("*")))]
    there = [p for p in paths if p.is_symlink() or p.is_file()]
    return {shown_path(home, p): str(p.readlink()) if p.is_symlink() else p.read_bytes() for p in there}


def _writable(path):
    path.chmod(0o644)
    return path


def truncate(path):
    os.truncate(_writable(path), path.stat().st_size // 2)


def flip(path):
    """Change one bit in the middle, in place: under every name that the file has."""
    with _writable(path).open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def delete(path):
    path.unlink()


def become_folder(path):
    path.unlink()
    path.mkdir()
    (path / "strange").write_text("x", encoding="utf-8")


def empty(path):
    os.truncate(_writable(path), 0)


def become_link(path):
    """A link to another file, of the same bytes even: it may lead anywhere tomorrow."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


WAYS = {w.__name__: w for w in (truncate, flip, delete, become_folder, empty, become_link)}
