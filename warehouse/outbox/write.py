"""The outbox: after each night every unit finds a workbook about its own rows, files and standing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.disclosure import policy_of
from schemas.register import Unit
from schemas.words.message import Declared
from warehouse import store
from warehouse.outbox.account import UnitAccount
from warehouse.outbox.own_counts import own_counts
from warehouse.outbox.tables import deliveries_of, rejections_of, sent_names, warnings_of
from warehouse.outbox.workbook import unit_workbook
from warehouse.publication.claim_lines import ClaimLine, claim_lines
from warehouse.publication.claim_verdicts import claim_verdicts
from warehouse.ranking.counted_days import CountedElsewhere, units_counted_elsewhere
from warehouse.ranking.draft import Draft
from warehouse.ranking.sentences.unit_indicators import improvements, indicator_rows
from warehouse.ranking.sentences.unit_standing import UnitRows, rows_by_unit, standing
from warehouse.ranking.sentences.unit_two_figures import two_figures
from warehouse.run import Run


def write_outbox(run: Run, snapshot: Path, draft: Draft, late: Collection[str]) -> Sequence[Path]:
    """Write the workbook of each unit of the draft that delivers or should, and return their paths.

    Args:
        run: home, city and business date.
        snapshot: the folder of the tables.
        draft: the ranking.
        late: ids of units that sent nothing although their cadence asks for it.
    """
    return [
        store.put_out(run.home, unit_id, draft.business_date, unit_workbook(account))
        for unit_id, account in accounts(run, snapshot, draft, late)
    ]


def accounts(run: Run, snapshot: Path, draft: Draft, late: Collection[str]) -> Iterator[tuple[str, UnitAccount]]:
    """Yield id and account of each unit of the draft that delivers or should, from the tables of a snapshot.

    Args:
        run: its city, whose sources name the columns of the units' files, and its home, where their names are kept.
        snapshot: the folder of the tables.
        draft: the ranking.
        late: ids of units that sent nothing although their cadence asks for it.
    """
    city, names = run.city, sent_names(store.load_submissions(run.home).values())
    deliveries, places = _by_unit(deliveries_of(city, snapshot, names)), rows_by_unit(draft)
    elsewhere = units_counted_elsewhere(snapshot, draft.method, draft.period, draft.business_date)
    rejections, warnings = _by_unit(rejections_of(city, snapshot, names)), _by_unit(warnings_of(city, snapshot, names))
    policy = policy_of(city.about.disclosure, "unit", "")
    claims = claim_lines(claim_verdicts(snapshot, policy, policy))
    for unit in draft.units:
        if unit.cadence != "none" or unit.unit_id in deliveries:
            frames = [
                rows_of_unit.get(unit.unit_id, rows_of_unit[""]) for rows_of_unit in (rejections, deliveries, warnings)
            ]
            unit_claims = [line for line in claims if line.unit_id == unit.unit_id]
            unit_rows = own_counts(places[unit.unit_id], draft.method.indicators, policy, city.about.suppress_below)
            unit_counts, is_late = (unit_rows, elsewhere.get(unit.unit_id)), unit.unit_id in late
            yield unit.unit_id, _account(city, draft, unit, *unit_counts, is_late, unit_claims, *frames)


def _account(
    city: City,
    draft: Draft,
    unit: Unit,
    unit_rows: UnitRows,
    elsewhere: CountedElsewhere | None,
    is_late: bool,
    claims: Sequence[ClaimLine],
    rejections: pl.DataFrame,
    deliveries: pl.DataFrame,
    warnings: pl.DataFrame,
) -> UnitAccount:
    return UnitAccount(
        name=Declared(unit.name_vi, unit.name_en),
        city=Declared(city.about.name_vi, city.about.name_en),
        business_date=draft.business_date,
        period=(draft.period.first, draft.period.last),
        method=Declared(draft.method.name_vi, draft.method.name_en),
        is_synthetic=draft.synthetic,
        is_late=is_late,
        rejections=rejections,
        deliveries=deliveries,
        warnings=warnings,
        standing=[*standing(draft, unit_rows, elsewhere), *two_figures(draft, unit_rows)],
        indicators=indicator_rows(draft.method, unit_rows),
        improvements=improvements(draft.method, unit_rows, city.tables),
        claims=claims,
    )


def _by_unit(frame: pl.DataFrame) -> Mapping[str, pl.DataFrame]:
    """Return the rows of each unit, in their order; under no unit's name the columns without rows."""
    frames = frame.partition_by("unit_id", maintain_order=True, as_dict=True)
    return {"": frame.clear()} | {str(unit_id): rows for (unit_id,), rows in frames.items()}
