"""The exports of dossiers: the ordinary ones of every unit, and what goes wrong in the two nights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.demo import plan
from flows.demo.files import date_file, write, write_done
from flows.demo.ledger import Book
from flows.demo.planted_faults import dossier_faults, plant
from flows.demo.rendering import render, untidy
from flows.demo.versions import as_exported, changed_between, state
from schemas.city import City
from schemas.source import Source
from schemas.table import Table, load_tables

_NAMES = {
    "dossiers-csv-utf8": "HoSo_{unit}_{stamp}.csv",
    "dossiers-csv-cp1258": "bao cao ho so_{stamp}.csv",
    "dossiers-tsv-utf16": "Hồ sơ {unit} xuất ngày {stamp}.txt",
    "dossiers-xlsx": "Sổ theo dõi {unit}_{stamp}.xlsx",
    "dossiers-json": "hoso_{unit}_{stamp}.json",
    "dossiers-ndjson": "hoso {stamp}.ndjson",
    "dossiers-zip-csv": "ho-so-{unit}-{stamp}.zip",
}


@dataclass(frozen=True)
class Workshop:
    """What the writers share: where to, the city's declarations, each unit's source and dossiers, and the account."""

    folder: Path
    city: City
    sources: Mapping[str, Source]
    histories: Mapping[str, pl.DataFrame]
    book: Book
    advance: Callable[[str], None] | None

    @property
    def dossiers(self) -> Table:
        """The declaration of the dossiers table."""
        return load_tables()["dossiers"]

    def delivery_path(self, stage: int, unit: str, name: str) -> Path:
        """Return the path of a delivery, and tell of it."""
        if self.advance is not None:
            self.advance(f"{unit}/{name}")
        return self.folder / plan.STAGES[stage].name / unit / name

    def name_of(self, unit: str) -> str:
        """Return the unit's official name."""
        return self.city.register.by_id[unit].name_vi


def write_ordinary(shop: Workshop) -> None:
    """Write every unit's back-file of 2022, the months of 2023, and the increments of the two nights.

    A unit to which nothing happened between two exports sends no file.
    """
    units = sorted(plan.HABITS)
    for unit in units:
        source = shop.sources[unit]
        faults = dossier_faults(source, shop.name_of(units[(units.index(unit) + 1) % len(units)]))
        turn = units.index(unit) * 5 % len(faults)
        faults = faults[turn:] + faults[:turn]
        for number, cut in enumerate(plan.CUTS):
            rows = rows_at(shop, unit, plan.CUTS[number - 1].upto if number else None, cut.upto)
            silent = unit == plan.SILENT_UNIT and number == plan.NIGHT_TWO
            if not rows.height or silent:
                continue
            if unit == plan.SUPPLEMENTED_UNIT and number == plan.BACK_FILE:
                rows = rows.filter(~_left_out())
            if unit == plan.CORRECTED_UNIT and number == plan.NOVEMBER:
                rows = rows.with_columns(pl.col("fee_due") * 10)
            export = plant(_texts(shop, unit, rows, cut.exported_at, tidy=False), source, faults, number)
            path = _path(shop, unit, cut.stage, cut.exported_at)
            _write(path, source, export.texts, cut.exported_at)
            shop.book.keep("dossiers", cut.exported_at, rows.drop("person"))
            shop.book.enter(
                path, source, cut.exported_at, unit, accepted=rows.height, rules=export.rules,
                rejected=export.rejected, duplicate=export.duplicate,
            )  # fmt: skip


def write_incidents(shop: Workshop) -> None:
    """Write the correction, the late file, what was left out, the misplaced, the repeated, and the all bad file."""
    corrected_rows = rows_at(
        shop, plan.CORRECTED_UNIT, plan.CUTS[plan.NOVEMBER - 1].upto, plan.CUTS[plan.NOVEMBER].upto
    )
    _write_sound(shop, plan.CORRECTED_UNIT, plan.NIGHT_ONE, corrected_rows, plan.CORRECTED_AT)
    late = rows_at(shop, plan.LATE_UNIT, plan.LATE_SINCE, plan.LATE_UPTO)
    _write_sound(shop, plan.LATE_UNIT, plan.NIGHT_TWO, late, plan.LATE_EXPORTED_AT)
    all_so_far = rows_at(shop, plan.SUPPLEMENTED_UNIT, None, plan.CUTS[plan.NIGHT_ONE].upto)
    _write_sound(shop, plan.SUPPLEMENTED_UNIT, plan.NIGHT_TWO, all_so_far.filter(_left_out()), plan.SUPPLEMENTED_AT)
    _write_misplaced(shop)
    _write_twice(shop)
    _write_all_bad(shop)


def rows_at(shop: Workshop, unit: str, since: datetime | None, upto: datetime) -> pl.DataFrame:
    """Return what an export says, in columns of the dossiers table, and `person`.

    Args:
        shop: what is shared.
        unit: whose export it is.
        since: only dossiers to which something happened from then on; None for all.
        upto: when it is exported.
    """
    changed_dossiers = changed_between(shop.histories[unit], since, upto)
    return as_exported(state(changed_dossiers, upto), shop.sources[unit], shop.dossiers).hstack(
        changed_dossiers.select("person")
    )


def _texts(shop: Workshop, unit: str, rows: pl.DataFrame, exported_at: datetime, *, tidy: bool) -> pl.DataFrame:
    texts = render(rows, shop.sources[unit], shop.dossiers, shop.name_of(unit), exported_at)
    aliases = list(shop.city.register.by_id[unit].aliases)
    return texts if tidy else untidy(texts, shop.sources[unit], aliases)


def _path(shop: Workshop, unit: str, stage: int, exported_at: datetime, prefix: str = "") -> Path:
    source = shop.sources[unit]
    stamp = exported_at.strftime(source.exported_at.format if source.exported_at.name_pattern else "%d-%m-%Y %Hg%M")
    return shop.delivery_path(stage, unit, prefix + _NAMES[source.id].format(unit=unit, stamp=stamp))


def _write(path: Path, source: Source, texts: pl.DataFrame, exported_at: datetime) -> None:
    write(texts, source, path, exported_at)
    if source.id == "dossiers-ndjson":  # its time of export stands in the control file, and nowhere else
        write_done(path, texts.height, exported_at)


def _left_out() -> pl.Expr:
    """Say of a dossier whether it was received in the days that one unit's back-file leaves out."""
    return pl.col("received_at").is_between(plan.LEFT_OUT_SINCE, plan.LEFT_OUT_UPTO, closed="left")


def _write_sound(shop: Workshop, unit: str, cut: int, rows: pl.DataFrame, exported_at: datetime) -> None:
    """Write a file without faults, delivered with the cut numbered `cut` but exported at another time.

    Args:
        shop: what is shared.
        unit: whose export it is.
        cut: the number of the cut with which it is delivered.
        rows: of `rows_at`; without any there is no file.
        exported_at: when it is exported.
    """
    if not rows.height:
        return
    path, source = _path(shop, unit, plan.CUTS[cut].stage, exported_at), shop.sources[unit]
    _write(path, source, _texts(shop, unit, rows, exported_at, tidy=True), exported_at)
    shop.book.keep("dossiers", exported_at, rows.drop("person"))
    shop.book.enter(path, source, exported_at, unit, accepted=rows.height)


def _write_misplaced(shop: Workshop) -> None:
    """Put an export of one district into the folder of another: no row is its own, the file is refused."""
    earlier_cut, cut = plan.CUTS[plan.NIGHT_ONE - 1], plan.CUTS[plan.NIGHT_TWO]
    owner, source = plan.MISPLACED_FROM, shop.sources[plan.MISPLACED_FROM]
    rows = rows_at(shop, owner, earlier_cut.upto, cut.upto)
    name = _path(shop, owner, cut.stage, cut.exported_at).name
    path = shop.delivery_path(cut.stage, plan.MISPLACED_IN, name)
    _write(path, source, _texts(shop, owner, rows, cut.exported_at, tidy=True), cut.exported_at)
    shop.book.enter(
        path, source, cut.exported_at, plan.MISPLACED_IN, accepted=0, rejected=rows.height,
        rules={"unit-foreign": rows.height}, status="rejected", reason="gate",
    )  # fmt: skip


def _write_twice(shop: Workshop) -> None:
    """Copy an export under a second name: the one that comes second by name is known already."""
    cut = plan.CUTS[plan.NIGHT_TWO]
    path = _path(shop, plan.TWICE_UNIT, cut.stage, cut.exported_at)
    copy = _path(shop, plan.TWICE_UNIT, cut.stage, cut.exported_at, prefix="Bản sao của ")
    copy.write_bytes(path.read_bytes())
    date_file(copy, cut.exported_at)
    relative_path = path.relative_to(shop.folder).as_posix()
    line = next(entry for entry in shop.book.lines if entry["path"] == relative_path)
    first, second = sorted([path, copy])
    shop.book.lines.append(line | {"path": first.relative_to(shop.folder).as_posix(), "file_name": first.name})
    line |= {"path": second.relative_to(shop.folder).as_posix(), "file_name": second.name, "status": "already_loaded"}


def _write_all_bad(shop: Workshop) -> None:
    """Write an export whose times of reception all have a form that was not agreed on: the file is refused."""
    unit, cut = plan.ALL_BAD_UNIT, plan.CUTS[plan.NIGHT_TWO]
    source = shop.sources[unit]
    rows = rows_at(shop, unit, plan.CUTS[plan.NIGHT_ONE].upto, cut.upto)
    header = next(h for h, f in source.columns.items() if f.column == "received_at")
    texts = _texts(shop, unit, rows, plan.ALL_BAD_AT, tidy=True)
    texts = texts.with_columns(rows.get_column("received_at").dt.strftime("%Y-%m-%dT%H:%M").alias(header))
    path = _path(shop, unit, cut.stage, plan.ALL_BAD_AT)
    _write(path, source, texts, plan.ALL_BAD_AT)
    reasons = {"received-at-unreadable": rows.height}
    shop.book.enter(
        path, source, plan.ALL_BAD_AT, unit, accepted=0, rejected=rows.height, rules=reasons, status="rejected",
        reason="gate",
    )  # fmt: skip
