"""The deliveries of the synthetic city, stage by stage, and the truth that they should lead to."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from flows.demo import plan
from flows.demo.dossier_files import Workshop, write_incidents, write_ordinary
from flows.demo.dossier_histories import dossier_histories
from flows.demo.files import write
from flows.demo.ledger import Book
from flows.demo.other_files import write_city_tables, write_claims, write_unit_tables
from flows.demo.rendering import render
from flows.demo.truth import Truth, final_state, measures
from flows.demo.versions import as_exported, state
from schemas.city import City, load_city
from schemas.source import Source
from schemas.table import load_tables

Advance = Callable[[str], None]


def write_deliveries(
    folder: Path, seed: int = plan.SEED, dossiers: int = plan.FULL_SIZE, advance: Advance | None = None
) -> Truth:
    """Write the synthetic city's deliveries to `folder/<stage>/<unit>/` and the truth to `folder/truth/`; return it.

    The same seed and size give the same bytes.

    Args:
        folder: where.
        seed: of chance.
        dossiers: how many, roughly.
        advance: is called with the name of each file as it is written.
    """
    city, tables = load_city(), load_tables()
    sources = {unit: _dossier_source(city, unit) for unit in plan.HABITS}
    grains = {unit: _grain(source) for unit, source in sources.items()}
    codes = {unit: city.register.by_id[unit].code for unit in plan.HABITS}
    histories = dossier_histories(seed, dossiers, city.calendar, grains, codes)
    book = Book(folder)
    shop = Workshop(folder, city, sources, {str(u): f for (u,), f in histories.group_by("unit_id")}, book, advance)
    write_ordinary(shop)
    write_incidents(shop)
    write_unit_tables(shop, seed)
    write_city_tables(shop, seed, dossiers)
    final = {name: final_state(versions, tables[name]) for name, versions in book.versions.items()}
    measure_counts = measures(final)
    final["claims"], verdicts = write_claims(shop, measure_counts)
    silent = {plan.STAGES[plan.CUTS[plan.NIGHT_TWO].stage].name: (plan.SILENT_UNIT,)}
    case_mix = {unit: (habits.mix, habits.late) for unit, habits in plan.HABITS.items()}
    truth = Truth(folder, seed, dossiers, book.ledger(), final, measure_counts, silent, case_mix, verdicts)
    truth.write()
    return truth


def write_bench_csv(folder: Path, dossiers: int = 1_000_000, seed: int = plan.SEED) -> list[Path]:
    """Write one clean UTF-8 CSV for each unit, about `dossiers` rows in all, to `folder/<unit>/`; return the files.

    All are in the format of the source `dossiers-csv-utf8`, whichever format the unit uses in the demonstration.
    """
    city, table = load_city(), load_tables()["dossiers"]
    source = city.sources["dossiers-csv-utf8"]
    names = {unit: city.register.by_id[unit] for unit in plan.HABITS}
    codes = {unit: u.code for unit, u in names.items()}
    histories = dossier_histories(seed, dossiers, city.calendar, dict.fromkeys(plan.HABITS, "second"), codes)
    cut, paths = plan.CUTS[plan.NIGHT_TWO], []
    for (unit,), unit_histories in histories.group_by("unit_id", maintain_order=True):
        rows = as_exported(state(unit_histories, cut.upto), source, table).hstack(unit_histories.select("person"))
        path = folder / str(unit) / f"HoSo_{unit}_{cut.exported_at:%Y%m%d%H%M}.csv"
        write(render(rows, source, table, names[str(unit)].name_vi), source, path, cut.exported_at)
        paths.append(path)
    return paths


def _dossier_source(city: City, unit: str) -> Source:
    return next(s for s in city.sources_for(unit, date(2023, 12, 1)) if s.table == "dossiers")


def _grain(source: Source) -> plan.Grain:
    """How precisely the units of a source keep their times: by its declared precision and formats."""
    if source.day_columns:
        return "day"
    received_field = next(f for f in source.columns.values() if f.column == "received_at")
    return "second" if "%S" in received_field.formats[0] else "minute"
