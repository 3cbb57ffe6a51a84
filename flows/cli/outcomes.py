"""What became of the files of a night, and who sent none, as the commands print it from a report."""

from typing import Any

from flows.cli.show import say, write_table

_STATUS_VI = {
    "accepted": "chấp nhận",
    "accepted_with_rejections": "chấp nhận, có dòng bị loại",
    "rejected": "không chấp nhận",
    "failed": "lỗi của hệ thống",
    "already_loaded": "đã nhận từ trước",
    "left_alone": "chưa đụng đến",
    "missing": "chưa gửi",
    "not_expected": "ngày nghỉ",
}
_ATTENTION = ("failed", "rejected", "left_alone")  # of files; the silent units are named in one paragraph


def show_outcomes(outcomes: list[dict[str, Any]], day: str) -> None:
    """Print how many outcomes there are of each status, each file that needs attention, and who sent nothing."""
    counts = {status: sum(o["status"] == status for o in outcomes) for status in _STATUS_VI}
    rows = [(_STATUS_VI[s], s, n) for s, n in counts.items() if n]
    write_table(f"Kết quả ngày {day} / Outcomes", ("Kết quả", "Status", "Số / n"), rows)
    write_table(
        "Cần người xem / These need a person",
        ("Đơn vị / Unit", "Tệp / File", "Kết quả / Status", "Lý do và việc cần làm / Reason and what to do"),
        [
            (o["unit_id"], o["file_name"], o["status"], f"{o['message_vi']}\n{o['message_en']}")
            for status in _ATTENTION
            for o in outcomes
            if o["status"] == status
        ],
    )
    if again := sum(bool(o.get("is_read_again")) for o in outcomes):
        say(f"Đọc lại {again} lần nộp cũ vì khai báo hoặc chương trình đã đổi.")
        say(f"{again} submissions were read again, because declarations or the program have changed.")
    _show_missing([o["unit_id"] for o in outcomes if o["status"] == "missing"])
    if warned := {o["unit_id"] for o in outcomes if o.get("warnings")}:  # reports of 0.1.0 have none
        say(f"Có cảnh báo về tệp của / there are warnings about files of: {', '.join(sorted(warned))}")
        say("Xem bảng warnings và tệp kết quả gửi đơn vị.", "See the table warnings and the units' workbooks.")


def _show_missing(unit_ids: list[str]) -> None:
    """Name the silent units: a row for each of 168 communes would hide the one file that was rejected."""
    if unit_ids:
        say(f"Chưa gửi hồ sơ / no dossiers were sent ({len(unit_ids)}): {', '.join(unit_ids)}")
        say("Việc cần làm: nhắc đơn vị gửi; đơn vị không được xếp hạng.", "Ask these units; they get no rank.")
        say("")
