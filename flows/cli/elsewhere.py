"""That the ranked period holds nothing to rank by and other days do: as commands say it, and print it for programs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flows.cli.show import say
from schemas.words.message import message
from warehouse.ranking.counted_days import counted_elsewhere
from warehouse.ranking.request import Ranking, ranking_of
from warehouse.run import Run


def nightly_elsewhere(run: Run, snapshot: Path, day: date) -> dict[str, Any] | None:
    """Return what `elsewhere` does of the ranking that the city makes every night, as on the night of `day`."""
    return elsewhere(ranking_of(replace(run, business_date=day), snapshot))


def elsewhere(ranking: Ranking) -> dict[str, Any] | None:
    """Return on which days the counts of a ranking lie, and the command that ranks them, where its period holds none.

    The keys are period_first, period_last, first, last and command.
    """
    counted = counted_elsewhere(ranking)
    if counted is None:
        return None
    is_nightly = ranking.method == ranking.run.city.about.nightly_method
    return {
        "period_first": counted.ranked.first,
        "period_last": counted.ranked.last,
        "first": counted.first,
        "last": counted.last,
        "command": f"motcua rank --period {counted.suggested}" + f" --method {ranking.method}" * (not is_nightly),
    }


def show_elsewhere(counted: Mapping[str, Any] | None) -> None:
    """Say what `elsewhere` returned; nothing where it is None."""
    if counted is None:
        return
    say(
        message(
            "cli_rank.elsewhere",
            first=counted["period_first"],
            last=counted["period_last"],
            counted_first=counted["first"],
            counted_last=counted["last"],
            command=counted["command"],
        )
    )
    say("")
