"""The pages that stand beside the editions themselves: the list of all, the notice of a withdrawn one, differences."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.city import CityDeclaration
from schemas.edition import Edition
from schemas.table import load_tables
from warehouse.editions.differences import Differences, UnitChange
from warehouse.editions.record import Record, Standing
from warehouse.editions.status import day_en, day_vi

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
STATES: Mapping[str, tuple[str, str]] = load_tables()["editions"].column("state").codes
REASONS: Mapping[str, tuple[str, str]] = load_tables()["rankings"].column("reason").codes
FACTS: Mapping[str, tuple[str, str]] = {
    "as_of": ("Số liệu tính đến hết ngày", "Last day counted"),
    "snapshot": ("Bản chốt số liệu", "Snapshot"),
    "method_version": ("Quy định của phương pháp", "Rules of the method"),
    "method_sha256": ("Tệp của phương pháp", "File of the method"),
    "indicators_version": ("Định nghĩa của các chỉ số", "Declarations of the indicators"),
    "software": ("Phần mềm", "Software"),
    "seed": ("Số khởi đầu ngẫu nhiên", "Seed"),
    "draws": ("Số lần mô phỏng", "Draws"),
    "sensitivity_runs": ("Số cách tính đã thử", "Runs of the sensitivity analysis"),
    "libraries": ("Thư viện tính toán", "Libraries"),
    "synthetic": ("Số liệu tổng hợp", "Synthetic data"),
}


def index_page(city: CityDeclaration, editions: Sequence[Edition]) -> str:
    """Return the first page of what is public: every ranking with its versions, the newest first, for a city."""
    series: dict[str, list[Edition]] = {}
    for edition in sorted(editions, key=lambda e: (e.series, -e.version)):
        series.setdefault(edition.series, []).append(edition)
    synthetic = any(edition.synthetic for edition in editions)
    return _render("index.html.j2", city, series=series, synthetic=synthetic)


def notice_page(city: CityDeclaration, edition: Edition, to_index: str) -> str:
    """Return what stands in the place of a withdrawn edition: that it was withdrawn, when and why; no figure of it."""
    return _render("notice.html.j2", city, edition=edition, synthetic=edition.synthetic, to_index=to_index)


def differences_page(
    city: CityDeclaration,
    edition: Edition,
    record: Record,
    before: Edition | None,
    found: Differences | None,
    names: Mapping[str, str],
) -> str:
    """Return the page for who approves: what the edition changes of the one published last, `before`, if there is one.

    `names` are the units' names; a unit without one is called by its id.
    """
    ranked = sum(s.label is not None for s in record.standings)
    units = sorted(found.units, key=_by_score) if found else []
    return _render(
        "differences.html.j2",
        city,
        edition=edition,
        record=record,
        before=before,
        found=found,
        names=names,
        ranked=ranked,
        units=units,
        moved=sum(_label(c.before) != _label(c.after) for c in units),
        synthetic=edition.synthetic,
    )


def _by_score(change: UnitChange) -> tuple[bool, float, str]:
    """Return where a unit stands on the page: those with a rank first, by their score now."""
    now = change.after
    score = 0.0 if now is None or now.score is None else now.score
    return _label(now) is None, -score, change.unit_id


def _label(one: Standing | None) -> str | None:
    return None if one is None else one.label


def _render(template: str, city: CityDeclaration, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    return _environment(city.zone).get_template(template).render(city=city, **values) + "\n"


@cache
def _environment(zone: str) -> "Environment":
    # Most who know editions make no page of them.
    from babel.numbers import format_decimal
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "day_vi": lambda moment: day_vi(moment, zone),
        "day_en": lambda moment: day_en(moment, zone),
        "score": lambda value: "–" if value is None else format_decimal(value, "0.00", locale="vi"),
    }
    found.globals |= {"states": STATES, "reasons": REASONS, "fact_names": FACTS}
    return found
