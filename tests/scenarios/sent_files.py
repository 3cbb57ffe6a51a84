"""The invented city of the scenarios, and the files that its units send."""

from datetime import datetime
from pathlib import Path

from nights import PERSON

MAU = Path(__file__).parents[1] / "cities" / "mau"
PHONE = "0900000000"
SENT, CORRECTED = "HoSo_202303011700.csv", "HoSo_202303021700.csv"


def dossiers(unit_id, count, late=0, wrong=0, written=""):
    """Rows of a unit's file: the first `late` end a day too late, the first `wrong` have `written` for a date."""
    return [
        {
            "Mã hồ sơ": f"{unit_id.upper()}-230201-{number:04d}",
            "Kênh nộp": "Trực tiếp",
            "Chủ hồ sơ": PERSON,
            "Số điện thoại": PHONE,
            "Ngày tiếp nhận": written if number < wrong else "01/02/2023",
            "Ngày hẹn trả": "08/02/2023",
            "Ngày trả kết quả": "09/02/2023" if number < late else "07/02/2023",
        }
        for number in range(count)
    ]


def sent_by(home, unit_id):
    """The file that a unit has sent."""
    return home.inbox / unit_id / SENT


def day_of(text):
    """A day as the office writes it."""
    return datetime.strptime(text, "%d/%m/%Y").date()
