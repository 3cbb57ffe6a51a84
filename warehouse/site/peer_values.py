"""A unit's values beside those of its peers: for its page, a table for all units and for each of its peer groups."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import ALL
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.rates import rate_of
from warehouse.site.together import QUANTILES
from warehouse.site.values import value_of
from warehouse.site.words import Words


def peer_values(p: Publication, words: Words, unit: str) -> Iterator[Mapping[str, Any]]:
    """Yield the name of each group that the unit belongs to, all units first, and a row for each indicator."""
    groups = p.tables["peer_groups"].filter(unit_id=unit).sort("peer_group").to_dicts()
    names = {ALL: words.say("units.quantiles_all")} | {group["peer_group"]: words.name(group) for group in groups}
    for group, name in names.items():
        if rows := _rows(p, words, unit, group):
            yield {"name": name, "rows": rows}


def _rows(p: Publication, words: Words, unit: str, group: str) -> Sequence[Mapping[str, Any]]:
    quantiles = p.tables["peer_quantiles"].filter(peer_group=group).rows_by_key("indicator", named=True, unique=True)
    indicator_rows = [row for row in lookup.indicator_rows(p, "score") if row["indicator"] in quantiles]
    return [_row(p, words, unit, row, quantiles[row["indicator"]]) for row in indicator_rows]


def _row(p: Publication, words: Words, unit: str, row: Row, quantiles: Mapping[str, Any]) -> Mapping[str, Any]:
    cell = lookup.cells(p).get((unit, row["indicator"]), {})
    values = [value_of(words, row, quantiles[name]) for name in QUANTILES]
    return {
        "row": row,
        "name": words.name(row),
        "rate": rate_of(p, words, row, cell),
        "values": values,
        "units": quantiles["units"],
        "hidden": quantiles["hidden"],
    }
