"""Points and weights that a method declares in vain are named to whoever loads it."""

import pytest
from engine_cases import weighted

from schemas.method_warnings import unused_sizes
from schemas.words.catalogue import said
from warehouse.ranking.explanation.method import explain

A, B, C = "online_share", "digitised_share", "satisfaction"
Z = {"kind": "zscore", "mean": 0.5, "sd": 0.1, "from": 100, "to": 10}


def rules(sizes, whole="mpi", **groups):
    def group(weights, **own):
        return {code: {"weight": weight, "normalisation": Z} for code, weight in weights.items()} | own

    return weighted({name: group(weights, **groups) for name, weights in sizes.items()}, aggregation=whole)


@pytest.mark.parametrize(
    ("method", "told"),
    [
        (rules({"g": {A: 1, B: 3}}), ["within the group x"]),
        (rules({"g": {A: 1, B: 1}, "h": {C: 3}}), ["for the groups"]),
        (rules({"g": {A: 1, B: 3}, "h": {C: 1}}), ["for the groups", "within the group x"]),
        (rules({"g": {A: 1, B: 3}}, "arithmetic"), []),
        (rules({"g": {A: 1, B: 3}}, "arithmetic", aggregation="mpi"), ["within the group x"]),
        (rules({"g": {A: 1, B: 1}}), []),  # nothing is lost
        (rules({"g": {A: 1, B: 0}}), []),  # left out, as declared
    ],
)
def test_what_is_declared_in_vain_is_named_in_the_explanation_too(method, told):
    sentences = unused_sizes(method)
    assert [next((words for words in told if words in said(s)[1]), said(s)[1]) for s in sentences] == told
    assert all(said(sentence)[0] in explain(method) for sentence in sentences)
    assert ("không có trọng số" in explain(method)) == bool(told)
