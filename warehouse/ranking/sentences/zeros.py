"""What a zero can and cannot mean: no petitions, nothing late, no answers, nothing that was to be counted."""

from collections.abc import Iterator, Mapping

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.terms import times_added
from schemas.words.message import Declared, Message, message
from warehouse.rows import Row

_OF_NOTHING: Mapping[tuple[str, ...], str] = {
    ("petitions",): "no-petitions",
    ("satisfaction",): "no-answers",
}  # by the tables that are counted
_LATE = {"resolved_late", "resolved_late_first", "resolved_late_766", "open_overdue", "open_late_766"}


def of_zero(method: Method, indicator: Indicator, cell: Row) -> tuple[Message, ...]:
    """Return sentences on a cell (a row of `rankings`) of which nothing was counted, or nothing unfavourable.

    The last of them says what the method, or the law behind the indicator, makes of it where nothing arose. Nothing is
    said of other cells, of rates that have no unfavourable cases, and of counts that are not published.
    """
    if cell["status"] == "NOT_APPLICABLE":
        return tuple(_nothing(method, indicator))
    if cell["status"] in ("OK", "SMALL_N") and indicator.kind == "proportion" and cell["x"] is not None and cell["n"]:
        failures = cell["x"] if indicator.direction == -1 else cell["n"] - cell["x"]
        return tuple(_no_failure(indicator, cell)) if not failures else ()
    return ()


def _nothing(method: Method, indicator: Indicator) -> Iterator[Message]:
    kind = _OF_NOTHING.get(indicator.tables, "nothing-arose")
    yield message(f"zeros.{kind}", cases=Declared(indicator.denominator_vi, indicator.denominator_en))
    rule = next(rule for rule in method.rules if rule.code == indicator.code)
    policy = rule.on_not_applicable or method.on_not_applicable
    if rule.size and policy in ("full", "zero"):
        legal = indicator.legal_basis
        basis = Declared(legal.name, legal.name) if legal else Declared(method.name_vi, method.name_en)
        yield message("zeros.full-points" if policy == "full" else "zeros.zero-points", basis=basis)


def _no_failure(indicator: Indicator, cell: Row) -> Iterator[Message]:
    is_late = all(measure in _LATE for measure, _ in times_added(*indicator.whole.events))
    cases = Declared(indicator.denominator_vi, indicator.denominator_en)
    yield message("zeros.none-late" if is_late else "zeros.none-unfavourable", n=cell["n"], cases=cases)
    limit = cell["ci_high"] if indicator.direction == -1 else cell["ci_low"] and 1 - cell["ci_low"]
    if limit is not None:
        yield message("zeros.may-be", limit=limit)
