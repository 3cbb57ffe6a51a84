"""The data of the page on which weights are moved, as the page's scripts read them."""

from dataclasses import asdict

from warehouse.publication.what_if_data import ExcusedUnit, GroupPart, IndicatorPart, ScoredUnit, WhatIf

Data = dict[str, object]


def as_data(start: WhatIf) -> Data:
    """Return plain data for JSON; names are left out, they stand beside the tree in the language of the page."""
    plain = asdict(start)
    units = [_unit(unit) for unit in start.units]
    return {"supported": True} | plain | {"groups": [_part(group) for group in start.groups], "units": units}


def _part(part: GroupPart | IndicatorPart) -> Data:
    if isinstance(part, IndicatorPart):
        plain = {"id": part.id, "size": part.size}
        return plain | {"computable": part.computable, "required": part.required}
    parts = [_part(inner) for inner in part.parts]
    return {"id": part.id, "size": part.size, "aggregation": part.aggregation, "parts": parts}


def _unit(unit: ExcusedUnit | ScoredUnit) -> Data:
    if isinstance(unit, ExcusedUnit):
        return {"id": unit.id, "excused": True}
    return {"id": unit.id, "excused": False} | asdict(unit)
