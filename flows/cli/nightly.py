"""`motcua nightly`: one night, and what it tells."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli.outcomes import show_outcomes
from flows.cli.show import Exit, Json, WrongUsage, say, write_json, write_table
from flows.runs import ledger_totals, one_night
from flows.settings import THREADS, Night, Place, open_run, prepare_prefect
from warehouse.night.report import Released, Report
from warehouse.night.steps import usual_steps
from warehouse.run import Run

Direct = Annotated[bool, Parameter(name="--direct", negative="", help="Chạy không qua Prefect / run without Prefect.")]
_HERE, _NOWHERE = Place(), Night()


def nightly(*, place: Place = _HERE, night: Night = _NOWHERE, direct: Direct = False, json: Json = False) -> int:
    """Nhận tệp mới trong inbox và cập nhật các bảng / take in what the inbox holds and update the tables.

    Chạy lại không làm gì hai lần / a second run does nothing twice. Mã thoát 1 nếu có tệp bị từ chối, lỗi hoặc đơn vị
    chưa gửi / exit code 1 if a file was rejected or failed, or a unit sent nothing.
    """
    run = open_run(place, night.business_date)
    report = run_once(run, night, direct)
    if json:
        write_json(report.as_json() | {"snapshot_path": report.snapshot, "ledger": ledger_totals(report.snapshot)})
    else:
        show_report(report)
    return Exit.ATTENTION if report.needs_attention else Exit.FINE


def run_once(run: Run, night: Night, direct: bool, has_draft: bool = True) -> Report:
    """Run one night, as a Prefect flow or directly."""
    if direct:
        if night.runner != THREADS:
            raise WrongUsage(
                "--direct chạy không qua Prefect, chỉ bằng threads; bỏ --direct hoặc --runner.",
                "--direct runs without Prefect, in threads only; leave out --direct or --runner.",
            )
        return one_night(run, night, usual_steps(night.limits), has_draft=has_draft)
    prepare_prefect(run.home.root)
    from flows import nightly as of_prefect  # importing Prefect takes seconds

    # A person who waits sees the error at once; retries are for the scheduler.
    once = (of_prefect.nightly if has_draft else of_prefect.load).with_options(retries=0)
    return once(run.home.root, run.city.folder, replace(night, business_date=run.business_date))


def show_report(report: Report) -> None:
    """Print the outcomes, those that need a person first, then the ledger and where the tables are."""
    outcomes = [vars(o) for o in report.outcomes]
    show_outcomes(outcomes, f"{report.business_date:%d/%m/%Y}")
    show_ledger(report.snapshot)
    say(f"Bảng dữ liệu / tables: {report.snapshot}")
    if report.draft:
        say(f"Bảng xếp hạng dự thảo / draft ranking: {report.draft}")
    for one in report.released:
        show_released(one)
    if report.outbox:
        say(f"Tệp kết quả gửi các đơn vị / workbooks for the units: {report.outbox}")
    if report.docs:
        say(f"Kết quả kiểm tra dữ liệu / data docs: {report.docs}")


def show_released(one: Released) -> None:
    """Print that an edition became public, or why it did not."""
    name = f"{one.series} v{one.version}" if one.series else "?"
    if one.is_public:
        say(f"Đã công bố theo hẹn / released: {name}")
    else:
        say(f"Không công bố được / not released: {name}: {one.message_vi}", one.message_en)


def show_ledger(snapshot: Path) -> None:
    """Print the row ledger, summed by table."""
    counts = ("Dòng vào / in", "Chấp nhận", "Bị loại", "Trùng", "Trình bày", "Bị thay thế", "Hiện có")
    columns = ("Bảng / Table", "Lần nộp", *counts)
    write_table("Sổ cái dòng / Row ledger", columns, [tuple(row.values()) for row in ledger_totals(snapshot)])
