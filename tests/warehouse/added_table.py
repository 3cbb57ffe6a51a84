"""What docs/add-a-table.md adds to a city: inspections of its own, which it counts and ranks by."""

import re
import shutil
from datetime import date
from pathlib import Path

from nights import WABO, deliver
from wabo_cases import month_of_cases

from schemas.register import CITY

DOCUMENT = Path(__file__).parents[2] / "docs" / "add-a-table.md"
TABLE, SOURCE = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
RULE = """
[[rules]]
id = "fault-count-negative"
expectation = "expect_column_values_to_be_between"
kwargs = { column = "fault_count", min_value = 0 }
message_vi = "Số lỗi: số âm"
message_en = "Faults: negative number"
"""
MEASURES = """
table = "inspections"
about = "office"

[measures.inspections]
day = "inspected_date"
vi = "cuộc kiểm tra"
en = "inspections"

[measures.inspections_without_fault]
day = "inspected_date"
where = "fault_count = 0"
vi = "cuộc kiểm tra không có lỗi"
en = "inspections that found no fault"
"""
INDICATOR = """
code = "without_fault"
name_vi = "Tỷ lệ kiểm tra không có lỗi"
name_en = "Inspections without a fault"
numerator = "inspections_without_fault"
denominator = "inspections"
denominator_id = "inspections"
denominator_vi = "cuộc kiểm tra"
denominator_en = "inspections"
"""
FILES = {
    "tables/inspections.toml": TABLE + RULE,
    "sources/inspections.toml": SOURCE,
    "measures/inspections.toml": MEASURES,
    "indicators/without_fault.toml": INDICATOR,
}
FINES = """
name = "fines"
label_vi = "Tiền phạt"
label_en = "Fines"
description_vi = "Mỗi dòng là một quyết định."
description_en = "One row is one decision."
about = "office"
scope = "city"
key = ["fine_code"]
columns = [
  { name = "fine_code", type = "string", normal_form = "code", label_vi = "Mã", label_en = "Code", required = true },
  { name = "fine_amount", type = "integer", is_money = true, label_vi = "Số tiền", label_en = "Amount" },
]
"""
OF_FINES = """
id = "fines"
table = "fines"
label_vi = "Tiền phạt"
label_en = "Fines"
units = ["_city"]
format = { kind = "csv", delimiter = ";" }
columns."Code" = { column = "fine_code" }
columns."Amount" = { column = "fine_amount" }
"""
SCORED = '\n[[groups.indicators]]\ncode = "without_fault"\nmax_points = 40\n'
DAY = date(2023, 3, 1)
CASES = 40  # dossiers, and inspections, of each unit
WITHOUT_FAULT = {"General": 36, "Experts": 20, "Customer contact": 12}
IDS = {"General": "general", "Experts": "experts", "Customer contact": "customer-contact"}
WRONG = "KT-General-0,31/02/2023,General,0\nKT-General-1,20/02/2023,General,-3\n"


def inspections(more=""):
    """The file of the inspections of all units: of each so many without a fault, the others with two."""
    lines = [
        f"KT-{unit}-{n + 10},{1 + n % 20:02}/02/2023,{unit},{0 if n < clean else 2}\n"
        for unit, clean in WITHOUT_FAULT.items()
        for n in range(CASES)
    ]
    return "Số biên bản,Ngày kiểm tra,Đơn vị,Số lỗi\n" + "".join(lines) + more


def city_with(folder, files):
    """A copy of a city that has `files` and whose index gives 40 of its 100 points for its inspections."""
    shutil.copytree(WABO, folder)
    method = folder / "methods" / "timeliness.toml"
    points = method.read_text("utf-8").replace('resolved"\nmax_points = 100', 'resolved"\nmax_points = 60')
    method.write_text(points + SCORED, "utf-8")
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def delivered(home, more=WRONG):
    """Deliver the dossiers of a month, all of them in time, and the inspections."""
    units = dict.fromkeys(IDS, CASES)
    deliver(home, CITY, "cases.csv", month_of_cases(units, 2023, 2, dict.fromkeys(IDS, 0)))
    return deliver(home, CITY, "inspections.csv", inspections(more))
