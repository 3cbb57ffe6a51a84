"""No file of a kind that offices send changes a figure unnoticed: one night takes in the smallest file of each."""

from dataclasses import replace

import polars as pl
import pytest
from every_kind import KINDS
from kinds_of_files import COLUMNS, PERSON
from nights import WABO, appears, check_ledger, deliver, home_at, outcomes, run, table

from schemas.city import load_city
from schemas.limits import Limits
from schemas.register import Register, Unit
from schemas.source import Source
from schemas.strict import parse
from warehouse import store


def declared(kind):
    """The source of a kind."""
    ordinary = {
        "id": f"s-{kind.id}",
        "table": "dossiers",
        "label_vi": "x",
        "label_en": "x",
        "units": [kind.id],
        "format": {"kind": "csv"},
        "columns": COLUMNS,
        "personal": ["Chủ hồ sơ"],
        "ignored": ["Ghi chú"],
    }
    return parse(Source, ordinary | dict(kind.declared), kind.id)


def unit(number, kind):
    return Unit(
        unit_id=kind.id, code=str(number), name_vi=kind.id, name_en=kind.id, level="d", kind="d", cadence="none"
    )


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """The home after the night, and the outcome of each kind."""
    home = home_at(tmp_path_factory.mktemp("kinds"))
    sources = {source.id: source for source in map(declared, KINDS)}
    register = Register([unit(n, kind) for n, kind in enumerate(KINDS)])
    wabo = load_city(WABO)
    about = wabo.about.model_copy(update={"zone": "Asia/Ho_Chi_Minh", "limits": Limits()})
    city = replace(wabo, about=about, register=register, sources=sources)
    for kind in KINDS:
        deliver(home, kind.id, kind.name, kind.contents)
    report = run(home, city)
    return home, {o.unit_id: o for o in outcomes(report)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_file_of_the_kind(night, kind):
    home, by_unit = night
    outcome = by_unit[kind.id]
    assert (outcome.status, (outcome.rows_in, outcome.accepted, outcome.rejected)) == (
        kind.status,
        kind.counts,
    )
    rows = table(home, "dossiers").filter(unit_id=kind.id).rows_by_key("dossier_code", named=True, unique=True)
    for code, values in kind.loaded.items():
        assert values.items() <= rows[code].items()
    warned = table(home, "warnings").filter(unit_id=kind.id)
    assert kind.warned <= set(warned["code"])
    reasons = table(home, "rejections").filter(unit_id=kind.id)
    texts = [*warned.select(pl.col(pl.String)).rows(), *reasons.select(pl.col(pl.String)).rows()]
    everything_said = " ".join([outcome.message_vi, outcome.message_en, *(str(cell) for row in texts for cell in row)])
    assert [word for word in kind.says if word.casefold() not in everything_said.casefold()] == []
    if kind.status == "rejected":
        assert outcome.reason and outcome.message_vi and outcome.message_en


def test_every_row_of_every_file_is_in_the_ledger(night):
    home, _ = night
    check_ledger(home)
    ledger = table(home, "ledger")
    layout = table(home, "layout_rows").group_by("submission_id").agg(pl.col("rows").sum())
    joined = ledger.join(layout, on="submission_id", how="left").with_columns(pl.col("rows").fill_null(0))
    assert (joined["layout"] == joined["rows"]).all()


def test_no_person_of_any_file_passes_the_landing_copy(night):
    home, _ = night
    assert appears(home, PERSON) == []


def test_every_rejected_and_every_accepted_row_names_its_place(night):
    home, _ = night
    assert table(home, "dossiers").get_column("source_row").null_count() == 0
    assert table(home, "rejections").get_column("source_row").null_count() == 0
    assert store.current_snapshot(home) is not None
