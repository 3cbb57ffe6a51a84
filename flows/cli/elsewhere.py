"""That the ranked period holds nothing to rank by and other days do: as commands say it, and print it for programs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flows.cli.show import say
from schemas.method import load_method
from schemas.words.message import message
from warehouse.ranking.counted_days import CountedElsewhere, counted_elsewhere
from warehouse.ranking.nightly_method import running_period
from warehouse.ranking.request import Ranking, ranking_of
from warehouse.ranking.sentences.elsewhere import of_elsewhere
from warehouse.run import Run


def nightly_elsewhere(run: Run, snapshot: Path, day: date) -> dict[str, Any] | None:
    """Return what `elsewhere` does of the ranking that the city makes every night, as on the night of `day`."""
    return elsewhere(ranking_of(replace(run, business_date=day), snapshot))


def elsewhere(ranking: Ranking) -> dict[str, Any] | None:
    """Return on which days the counts of a ranking lie, and the command that ranks them, where its period holds none.

    The keys are period_first, period_last, first, last and command.
    """
    run = ranking.run
    method = load_method(run.city.method_path(ranking.method), run.city.indicators)
    counted_days = counted_elsewhere(ranking.snapshot, method, ranking.period, run.business_date)
    if counted_days is None:
        return None
    method_option = "" if ranking.method == run.city.about.nightly_method else f" --method {ranking.method}"
    period = running_period(run.city, counted_days.last).id
    return {**counted_days._asdict(), "command": f"motcua rank --period {period}{method_option}"}


def show_elsewhere(rows_elsewhere: Mapping[str, Any] | None) -> None:
    """Say what `elsewhere` returned; nothing where it is None."""
    if rows_elsewhere is None:
        return
    first, last, command = (rows_elsewhere[name] for name in ("first", "last", "command"))
    say(of_elsewhere(CountedElsewhere(rows_elsewhere["period_first"], rows_elsewhere["period_last"], first, last)))
    say(message("cli_rank.elsewhere", first=first, last=last, command=command))
    say("")
