"""The facts that published scores give away: to their last digit, and closer where the order of units tells more."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from warehouse.attack.cells import Cell
from warehouse.attack.evidence import hidden_cells
from warehouse.attack.index import Node
from warehouse.attack.model import Model
from warehouse.attack.public import Public
from warehouse.attack.scores import Score
from warehouse.attack.stated import GROUP, SCORE

_ROUNDING = 0.005 + 1e-7  # a score of two decimals may be so far from the exact one
_EXACT = 1e-7
_HUNDRED = 100.0


def bind_scores(model: Model, public: Public, units: Collection[str]) -> None:
    """Bind what scores of some units and of groups tell of hidden cells, and what the page of weights holds."""
    if public.index is None or not _is_right(public, public.index):
        return
    cells: dict[str, list[Cell]] = {}
    for unit, cell in hidden_cells(model, public):
        if unit in units:
            cells.setdefault(unit, []).append(cell)
    for unit, unit_cells in cells.items():
        for score in _scores(public, public.index, unit, unit_cells):
            model.bind(unit, score)
    for unit, code, value in public.exact_scores():
        for cell in cells.get(unit, []):
            if cell.code == code:
                low, high = float(value) - _EXACT, float(value) + _EXACT
                model.bind(unit, Score(Node(code, value), low, high, {}, [cell]))


def _scores(public: Public, index: Node, unit: str, cells: Sequence[Cell]) -> Iterator[Score]:
    """Yield the score of a unit and those of its groups, where every hidden cell in them can be reckoned with."""
    shown_scores, hidden_codes = _shown_scores(public, unit), _hidden_codes(public, unit)
    known_codes = {cell.code for cell in cells}
    spans = _spans(public, index)
    for node in (index, *index.parts):
        codes = set(node.codes())
        inner = [cell for cell in cells if cell.code in codes]
        if not inner or not hidden_codes & codes <= known_codes or (unit, node.id) not in spans:
            continue
        if _is_ranked(public, unit) or not _missing_codes(public, unit) & codes:
            low, high = spans[unit, node.id]
            yield Score(
                node, low, high, {code: code_score for code, code_score in shown_scores.items() if code in codes}, inner
            )


def _spans(public: Public, index: Node) -> Mapping[tuple[str, str], tuple[float, float]]:
    """Return between which values each score lies, of 0 to 100: by its digits, and by those of the units around it."""
    rows = public.rankings.filter(pl.col("value").is_not_null())
    spans = {
        (unit, measure): (value - _ROUNDING, value + _ROUNDING)
        for unit, measure, value in rows.select("unit_id", "measure", "value").iter_rows()
        if measure == SCORE or measure.startswith(GROUP)
    }
    if (public.weights_page or {}).get("places", 0) is not None:
        return spans  # units are in the order of rounded scores, or nobody knows
    ranked_rows = rows.filter(pl.col("rank").is_not_null(), measure=SCORE).sort("rank")
    order = ranked_rows.select("unit_id", "rank").rows()
    for unit, _ in order:
        if not _hidden_codes(public, unit):
            exact = _sum(public, index, unit)
            spans[unit, SCORE] = (exact - _EXACT, exact + _EXACT)
    for unit, rank in order:
        low = max([spans[u, SCORE][0] for u, r in order if r > rank] + [spans[unit, SCORE][0]])
        high = min([spans[u, SCORE][1] for u, r in order if r < rank] + [spans[unit, SCORE][1]])
        spans[unit, SCORE] = (low, high)
    return spans


def _is_right(public: Public, index: Node) -> bool:
    """Say whether the score is made as the intruder believes: for every ranked unit that hides nothing."""
    rows = public.rankings.filter(pl.col("eligible"), pl.col("value").is_not_null(), measure=SCORE)
    return all(
        abs(_sum(public, index, unit) - value) <= 2 * _ROUNDING
        for unit, value in rows.select("unit_id", "value").iter_rows()
        if not _hidden_codes(public, unit)
    )


def _sum(public: Public, index: Node, unit: str) -> float:
    scores = _shown_scores(public, unit)
    return sum(float(weight) * scores[code] for code, weight in index.weights(scores).items())


def _shown_scores(public: Public, unit: str) -> Mapping[str, float]:
    """Return the normalised scores of the cells of a unit that show their points."""
    sizes = dict(public.indicators.select("indicator", "size").iter_rows())
    rows = public.rankings.filter(pl.col("points").is_not_null(), unit_id=unit)
    return {
        code: _HUNDRED * points / sizes[code]
        for code, points in rows.select("measure", "points").iter_rows()
        if sizes.get(code)
    }


def _hidden_codes(public: Public, unit: str) -> set[str]:
    sizes = dict(public.indicators.select("indicator", "size").iter_rows())
    return {
        k.item for k in public.hidden_counts if k.table_name == "rankings" and k.unit_id == unit and sizes.get(k.item)
    }


def _missing_codes(public: Public, unit: str) -> set[str]:
    """Return the weighing cells of a unit that show no points and hide nothing: others' medians may stand for them."""
    sizes = dict(public.indicators.select("indicator", "size").iter_rows())
    rows = public.rankings.filter(pl.col("points").is_null(), unit_id=unit)
    return {code for code in rows.get_column("measure") if sizes.get(code)} - _hidden_codes(public, unit)


def _is_ranked(public: Public, unit: str) -> bool:
    return bool(public.rankings.filter(unit_id=unit).get_column("eligible").all())
