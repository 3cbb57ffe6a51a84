"""Nights by another version of our own code: a copy of the packages in which some files are changed.

As a script it runs the nights that it reads from standard input, by the packages that are on its path.
"""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[3]


def changed_copy(folder, changes):
    """Copy the packages as links, but for changed files: `changes` maps a path to pairs (old text, new text)."""
    for package in ("schemas", "warehouse"):
        shutil.copytree(ROOT / package, folder / package, copy_function=os.symlink)
    for name, pairs in changes.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) >= 1, old
            text = text.replace(old, new)
        (folder / name).unlink()
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run_nights(packages, nights):
    """Run nights one after the other in a process with these packages.

    A night is a home, a day, and what is delivered before: "unit/name" -> text. Returns for each the name of the
    snapshot, and path -> hash of the files of its data tables and measures.
    """
    path = os.pathsep.join(map(str, (packages, Path(__file__).parents[1])))
    plan = json.dumps([(str(home), str(on), files) for home, on, files in nights])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, __file__], input=plan, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def main():
    import nights

    import warehouse

    outcomes = [warehouse.__file__]
    for root, on, files in json.load(sys.stdin):
        home = nights.home_at(Path(root))
        for place, text in files.items():
            nights.deliver(home, *place.split("/"), text)
        report = nights.run(home, on=date.fromisoformat(on))
        outcomes.append((report.snapshot.name, nights.table_bytes(home)))
    json.dump(outcomes, sys.stdout)


if __name__ == "__main__":
    main()
