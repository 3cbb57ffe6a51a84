"""The pages that stand beside the editions themselves: the list of all, the notice of a withdrawn one, differences.

And the section on a page of theirs that lists the versions of the ranking.
"""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.city import CityDeclaration
from schemas.edition import Edition
from schemas.table import load_tables
from schemas.words import formats
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, Language
from schemas.words.message import Declared, Message, message
from schemas.words.periods import period_name
from warehouse.editions.differences import Differences, UnitChange
from warehouse.editions.record import Record, Standing
from warehouse.editions.status import local_day, local_moment
from warehouse.site import stylesheet
from warehouse.site.templating import bilingual_environment, source_of

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


def _labels(table: str, column: str) -> Mapping[str, Declared]:
    return {code: Declared(*label) for code, label in load_tables()[table].column(column).codes.items()}


STATES = _labels("editions", "state")
REASONS = _labels("rankings", "reason")


def fact_name(name: str) -> Message:
    """Return what a line of the record of a ranking is called, by its name in the record."""
    return message(f"edition_differences.fact-{name}")


def index_page(city: CityDeclaration, editions: Sequence[Edition]) -> str:
    """Return the first page of what is public: every ranking with its versions, the newest first, for a city."""
    series: dict[str, list[Edition]] = {}
    for edition in sorted(editions, key=lambda e: (e.series, -e.version)):
        series.setdefault(edition.series, []).append(edition)
    synthetic = any(edition.synthetic for edition in editions)
    return _render("index.html.j2", city, series=series, synthetic=synthetic, **_shared_style(""))


def notice_page(city: CityDeclaration, edition: Edition, up: str) -> str:
    """Return what stands in the place of a withdrawn edition: that it was withdrawn, when and why; no figure of it.

    `up` is the way from the page to the top of the public tree.
    """
    return _render("notice.html.j2", city, edition=edition, synthetic=edition.synthetic, **_shared_style(up))


def history_section(editions: Sequence[Edition], language: Language, zone: str, up: str) -> str:
    """Return the list of the versions of a ranking, the newest first, as HTML within a page of the site.

    Args:
        editions: the versions that are or were public, the first one first.
        language: that of the page.
        zone: the time zone of the city.
        up: the way from the page to the folder of the ranking.
    """
    newest, say = editions[-1], partial(text, language=language)
    standing = message("revisions.some", count=len(editions) - 1, version=newest.version)
    values = {
        "say": lambda key, **named: say(message(key, **named)),
        "standing": say(standing if len(editions) > 1 else message("revisions.first")),
        "editions": editions[::-1],
        "series": newest.series,
        "up": up,
        "state_of": lambda edition: say(_state(edition, zone)),
        "moment_of": lambda moment: formats.moment(local_moment(moment, zone), language.tag),
    }
    return _environment(zone).get_template("history.html.j2").render(values)


def _state(edition: Edition, zone: str) -> Message | Declared:
    """Return the state of a published edition with what belongs to it: by which one it was superseded, and when."""
    if edition.state == "superseded":
        return message("edition_pages.index-superseded", state=STATES[edition.state], version=edition.superseded_by)
    if edition.state == "withdrawn":
        day = local_day(edition.withdrawn_at, zone)
        return message("edition_pages.index-withdrawn", state=STATES[edition.state], day=day)
    return STATES[edition.state]


def differences_page(
    city: CityDeclaration,
    edition: Edition,
    record: Record,
    before: Edition | None,
    differences: Differences | None,
    names: Mapping[str, str],
) -> str:
    """Return the page for who approves: what the edition changes of the one published last.

    Args:
        city: whose ranking it is.
        edition: what is to be approved.
        record: its record.
        before: the edition published last, if there is one.
        differences: what differs from `before`, None without it.
        names: unit -> its name; a unit without one is called by its id.
    """
    ranked = sum(standing.label is not None for standing in record.standings)
    units = sorted(differences.units, key=_by_score) if differences else []
    return _render(
        "differences.html.j2",
        city,
        edition=edition,
        record=record,
        before=before,
        differences=differences,
        names=names,
        ranked=ranked,
        units=units,
        moved=sum(_label(change.before) != _label(change.after) for change in units),
        synthetic=edition.synthetic,
        style=style(city),  # the page stands alone, in a folder that is not public
    )


def style(city: CityDeclaration) -> str:
    """Return the stylesheet that all pages share."""
    return source_of(_environment(city.zone), stylesheet.NAME)


def _shared_style(up: str) -> Mapping[str, str]:
    """Return how a page of the public tree finds what all of its pages share."""
    return {"up": up, "style": "", "style_path": stylesheet.PATH}


def _by_score(change: UnitChange) -> tuple[bool, float, str]:
    """Return where a unit stands on the page: those with a rank first, by their score now."""
    standing_now = change.after
    score = 0.0 if standing_now is None or standing_now.score is None else standing_now.score
    return _label(standing_now) is None, -score, change.unit_id


def _label(standing: Standing | None) -> str | None:
    return None if standing is None else standing.label


def _render(template: str, city: CityDeclaration, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    all_values = {"city": city, "city_name": Declared(city.name_vi, city.name_en), **values}
    return _environment(city.zone).get_template(template).render(all_values) + "\n"


@cache
def _environment(zone: str) -> "Environment":
    environment = bilingual_environment(_TEMPLATES)
    environment.filters["day"] = lambda moment: local_day(moment, zone)
    environment.filters["period"] = period_name
    environment.filters["title"] = lambda edition: Declared(edition.title_vi, edition.title_en)
    environment.globals |= {
        "en": lambda key, **values: text(message(key, **values), ENGLISH),
        "fact_name": fact_name,
        "table_name": lambda name: Declared(load_tables()[name].label_vi, load_tables()[name].label_en),
        "state_of": partial(_state, zone=zone),
        "reasons": REASONS,
    }
    return environment
