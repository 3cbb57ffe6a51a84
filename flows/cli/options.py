"""Options that several commands have: the modules of the commands import much that the others do not need."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

FileArgument = Annotated[Path, Parameter(help="help.file")]
SeriesArgument = Annotated[str, Parameter(help="help.series")]
UnitOption = Annotated[str, Parameter(name="--unit", help="help.unit")]
DateOption = Annotated[date | None, Parameter(name="--date", help="help.date")]
PeriodOption = Annotated[str, Parameter(name="--period", help="help.period", show_default=False)]
MethodOption = Annotated[str, Parameter(name="--method", help="help.ranking-method", show_default=False)]
ReasonOption = Annotated[str, Parameter(name="--reason", help="help.edition-reason")]
