"""What `motcua check` prints for people."""

from typing import Any

from flows.cli.show import say, write_table
from schemas.table import load_tables
from schemas.words.numbers import number
from warehouse.night.accounts.warning_rows import first_rows


def show(report: dict[str, Any]) -> None:
    """Print the report for people."""
    for s in report["submissions"]:
        say(f"{s['unit_id']} · {s['table']} · {s['source_id'] or '-'} · {s['status']}")
        say(_summary(s))
        if s["message_vi"]:
            say(s["message_vi"], s["message_en"])
        if s["exported_at_origin"] == "file_time" and s["source_id"]:
            say(
                "Không tìm thấy thời điểm kết xuất trong tên tệp hoặc trong tệp; sẽ dùng giờ của tệp (kém tin cậy).",
                "No time of export in the file's name or columns; the file's own time would be used (weak).",
            )
        _show_layout(s["layout"])
        _show_rules(s["rules"])
        _show_warnings(s["warnings"])


def _show_layout(layout: list[dict[str, Any]]) -> None:
    """Print which rows of the file were taken for no records, and by which rule."""
    labels = load_tables()["layout_rows"].column("rule_id").codes
    rows = [
        (taken["rows"], taken["member"] or "", taken["first_row"], " / ".join(labels[taken["rule"]]))
        for taken in layout
    ]
    title = "Không phải bản ghi / Rows that are no records"
    write_table(title, ("Dòng / n", "Trang tính, tệp nén / Member", "Dòng đầu / First", "Quy tắc / Rule"), rows)


def _show_warnings(warnings: list[dict[str, Any]]) -> None:
    rows = [
        (
            _place(warning),
            f"{warning['message_vi']}\n{warning['message_en']}",
            f"{warning['advice_vi']}\n{warning['advice_en']}",
        )
        for warning in warnings
    ]
    write_table("Cảnh báo / Warnings", ("Ở đâu / Where", "Cảnh báo / Warning", "Việc cần làm / What to do"), rows)


def _place(warning: dict[str, Any]) -> str:
    """Return where a warning stands in the file: member, column, and the first rows of so many."""
    rows = first_rows(warning["rows"], warning["row_count"])
    named = f"dòng {rows} ({number(warning['row_count'])})" if rows else ""
    return "\n".join(filter(None, (warning["member"], warning["header"], named)))


def _summary(s: dict[str, Any]) -> str:
    labels = {
        "rows_in": "dòng vào / rows in",
        "accepted": "nhận / accepted",
        "rejected": "loại / rejected",
        "duplicate": "trùng / duplicate",
    }
    counts = {label: s[name] for name, label in labels.items()} | {"cảnh báo / warnings": len(s["warnings"])}
    return " · ".join(f"{label}: {number(count)}" for label, count in counts.items())


def _show_rules(rules: list[dict[str, Any]]) -> None:
    rows = [
        (b["rows"], f"{b['message_vi']}\n{b['message_en']}", _examples(b), f"{b['advice_vi']}\n{b['advice_en']}")
        for b in rules
    ]
    columns = ("Dòng / n", "Quy tắc / Rule", "Ví dụ / Examples", "Việc cần làm / What to do")
    write_table("Bị loại vì / Rejected because", columns, rows)
    if rows:
        say(
            "Chữ có thể là dữ liệu cá nhân chỉ được ghi dạng: d là chữ số, a hoặc A là chữ cái; xem dòng đó trong tệp.",
            "Of text that may be personal only the shape is shown: d a digit, a or A a letter; look at that row.",
        )


def _examples(broken: dict[str, Any]) -> str:
    return "\n".join(map(_example, broken["examples"]))


def _example(example: dict[str, Any]) -> str:
    member, header = example["source_member"], example["header"]
    place = (f"{member}, " if member else "") + f"dòng {example['source_row']}"
    return place + (f": {header} = {example['written']!r}" if header else "")
