"""How the score is made of indicators, as the page of weights or the list of indicators says it."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from warehouse.attack.stated import GROUP, SCORE

_DATA = re.compile(r'<script[^>]*id="what-if-data"[^>]*>(.*?)</script>', re.DOTALL)
_PAGE = "what-if.html"


@dataclass(frozen=True)
class Node:
    """An indicator, or a group of parts that is their mean, with what it weighs among its siblings."""

    id: str
    size: Fraction
    parts: tuple["Node", ...] = ()

    def codes(self) -> Iterator[str]:
        """Yield the codes of the indicators in it."""
        if not self.parts:
            yield self.id
        for inner in self.parts:
            yield from inner.codes()

    def weights(self, present: Collection[str]) -> Mapping[str, Fraction]:
        """Return what each indicator weighs, of 1, where some are there: they carry the weight of their siblings."""
        if not self.parts:
            return {self.id: Fraction(1)} if self.id in present else {}
        inner = [(node, shares) for node in self.parts if node.size and (shares := node.weights(present))]
        total = sum((node.size for node, _ in inner), Fraction(0))
        return {code: share * node.size / total for node, shares in inner for code, share in shares.items()}


def what_if_data(files: Mapping[str, bytes]) -> Mapping[str, Any] | None:
    """Return what the page of weights computes from, None where there is no such page or it computes nothing."""
    for path in sorted(files):
        if path.endswith(_PAGE) and (match := _DATA.search(files[path].decode())):
            data: Mapping[str, Any] = json.loads(match[1])["data"]
            return data if data.get("supported") else None
    return None


def index_of(data: Mapping[str, Any] | None, indicators: pl.DataFrame) -> Node | None:
    """Return the index whose mean is the score; None where parts are put together otherwise than by a plain mean."""
    if data is None:
        return _index_in_table(indicators)
    if data["aggregation"] != "arithmetic":
        return None
    nodes = [_node(group) for group in data["groups"]]
    groups = tuple(node for node in nodes if node is not None)
    return None if any(_is_other(group) for group in data["groups"]) else Node(SCORE, Fraction(1), groups)


def _is_other(group: Mapping[str, Any]) -> bool:
    inner = [node for node in group["parts"] if "parts" in node]
    return group["aggregation"] != "arithmetic" or any(_is_other(node) for node in inner)


def _node(part: Mapping[str, Any]) -> Node | None:
    """Return a part of the tree: what cannot be computed is left out, with its share of the weight of its group."""
    if "parts" not in part:
        return Node(part["id"], Fraction(part["size"])) if part["computable"] else None
    parts = tuple(node for inner in part["parts"] if (node := _node(inner)) is not None)
    declared_size = sum((Fraction(inner["size"]) for inner in part["parts"]), Fraction(0))
    remaining_size = sum((node.size for node in parts), Fraction(0))
    return (
        Node(part["id"], Fraction(part["size"]) * remaining_size / declared_size, parts)
        if parts and declared_size
        else None
    )


def _index_in_table(indicators: pl.DataFrame) -> Node:
    """Return the index as the table of indicators lists it: groups weigh what their indicators do together."""
    groups: dict[str, list[Node]] = {}
    for row in indicators.filter(pl.col("role") == "score").iter_rows(named=True):
        groups.setdefault(GROUP + row["index_group"], []).append(Node(row["indicator"], Fraction(str(row["size"]))))
    nodes = (Node(name, sum((n.size for n in parts), Fraction(0)), tuple(parts)) for name, parts in groups.items())
    return Node(SCORE, Fraction(1), tuple(nodes))
