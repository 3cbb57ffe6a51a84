"""The exports of the other tables: per unit, and city-wide ones in which each row names its unit."""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from flows.demo import other_tables, plan
from flows.demo.dossier_files import Workshop
from flows.demo.files import write
from flows.demo.planted_claims import claim_rows
from flows.demo.planted_faults import UNKNOWN_UNIT_NAME
from flows.demo.rendering import render
from schemas.register import CITY
from schemas.source import Source
from schemas.table import load_tables

_EXPORTED_AT = datetime(2023, 12, 4, 7)
_OLD_FORM = "unit-reports-xlsx-2017"
_UNBALANCED_UNIT = "cu-chi"
_READ_COLUMNS = ("value", "bound")  # of a claim, from its printed text: the file need not say it
# Back-file, year so far, and the two nights: end of what is covered, time of export, stage.
_CITY_CUTS = (
    (datetime(2023, 1, 1), datetime(2023, 1, 6, 8), 0),
    (datetime(2023, 12, 1), datetime(2023, 12, 4, 8), 0),
    (datetime(2023, 12, 28, 18), datetime(2023, 12, 28, 21), 1),
    (datetime(2023, 12, 29, 18), datetime(2023, 12, 29, 21), 2),
)


def write_unit_tables(shop: Workshop, seed: int) -> None:
    """Write each unit's procedures, training, staffing, and results form."""
    for unit in sorted(plan.HABITS):
        _write_plain(shop, unit, shop.city.sources["procedures-csv"], other_tables.procedure_rows(seed, unit), "TTHC")
        _write_plain(shop, unit, shop.city.sources["training-csv"], other_tables.training_rows(seed, unit), "TapHuan")
        _write_plain(shop, unit, shop.city.sources["staffing-csv"], other_tables.staffing_rows(seed, unit), "BienChe")
        _write_reports(shop, unit)


def _write_plain(shop: Workshop, unit: str, source: Source, rows: pl.DataFrame, stem: str) -> None:
    table = load_tables()[source.table]
    rows = rows.cast(dict(table.polars_schema))  # type: ignore[arg-type]  # a mapping of names to types
    path = shop.delivery_path(0, unit, f"{stem}_{unit}_{_EXPORTED_AT:%Y%m%d%H%M}.csv")
    write(render(rows, source, table, shop.name_of(unit)), source, path, _EXPORTED_AT)
    shop.book.keep(source.table, _EXPORTED_AT, rows.select(table.polars_schema.names()))
    shop.book.enter(path, source, _EXPORTED_AT, unit, accepted=rows.height)


def _write_reports(shop: Workshop, unit: str) -> None:
    """Write form II.06a; in one unit's file the first row does not balance and is rejected."""
    source = next(s for s in shop.city.sources_for(unit, _EXPORTED_AT.date()) if s.table == "unit_reports")
    table = load_tables()["unit_reports"]
    rows = other_tables.report_rows(shop.histories[unit], source.id == _OLD_FORM)
    rows = rows.select(table.polars_schema.names()).cast(dict(table.polars_schema))  # type: ignore[arg-type]
    is_unbalanced = (pl.int_range(pl.len()) == 0) & (pl.col("unit_id") == _UNBALANCED_UNIT)
    reported_rows = rows.with_columns(pl.col("received_total") + pl.when(is_unbalanced).then(1).otherwise(0))
    sound = rows.filter(~is_unbalanced)
    new_count = (pl.col("received_total") - pl.col("carried_over")).alias("Số hồ sơ nhận giải quyết / Số mới tiếp nhận")
    path = shop.delivery_path(0, unit, f"Biểu II.06a_{_EXPORTED_AT:%Y%m%d%H%M}.xlsx")
    texts = render(reported_rows.with_columns(new_count), source, table, shop.name_of(unit))
    write(texts, source, path, _EXPORTED_AT)
    shop.book.keep("unit_reports", _EXPORTED_AT, sound)
    rejected_count = rows.height - sound.height
    rules = {"balance-total-off": rejected_count} if rejected_count else {}
    shop.book.enter(path, source, _EXPORTED_AT, unit, accepted=sound.height, rejected=rejected_count, rules=rules)


def write_city_tables(shop: Workshop, seed: int, dossiers: int) -> None:
    """Write the city-wide petitions and satisfaction answers, in four exports each."""
    petitions = other_tables.petition_histories(seed, dossiers, shop.city.calendar)
    answers = other_tables.satisfaction_answers(seed, dossiers)
    since = datetime(2000, 1, 1)
    for upto, exported_at, stage in _CITY_CUTS:
        happenings = [(pl.col(c) >= since) & (pl.col(c) < upto) for c in ("received_at", "resolved_at")]
        sent_petitions = petitions.filter((pl.col("received_at") < upto) & pl.any_horizontal(happenings))
        sent_petitions = sent_petitions.with_columns(pl.when(pl.col("resolved_at") < upto).then("resolved_at"))
        _write_city(shop, "petitions-csv", sent_petitions, f"PAKN_{exported_at:%Y%m%d%H%M}.csv", exported_at, stage)
        new_answers = answers.filter(pl.col("answered_at").is_between(since, upto, closed="left"))
        _write_city(
            shop, "satisfaction-ndjson", new_answers, f"HaiLong_{exported_at:%Y%m%d%H%M}.ndjson", exported_at, stage
        )
        since = upto


def _write_city(
    shop: Workshop, source_id: str, rows: pl.DataFrame, name: str, exported_at: datetime, stage: int
) -> None:
    """Write rows of many units, with one fault: a petition about nobody known, or an answer off the scale."""
    if not rows.height:
        return
    source = shop.city.sources[source_id]
    table = load_tables()[source.table]
    rows = rows.with_columns(unit_name=_unit_spellings(shop, rows))
    texts = render(rows, source, table)
    units = rows.get_column("unit_id").value_counts(sort=True).sort("count", "unit_id", descending=[True, False])
    largest, size = units.row(0)
    accepted_counts = dict(units.iter_rows())
    fault = dict(texts.row(rows.get_column("unit_id").to_list().index(largest), named=True))
    blamed_unit, rule = "", ""
    if source.table == "petitions" and stage == 0:
        fault |= {"Mã phản ánh": f"SYN-PA-9{exported_at:%y%m%d}", source.unit_header: UNKNOWN_UNIT_NAME}
        blamed_unit, rule = CITY, "unit-unknown"
    elif source.table == "satisfaction" and size >= 3:
        fault |= {"ma_luot": f"SYN-HL-9{exported_at:%y%m%d}", "diem": "6"}
        blamed_unit, rule = largest, "score-out-of-range"
    if rule:
        texts = pl.concat([texts, pl.DataFrame([fault], schema=texts.schema)])
    path = shop.delivery_path(stage, CITY, name)
    write(texts, source, path, exported_at)
    shop.book.keep(source.table, exported_at, rows.select(table.polars_schema.names()))
    for unit in sorted({*accepted_counts, blamed_unit} - {""}):
        # Rows that name nobody known make a submission of their own, all of it bad: refused as a whole.
        status, reason = ("rejected", "gate") if unit == CITY else ("", "")
        bad_count = int(unit == blamed_unit)
        rules = {rule: 1} if bad_count else {}
        shop.book.enter(
            path, source, exported_at, unit, accepted=accepted_counts.get(unit, 0), rejected=bad_count, rules=rules,
            status=status, reason=reason,
        )  # fmt: skip


def _unit_spellings(shop: Workshop, rows: pl.DataFrame) -> pl.Series:
    """Return the unit's name for each row, now and then in one of its other spellings."""
    register = shop.city.register.by_id
    spellings = {unit: [register[unit].name_vi, *register[unit].aliases] for unit in plan.HABITS}
    units = rows.get_column("unit_id").to_list()
    return pl.Series([spellings[u][(n // 7) % len(spellings[u]) if n % 7 == 3 else 0] for n, u in enumerate(units)])


def write_claims(shop: Workshop, measures: pl.DataFrame) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """Write the invented published figures; return them as the table must hold them, and the verdict on each."""
    source, table = shop.city.sources["claims-csv"], load_tables()["claims"]
    units = sorted(plan.HABITS)
    codes = {unit: shop.city.register.by_id[unit].code for unit in units}
    rows = claim_rows({unit: shop.name_of(unit) for unit in units}, codes, measures)
    verdicts = dict(rows.select("claim_id", "verdict").iter_rows())
    rows = rows.select(table.polars_schema.names()).cast(dict(table.polars_schema))  # type: ignore[arg-type]
    path = shop.delivery_path(0, CITY, f"claims_{_EXPORTED_AT:%Y%m%d%H%M}.csv")
    write(render(rows, source, table).drop(_READ_COLUMNS), source, path, _EXPORTED_AT)
    shop.book.enter(path, source, _EXPORTED_AT, CITY, accepted=rows.height)
    return rows.sort("claim_id"), verdicts
