"""What one unit is told after a night, as frames and texts: what a workbook is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

# Columns that are shown, in their order, and their headings; English ones stand last.
REJECTIONS = {
    "file_name": "Tệp",
    "exported_at": "Kết xuất lúc",
    "source_member": "Trang tính / tệp nén",
    "source_row": "Dòng trong tệp",
    "header": "Cột trong tệp",
    "written": "Giá trị đã ghi",
    "message_vi": "Lỗi",
    "advice_vi": "Cách sửa",
    "table_vi": "Loại dữ liệu",
    "rule_id": "Mã quy tắc",
    "column_name": "Column",
    "message_en": "What is wrong",
    "advice_en": "Advice",
}
DELIVERIES = {
    "file_name": "Tệp",
    "table_vi": "Loại dữ liệu",
    "exported_at": "Kết xuất lúc",
    "origin_vi": "Căn cứ của giờ kết xuất",
    "status_vi": "Kết quả",
    "rows_in": "Dòng vào",
    "accepted": "Chấp nhận",
    "rejected": "Bị loại",
    "duplicate": "Trùng lặp",
    "layout": "Dòng trình bày",
    "current": "Đang dùng",
    "active_vi": "Có hiệu lực",
    "message_vi": "Thông báo",
    "message_en": "Message",
}
WARNINGS = {
    "subject": "Tệp, mã hoặc kỳ",
    "source_member": "Trang tính / tệp nén",
    "source_rows": "Các dòng đầu tiên",
    "header": "Cột trong tệp",
    "message_vi": "Cảnh báo",
    "row_count": "Số dòng",
    "advice_vi": "Nên làm gì",
    "table_vi": "Loại dữ liệu",
    "code": "Mã cảnh báo",
    "message_en": "Warning",
    "advice_en": "Advice",
}


@dataclass(frozen=True)
class UnitAccount:
    """All that one unit is told.

    Frames have the columns of `REJECTIONS`, `DELIVERIES` and `WARNINGS`; the first two also `submission_id`, and
    deliveries `status`. They come sorted, what matters most first. `standing` has a line of four texts for each
    statement (label and value in Vietnamese, then in English), the rank first; `indicators` and `improvements` are
    rows as `warehouse.ranking.sentences` makes them. `is_late`: files that its cadence asks for did not come.
    """

    name_vi: str
    name_en: str
    city_vi: str
    city_en: str
    business_date: date
    period: tuple[date, date]
    method: tuple[str, str]
    is_synthetic: bool
    is_late: bool
    rejections: pl.DataFrame
    deliveries: pl.DataFrame
    warnings: pl.DataFrame
    standing: Sequence[Sequence[str]]
    indicators: Sequence[Mapping[str, Any]]
    improvements: Sequence[Mapping[str, Any]]
