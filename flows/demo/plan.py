"""What the synthetic city is like: its districts' habits, its procedures, and when its exports are delivered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Grain = Literal["second", "minute", "day"]

FULL_SIZE = 300_000
VOLUMES = {2021: 0.01, 2022: 1.0, 2023: 1.06}  # of 2021 only what was still under way
SEED = 20230216
SURVEYED = "quan-12"  # the district whose figures of 2022 are those of the survey
SURVEYED_RECEIVED, SURVEYED_ONLINE, SURVEYED_LATE = 54_500, 17_200, 18
# 232 of 233 is printed as 99,57 %.
SATISFIED_OF, SATISFIED_GROUPS = (232, 233), 30


@dataclass(frozen=True)
class Stage:
    """A night of deliveries: the folder it is written to, and the business date on which it is loaded."""

    name: str
    business_date: date


STAGES: tuple[Stage, ...] = (
    Stage("1-history", date(2023, 12, 4)),
    Stage("2-night-one", date(2023, 12, 28)),
    Stage("3-night-two", date(2023, 12, 29)),
)


@dataclass(frozen=True)
class Cut:
    """One ordinary export of every unit: it holds what happened after the previous cut, up to `upto`."""

    upto: datetime
    exported_at: datetime
    stage: int


def _month_end(year: int, month: int) -> datetime:
    return datetime(year + month // 12, month % 12 + 1, 1)


CUTS: tuple[Cut, ...] = (
    Cut(datetime(2023, 1, 1), datetime(2023, 1, 5, 9, 30), 0),
    *(Cut(_month_end(2023, m), _month_end(2023, m).replace(day=4, hour=9, minute=30), 0) for m in range(1, 12)),
    Cut(datetime(2023, 12, 28, 18), datetime(2023, 12, 28, 20), 1),
    Cut(datetime(2023, 12, 29, 18), datetime(2023, 12, 29, 20), 2),
)
BACK_FILE, NOVEMBER, NIGHT_ONE, NIGHT_TWO = 0, 11, 12, 13

# Incidents of the two nights, each with the unit that it happens to.
CORRECTED_UNIT, CORRECTED_AT = "quan-10", datetime(2023, 12, 28, 9)
LATE_UNIT, LATE_SINCE, LATE_UPTO = "tan-binh", datetime(2023, 9, 1), datetime(2023, 9, 16)
LATE_EXPORTED_AT = datetime(2023, 9, 16, 8)
# What was received in a month of the back-file is left out of it, that of the worst outage, and follows in the last
# night: the year that was ranked without it is ranked anew.
SUPPLEMENTED_UNIT, SUPPLEMENTED_AT = "go-vap", datetime(2023, 12, 29, 15)
LEFT_OUT_SINCE, LEFT_OUT_UPTO = datetime(2022, 6, 1), datetime(2022, 7, 1)
SUPPLEMENT_REASON = (
    "Quận Gò Vấp gửi bổ sung hồ sơ tiếp nhận trong tháng 6 năm 2022, lần công bố trước chưa có (số liệu tổng hợp)."
)
MISPLACED_IN, MISPLACED_FROM = "quan-3", "quan-5"
TWICE_UNIT = "thu-duc"
ALL_BAD_UNIT, ALL_BAD_AT = "quan-11", datetime(2023, 12, 29, 21)
SILENT_UNIT = "phu-nhuan"
# Districts that are invented to print what is true, what their dossiers contradict, and what is at odds with itself.
TRUE_CLAIMS_UNIT, FALSE_CLAIMS_UNIT, ODD_CLAIMS_UNIT = "quan-1", "thu-duc", "binh-tan"
SHARED_CODES = ("hoc-mon", "cu-chi")  # some codes of the first are used by the second as well


Mix = Literal["usual", "easy", "hard"]


@dataclass(frozen=True)
class Habits:
    """How a district works: shares and probabilities, all of them invented.

    `late` is how it works: the share of late dossiers that it would have with the usual mix of fields. `mix` is what it
    has to work on, which changes the share that anybody counts.
    """

    weight: float
    online: float
    late: float
    apology: float = 0.5
    supplement: float = 0.04
    stuck: float = 0.001
    digitised: float = 0.6
    paid_online: float = 0.4
    satisfied: float = 0.97
    published_on_time: float = 0.9
    mix: Mix = "usual"
    outage: bool = False  # late dossiers come in clusters, in the weeks when the system was down


# Three districts with a hard mix work better than the two with an easy one, and count more late dossiers than these.
# Quận 3 with Quận 5, and Củ Chi with Hóc Môn, are alike by construction: the data cannot tell them apart.
HABITS: dict[str, Habits] = {
    "quan-1": Habits(1.6, 0.62, 0.0008, 0.8, 0.02, 0.0003, 0.92, 0.75, 0.993, 0.98),
    "quan-12": Habits(5.0, 0.32, 0.0005, 1.0, 0.03, 0.0, 0.55, 0.35, 0.9957, 0.80),
    "go-vap": Habits(1.5, 0.45, 0.0060, 0.6, 0.05, 0.0010, 0.70, 0.50, 0.981, 0.93, mix="hard", outage=True),
    "binh-thanh": Habits(1.3, 0.41, 0.0030, 0.7, 0.04, 0.0008, 0.66, 0.45, 0.985, 0.94, mix="hard"),
    "tan-binh": Habits(1.3, 0.48, 0.0018, 0.7, 0.03, 0.0005, 0.74, 0.52, 0.988, 0.95),
    "tan-phu": Habits(1.1, 0.39, 0.0045, 0.5, 0.05, 0.0015, 0.61, 0.41, 0.978, 0.90, mix="hard"),
    "phu-nhuan": Habits(0.7, 0.58, 0.0004, 0.9, 0.02, 0.0002, 0.88, 0.70, 0.994, 0.97),
    "thu-duc": Habits(2.2, 0.52, 0.0240, 0.4, 0.07, 0.0060, 0.72, 0.48, 0.955, 0.88, outage=True),
    "quan-3": Habits(0.9, 0.55, 0.0020, 0.7, 0.03, 0.0005, 0.80, 0.60, 0.988, 0.95),
    "quan-5": Habits(0.9, 0.55, 0.0020, 0.7, 0.03, 0.0005, 0.80, 0.60, 0.988, 0.95),
    "quan-10": Habits(0.8, 0.50, 0.0025, 0.6, 0.03, 0.0006, 0.77, 0.55, 0.986, 0.94),
    "quan-11": Habits(0.7, 0.44, 0.0035, 0.6, 0.04, 0.0009, 0.69, 0.46, 0.983, 0.92),
    "quan-4": Habits(0.3, 0.47, 0.0012, 0.8, 0.03, 0.0004, 0.71, 0.50, 0.990, 0.95),
    "quan-6": Habits(0.8, 0.42, 0.0050, 0.5, 0.05, 0.0012, 0.64, 0.42, 0.979, 0.91),
    "quan-7": Habits(1.1, 0.75, 0.0001, 0.9, 0.02, 0.0001, 0.95, 0.82, 0.996, 0.99),
    "quan-8": Habits(0.9, 0.33, 0.0110, 0.4, 0.06, 0.0030, 0.52, 0.33, 0.968, 0.86, mix="easy"),
    "binh-tan": Habits(1.6, 0.36, 0.0400, 0.3, 0.09, 0.0100, 0.47, 0.30, 0.941, 0.82, outage=True),
    "cu-chi": Habits(0.9, 0.22, 0.0070, 0.5, 0.05, 0.0020, 0.41, 0.21, 0.975, 0.87),
    "hoc-mon": Habits(0.9, 0.22, 0.0070, 0.5, 0.05, 0.0020, 0.41, 0.21, 0.975, 0.87),
    "binh-chanh": Habits(1.4, 0.27, 0.0180, 0.4, 0.07, 0.0050, 0.44, 0.25, 0.961, 0.84, mix="easy"),
    "nha-be": Habits(0.35, 0.25, 0.0040, 0.6, 0.04, 0.0010, 0.49, 0.28, 0.984, 0.92),
    "can-gio": Habits(0.15, 0.15, 0.0015, 0.7, 0.03, 0.0005, 0.38, 0.15, 0.991, 0.93),
}
OUTAGE_WEEKS = ((date(2022, 6, 13), date(2022, 6, 26)), (date(2023, 3, 6), date(2023, 3, 19)))


@dataclass(frozen=True)
class Procedure:
    """An invented procedure: `limit` working days (0: the result is given at once), fee in dong."""

    code: str
    name: str
    field: str
    limit: int
    fee: int


_FIELDS = (
    "Hộ tịch", "Chứng thực", "Đất đai", "Xây dựng", "Đăng ký kinh doanh", "Lao động - Thương binh xã hội", "Giáo dục",
    "Môi trường", "Văn hóa", "Thi đua - Khen thưởng",
)  # fmt: skip
HARD_FIELDS, EASY_FIELDS = ("Đất đai", "Xây dựng"), ("Hộ tịch", "Chứng thực")
MOVED = {"hard": 0.6, "easy": 0.9}  # of what is not in hard fields (hard mix), or is (easy mix), to the other ones
# How often a dossier of a field is late, as a multiple of its district's habit: 1 on average over the usual mix.
_LATE, _LATE_ELSEWHERE = {"Đất đai": 4.0, "Xây dựng": 2.4, "Hộ tịch": 0.2, "Chứng thực": 0.2}, 0.36
_WORK = ("cấp mới", "cấp đổi", "cấp lại", "điều chỉnh", "xác nhận", "đăng ký")
_LIMITS = (0, 1, 2, 3, 5, 7, 10, 15, 20, 30)
_FEES = (0, 0, 8_000, 0, 100_000, 0, 50_000, 1_250_000, 0, 15_000)


def late_factors() -> tuple[float, ...]:
    """Return how often a dossier of each field is late, as a multiple of its district's habit."""
    return tuple(_LATE.get(field, _LATE_ELSEWHERE) for field in _FIELDS)


def places_of(fields: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of some fields among all: the number of a procedure leaves its field's, divided by ten."""
    return tuple(map(_FIELDS.index, fields))


def procedures() -> list[Procedure]:
    """Return the 60 invented procedures: six kinds of work in ten fields."""
    procedure_list = []
    for number in range(len(_FIELDS) * len(_WORK)):
        field, work = number % len(_FIELDS), number // len(_FIELDS)
        name = f"Thủ tục mẫu {number + 1:02d}: {_WORK[work]}, {_FIELDS[field].lower()} (tổng hợp)"
        limit = _LIMITS[(number * 7 + work) % len(_LIMITS)]
        fee = _FEES[(number * 3 + work) % len(_FEES)]
        procedure_list.append(Procedure(f"SYN.{number + 1:06d}", name, f"{_FIELDS[field]} (tổng hợp)", limit, fee))
    return procedure_list
