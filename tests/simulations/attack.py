"""The intruder against invented cities: what of the hidden counts of each city's first ranking can be worked out.

Each seed is a city of its own (`flows/demo`): all that its units sent is taken in by one night, without Prefect, the
year is ranked, and the site of the draft is attacked as it would be published. Ends with 1 where any small count is
worked out.
"""

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.cli.nightly import run_once
from flows.demo import STAGES, write_deliveries
from flows.runs import rank_now
from flows.settings import Night, Place, open_run
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from warehouse import store
from warehouse.attack.attack import Attack, attack

PERIOD, METHOD = "2022", "council-survey"
FIRST_SEED = 20_230_216


def attack_on(seed: int, dossiers: int, folder: Path) -> Attack:
    """Return what is found in the city of a seed, made in an empty folder."""
    home = store.Home(folder)
    store.write_text(folder / "SYNTHETIC", "{}")
    write_deliveries(folder / "deliveries", seed=seed, dossiers=dossiers)
    for stage in STAGES:
        shutil.copytree(folder / "deliveries" / stage.name, home.inbox, dirs_exist_ok=True)
    night = Night(business_date=STAGES[-1].business_date, settle=0)
    run_once(open_run(Place(folder), STAGES[-1].business_date), night, True, has_draft=False)
    _, page = rank_now(open_run(Place(folder), STAGES[-1].business_date), PERIOD, METHOD)
    (result,) = attack(store.read_tree(page.parents[1]))
    return result


def main() -> int:
    """Print a line for each seed, and what was worked out; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--dossiers", type=int, default=6_000)
    asked = parser.parse_args()
    recovered = 0
    print("seed      hidden  small  worked out  few left", flush=True)
    for seed in range(FIRST_SEED, FIRST_SEED + asked.seeds):
        with TemporaryDirectory(prefix="motcua-attack-") as folder:
            result = attack_on(seed, asked.dossiers, Path(folder))
        small = sum(finding.is_small for finding in result.findings)
        counts = (len(result.findings), small, len(result.recovered), len(result.narrow))
        print(f"{seed}  {counts[0]:6}  {counts[1]:5}  {counts[2]:10}  {counts[3]:8}", flush=True)
        for finding in result.recovered:
            print(f"    {text(finding.count, ENGLISH)} = {finding.least}: {text(finding.how, ENGLISH)}", flush=True)
        recovered += len(result.recovered)
    print(f"{recovered} small counts worked out in {asked.seeds} cities")
    return 1 if recovered else 0


if __name__ == "__main__":
    sys.exit(main())
