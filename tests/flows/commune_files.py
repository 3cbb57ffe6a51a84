"""Invented deliveries of communes after 1 July 2025, in the formats that the city's one system is assumed to have.

SYNTHETIC: every dossier, petition and answer is made up by counting; no person stands behind any of them.
"""

import csv
import io
import json
from datetime import datetime, timedelta
from functools import cache

from schemas.city import load_city

APPLICANT = "Nguyễn Văn Mẫu"
_AT = "%d/%m/%Y %H:%M:%S"


@cache
def name_of(unit_id):
    """What the register calls the unit."""
    return load_city().register.by_id[unit_id].name_vi


def dossiers(unit_id, first, days, late_of_10):
    """Rows of the one system's CSV: four dossiers a working day, of ten of which so many end a day late."""
    rows = []
    for day in (first + timedelta(days=n) for n in range(days)):
        if day.weekday() > 4:
            continue
        for number in range(1, 5):
            received = datetime(day.year, day.month, day.day, 8, 0) + timedelta(minutes=7 * number)
            due = received + timedelta(days=3)
            is_late = len(rows) % 10 < late_of_10
            done = due + timedelta(hours=20 if is_late else -30)
            rows.append(
                {
                    "STT": len(rows) + 1,
                    "Mã hồ sơ": f"000.00.22.H29-{day:%y%m%d}-{number:04d}",
                    "Mã TTHC": "2.000815",
                    "Tên TTHC": "Chứng thực bản sao từ bản chính",
                    "Lĩnh vực": "Chứng thực",
                    "Kênh nộp": "Trực tuyến" if number % 2 else "Trực tiếp",
                    "Loại đối tượng": "Công dân",
                    "Chủ hồ sơ": APPLICANT,
                    "Đơn vị xử lý": name_of(unit_id),
                    "Ngày nộp": received.strftime(_AT),
                    "Ngày tiếp nhận": received.strftime(_AT),
                    "Ngày hẹn trả": due.strftime(_AT),
                    "Ngày xử lý xong": done.strftime(_AT),
                    "Ngày trả kết quả": done.strftime(_AT),
                    "Trạng thái": "Đã trả kết quả",
                    "Thanh toán trực tuyến": "Có" if number % 2 else "Không",
                    "Phí, lệ phí": "2.000",
                }
            )
    return rows


def csv_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def answers(units, first, count):
    """NDJSON of satisfaction: so many answers of each unit, every fifth of them not satisfied."""
    rows = [
        {
            "ma_luot": f"{unit}-{n}",
            "thoi_diem": f"{first + timedelta(days=n)}T09:00:00",
            "thiet_bi": f"kiosk-{n % 3}",
            "diem": 3 if n % 5 == 0 else 5,
            "linh_vuc": "Chứng thực",
            "don_vi": name_of(unit),
        }
        for unit in units
        for n in range(count)
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def petitions(units, first, count):
    """CSV of petitions: so many of each unit, all but every sixth answered within their limit."""
    rows = []
    for unit in units:
        for n in range(count):
            received = datetime(first.year, first.month, first.day, 9) + timedelta(days=n)
            answered = received + timedelta(days=20 if n % 6 == 0 else 4)
            rows.append(
                {
                    "STT": len(rows) + 1,
                    "Mã phản ánh": f"{unit}-{n}",
                    "Đơn vị bị phản ánh": name_of(unit),
                    "Loại": "Phản ánh",
                    "Tiếp nhận": received.strftime(_AT),
                    "Hạn trả lời": (received + timedelta(days=14)).strftime(_AT),
                    "Trả lời": answered.strftime(_AT),
                    "Phản ánh lại": "Không",
                }
            )
    return csv_of(rows)


def procedures(unit_id, decided):
    """CSV of three procedures that a unit published, the last of them late."""
    rows = [
        {
            "STT": n,
            "Đơn vị": name_of(unit_id),
            "Mã thủ tục": f"2.00081{n}",
            "Số quyết định": f"{n}/QĐ-UBND",
            "Tên thủ tục": f"Thủ tục {n}",
            "Lĩnh vực": "Chứng thực",
            "Ngày ký": f"{decided:%d/%m/%Y}",
            "Ngày công bố": f"{decided:%d/%m/%Y}",
            "Ngày có hiệu lực": f"{decided:%d/%m/%Y}",
            "Ngày công khai": f"{decided + timedelta(days=30 if n == 3 else 1):%d/%m/%Y}",
            "Đủ bộ phận cấu thành": "Có",
            "Mức độ trực tuyến": "Toàn trình",
            "Có phí": "Có",
            "Tích hợp thanh toán": "Có",
            "Thời hạn (ngày làm việc)": 1,
        }
        for n in (1, 2, 3)
    ]
    return csv_of(rows)


def training(unit_id, first, last, attended):
    """CSV of the training of a unit over a period."""
    of_unit = {"Đơn vị": name_of(unit_id), "Từ ngày": f"{first:%d/%m/%Y}", "Đến ngày": f"{last:%d/%m/%Y}"}
    return csv_of([of_unit | {"Nội dung tập huấn": "Chuyên môn", "Số lớp": 2, "Số lượt tham dự": attended}])


def staffing(unit_id, first, last):
    """CSV of the officials of a unit over a period."""
    of_unit = {"Đơn vị": name_of(unit_id), "Từ ngày": f"{first:%d/%m/%Y}", "Đến ngày": f"{last:%d/%m/%Y}"}
    return csv_of([of_unit | {"Số công chức": 30, "Công chức bộ phận một cửa": 5}])
