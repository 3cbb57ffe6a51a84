"""`motcua status`: the current snapshot, the last night's outcomes, and what each unit sent last."""

from datetime import date, datetime
from typing import Any

from flows.cli.options import DateOption
from flows.cli.outcomes import show_outcomes
from flows.cli.show import Exit, Json, say, write_json, write_table
from flows.reports import last_report
from flows.settings import HERE, Place, open_run
from schemas.register import CITY
from schemas.submission import Submission
from warehouse import store
from warehouse.api.snapshot import table_rows
from warehouse.night.arrival.active import active_submissions
from warehouse.night.arrival.arrive import silent_units
from warehouse.night.arrival.reread import outdated_submissions
from warehouse.run import Run

_OUTDATED = ("unit_id", "table", "file_name", "submission_id", "software")


def status(*, place: Place = HERE, on: DateOption = None, json: Json = False) -> int:
    """Bản hiện tại, kết quả đêm gần nhất, đơn vị chưa gửi / the snapshot, the last night, and who has not sent.

    Mã thoát 1 nếu đêm gần nhất cần người xem hoặc có đơn vị chưa gửi / exit code 1 if the last night needs a person or
    a unit has not sent.
    """
    run = open_run(place, on)
    report = state(run)
    if json:
        write_json(report)
    else:
        _show(report)
    last = report["last_run"]
    is_quiet = not report["missing"] and (last is None or not last["needs_attention"])
    return Exit.FINE if is_quiet else Exit.ATTENTION


def state(run: Run) -> dict[str, Any]:
    """Return what there is, as plain data.

    These are snapshot, tables, last_run (its report), units (each with its last export), missing (unit ids) and
    outdated (submissions that count and were read with declarations or code no longer in force).
    """
    snapshot = store.current_snapshot(run.home)
    records = store.load_submissions(run.home)
    active = active_submissions(run, records.values(), store.load_retractions(run.home))
    silent = silent_units(run.city, run.business_date, active)
    outdated = outdated_submissions(run, active)
    return {
        "business_date": run.business_date,
        "snapshot": snapshot,
        "tables": {t["name"]: t["rows"] for t in table_rows(snapshot, run.city.tables)} if snapshot else {},
        "last_run": last_report(run.home),
        "units": _units(run, active, silent),
        "outdated": [{name: getattr(s, name) for name in _OUTDATED} for s in outdated],
        "missing": sorted(unit_id for unit_id, why in silent.items() if why == "missing"),
    }


def _units(run: Run, active: list[Submission], silent: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a mapping of literals
    last: dict[str, datetime] = {}
    counts: dict[str, int] = {}
    for s in active:
        if s.unit_id != CITY:
            last[s.unit_id] = max(last.get(s.unit_id, datetime.min), s.exported_at)
            counts[s.unit_id] = counts.get(s.unit_id, 0) + 1
    expected = [u for u in run.city.register.units if u.unit_id in last or u.unit_id in silent]
    return [
        {
            "unit_id": u.unit_id,
            "name_vi": u.name_vi,
            "submissions": counts.get(u.unit_id, 0),
            "last_exported_at": last.get(u.unit_id),
            "silence": silent.get(u.unit_id, ""),
        }
        for u in expected
    ]


def outdated_advice(count: int) -> tuple[str, str]:
    """Return what to do about submissions that were read with declarations or code no longer in force."""
    return (
        f"{count} lần nộp được đọc bằng khai báo hoặc chương trình cũ. Đêm tới sẽ đọc lại những tệp còn trong "
        "landing/; với tệp đã mất: đề nghị đơn vị gửi lại, hoặc giữ số liệu như lúc đọc.",
        f"{count} submissions were read with declarations or a program no longer in force. The next night reads those "
        "again whose files are in landing/; of files that are gone, ask the units to send them again, or keep the rows "
        "as they were read.",
    )


def _show(report: dict[str, Any]) -> None:
    if report["snapshot"] is None:
        say("Chưa có bảng nào; chạy `motcua nightly`.", "There are no tables yet; run `motcua nightly`.")
    else:
        say(f"Bản hiện tại / current snapshot: {report['snapshot']}")
        write_table("Các bảng / Tables", ("Bảng / Table", "Dòng / Rows"), list(report["tables"].items()))
    if last := report["last_run"]:
        show_outcomes(last["outcomes"], f"{date.fromisoformat(last['business_date']):%d/%m/%Y}")
    if outdated := report["outdated"]:
        say(*outdated_advice(len(outdated)))
        write_table("Đọc bằng bản cũ / Read by an earlier version", _OUTDATED, [tuple(s.values()) for s in outdated])
    write_table(
        "Các đơn vị / Units",
        ("Đơn vị / Unit", "Tên", "Lần nộp", "Kết xuất gần nhất / Last export", "Im lặng / Silence"),
        [tuple(unit.values()) for unit in report["units"]],
    )
