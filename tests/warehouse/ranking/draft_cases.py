"""Drafts with invented units, made by the engine from counts, for the tests of what is said and shown of them."""

from datetime import date

import polars as pl
from engine_cases import YEAR, evidence, method, random_counts

from schemas.register import Unit
from schemas.table import load_tables
from warehouse.ranking.assessment import assess
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cell_values import CELLS
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.evidence.form_ii06a import FORM
from warehouse.ranking.evidence.periods import previous
from warehouse.ranking.published import inner_schema

CODES = ["online_share", "digitised_share", "on_time_over_resolved"]
VARIED = {"normalisations": ["minmax"], "weight_sets": 2, "leave_one_out": True}
EFFECT = Effect(1.5, 60.0, 1.5, 50, 8, 0.3, 0.2)


def draft(found, changes=None, groupings=None, own=None, halves=None, **rules):
    """Return the draft of counts {unit: {code: (x, n) or a status}}, by `own` or by a small method with `rules`."""
    own = own or method({"a": dict.fromkeys(CODES[:2], 30), "b": {CODES[2]: 40}}, sensitivity=VARIED, **rules)
    units = tuple(
        Unit(unit_id=u, code=u, name_vi=f"Quận <b>{u}</b>", name_en=u, level="district", kind="urban")
        for u in sorted(found)
    )
    assessment = assess(evidence(found), own, sorted(found), None, groupings)
    table = pl.DataFrame([] if changes is None else changes, schema=inner_schema("ranking_changes"), orient="row")
    signals = pl.DataFrame(schema=load_tables()["signals"].polars_schema)
    about = ("2022-12-31-0123456789abcdef", date(2022, 12, 31), True)
    effects = dict.fromkeys(CODES, dict.fromkeys(sorted(found), EFFECT))
    return Draft(
        assessment,
        table,
        CELLS.to_frame(),
        previous(YEAR),
        effects,
        groupings or {},
        signals,
        FORM.to_frame(),
        inner_schema("ranking_reliability").to_frame() if halves is None else halves,
        own,
        YEAR,
        units,
        *about,
    )


NO_COUNTS = (None,) * 6  # of a score, in both periods
SPREAD = draft(
    random_counts(2, 8, CODES, 5_000, 20_000),
    changes=[
        ("u000", "score", 50.0, 55.0, 5.0, 3.0, 7.0, 0.001, True, 4, 2, False, *NO_COUNTS),
        ("u001", "score", 50.0, 50.4, 0.4, -1.0, 1.8, 0.6, False, 4, 4, False, *NO_COUNTS),
    ],
    groupings={"size": {f"u{i:03}": "big" if i < 6 else "small" for i in range(8)}},
)
EQUAL = draft({f"u{i}": dict.fromkeys(CODES, (9_990, 10_000)) for i in range(6)})
