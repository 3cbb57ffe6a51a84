"""`motcua demo`: a synthetic city from its deliveries to a ranking, checked against what was planted in them."""

import json as json_text
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter, validators
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from flows.cli.demo_edition import publish_sample
from flows.cli.nightly import Direct, run_once, show_report
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.cli.tables import current
from flows.demo import STAGES, Stage, Truth, write_deliveries
from flows.demo.plan import FULL_SIZE, SEED
from flows.runs import with_workbooks
from flows.settings import Night, Place, open_run
from schemas.table import load_tables
from schemas.words.numbers import number
from warehouse import store
from warehouse.night.report import Report

_MARKER = "SYNTHETIC"  # its presence has every page and artifact say so (see `store.Home.is_synthetic`)
_BANNER = (
    "DỮ LIỆU TỔNG HỢP: mọi hồ sơ, số liệu và xếp hạng dưới đây đều được bịa ra để minh họa.",
    "SYNTHETIC DATA: every dossier, figure and rank below is invented for the demonstration.",
)
_COUNTS = ("status", "rows_in", "accepted", "rejected", "duplicate")
HomeOption = Annotated[Path, Parameter(name="--home", help="Thư mục dữ liệu của bản mẫu / its own data root.")]
_LEAST = 3_000  # with fewer, files of one row come out the same, and the second of them is rightly not taken again
SizeOption = Annotated[
    int,
    Parameter(
        name="--dossiers",
        help="Số hồ sơ, khoảng chừng / how many, roughly.",
        validator=validators.Number(gte=_LEAST),
    ),
]


def demo(
    *,
    home: HomeOption = Path("demo-data"),
    dossiers: SizeOption = FULL_SIZE,
    direct: Direct = False,
    json: Json = False,
) -> int:
    """Tạo một thành phố tổng hợp và chạy ba đêm / make a synthetic city and run three nights.

    Trang được làm là trang công bố của năm 2022 / the pages that are made are those of the published year 2022. Kết quả
    được so với số liệu đã cài sẵn / what is found is compared with what was planted. Mã thoát 5 nếu khác nhau / exit
    code 5 if the two differ.
    """
    root = store.Home(home.absolute())
    _claim(root, dossiers)
    if not json:
        say(*_BANNER)
    truth = _write(root, dossiers)
    *before, last = [_night(root, stage, direct, json) for stage in _to_run(root)]
    run = open_run(Place(root.root), STAGES[-1].business_date)
    reports = [*before, with_workbooks(run, last)]
    found = compare(root, truth)
    public = publish_sample(run)
    if json:
        told = {"synthetic": True, "nights": [r.as_json() for r in reports], "compared": found, "public": public}
        write_json(told)
    else:
        _show(root, found, reports[-1], public)
    return Exit.FINE if all(row["differing"] == 0 for row in found) else Exit.FAULT


def _claim(root: store.Home, dossiers: int) -> None:
    """Mark an empty folder as synthetic; refuse one with other data, or with a demonstration of another size."""
    marker = root.root / _MARKER
    ours = json_text.dumps({"synthetic": True, "seed": SEED, "dossiers": dossiers})
    if marker.exists() and marker.read_text(encoding="utf-8") == ours:
        return
    if root.root.exists() and any(root.root.iterdir()):
        raise WrongUsage(
            f"{root.root} đã có dữ liệu khác; chọn thư mục trống bằng --home để không trộn dữ liệu tổng hợp.",
            f"{root.root} holds other data; name an empty folder with --home, so that nothing synthetic is mixed in.",
        )
    store.write_text(marker, ours)


def _write(root: store.Home, dossiers: int) -> Truth:
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        step = bar.add_task("Tạo dữ liệu tổng hợp / Making synthetic data")
        return write_deliveries(
            root.root / "deliveries", dossiers=dossiers, advance=lambda name: bar.update(step, description=name)
        )


def _to_run(root: store.Home) -> Sequence[Stage]:
    """Return the stages whose nights are to be run: all, and in a demonstration that is run again the last one."""
    reports = [f"{stage.business_date}-1.json" for stage in STAGES]
    return STAGES[-1:] if all((root.runs / name).exists() for name in reports) else STAGES


def _night(root: store.Home, stage: Stage, direct: bool, quiet: bool) -> Report:
    """Put one stage's files into the inbox as they would have been copied there, and run its night without a draft."""
    delivered = root.root / "deliveries" / stage.name
    shutil.copytree(delivered, root.inbox, dirs_exist_ok=True)  # with their times, by which a rerun knows them
    night = Night(business_date=stage.business_date, settle=0)
    report = run_once(open_run(Place(root.root), stage.business_date), night, direct, has_draft=False)
    if not quiet:
        show_report(report)
    return report


def compare(root: store.Home, truth: Truth) -> list[dict[str, Any]]:
    """Return, for the submissions and for each table: what, planted, found, differing (counts of rows)."""
    return [_compare_ledger(root, truth), *_compare_tables(root, truth)]


def _compare_ledger(root: store.Home, truth: Truth) -> dict[str, Any]:
    planted = {
        (r["folder"], r["unit_id"], r["table"], r["file_name"]): tuple(r[c] for c in _COUNTS)
        for r in truth.ledger.iter_rows(named=True)
        if r["status"] != "already_loaded"
    }
    kept = store.load_submissions(root).values()
    found = {(s.folder, s.unit_id, s.table, s.file_name): tuple(getattr(s, c) for c in _COUNTS) for s in kept}
    differing = sum(planted.get(key) != found.get(key) for key in planted.keys() | found.keys())
    return {"what": "submissions", "planted": len(planted), "found": len(found), "differing": differing}


def _compare_tables(root: store.Home, truth: Truth) -> list[dict[str, Any]]:
    snapshot, tables = current(root), load_tables()
    compared = []
    for name, planted in truth.tables.items():
        found = store.scan_table(snapshot, tables[name]).select(planted.columns).collect()
        common = planted.join(found, on=planted.columns, how="inner", nulls_equal=True).height
        differing = planted.height + found.height - 2 * common
        compared.append({"what": name, "planted": planted.height, "found": found.height, "differing": differing})
    return compared


def _show(root: store.Home, found: list[dict[str, Any]], last: Report, public: Path) -> None:
    columns = ("So sánh / Compared", "Cài sẵn / Planted", "Tìm thấy / Found", "Khác nhau / Differing")
    write_table(
        "Đối chiếu với số liệu cài sẵn / Against the planted truth", columns, [tuple(f.values()) for f in found]
    )
    rows = sum(f["found"] for f in found[1:])
    say(f"{number(rows)} dòng trong các bảng / rows in the tables: {last.snapshot}")
    say(f"Tệp kết quả gửi các đơn vị / workbooks for the units: {last.outbox}")
    say(f"Làm bản nháp đêm qua / make the draft of the last night: motcua rank --home {root.root}")
    say(f"Xem các bảng / see the tables: motcua tables --home {root.root}")
    say(*_BANNER)
    say(f"Trang công bố, mở bằng trình duyệt / the public site, open it in a browser: {public}")
