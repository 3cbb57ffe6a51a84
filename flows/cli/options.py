"""Options that several commands have: the modules of the commands import much that the others do not need."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

UnitOption = Annotated[str, Parameter(name="--unit", help="Đơn vị gửi tệp / the unit that sends the file.")]
DateOption = Annotated[date | None, Parameter(name="--date", help="Ngày áp dụng / as of this day (default: today).")]
PeriodOption = Annotated[
    str, Parameter(name="--period", help="Kỳ, như 2022, 2022-Q1, 2022-03, 2022-RQ1 / the period.", show_default=False)
]
MethodOption = Annotated[
    str, Parameter(name="--method", help="Phương pháp, như qd766 / the method.", show_default=False)
]
