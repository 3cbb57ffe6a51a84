"""What an edition is submitted with, its record, and the differences from the editions before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.disclosure import policy_of
from schemas.edition import Details, Edition, EditionRefused, checked_path, series_of
from schemas.method import load_method
from schemas.table import load_tables
from schemas.words.message import Message, message
from warehouse import store
from warehouse.editions.differences import Differences, differences, revisions_table
from warehouse.editions.log import Act, Book, read_book
from warehouse.editions.pages import differences_page
from warehouse.editions.record import Record, bearing_submissions, standings_of
from warehouse.editions.states import next_version, published_before
from warehouse.editions.status import status_fault
from warehouse.ranking.record import RankingRecord

_MOST_NAMED = 5  # faults that one message names


@dataclass(frozen=True)
class Content:
    """What is submitted: a rendered site by relative path, the record of its ranking, and its table `rankings`."""

    files: Mapping[str, bytes | str]
    ranking: RankingRecord
    rankings: pl.DataFrame

    @property
    def series(self) -> str:
        """Which ranking it is: "2022-qd766"."""
        return series_of(self.ranking.period, self.ranking.method)


def new_record(home: store.Home, city: City, version: int, content: Content, reason: str) -> Record:
    """Return the record of a version that is submitted; its submissions are those active in its snapshot.

    Args:
        home: where the snapshot is.
        city: whose method it is.
        version: the number of the version.
        content: what is submitted.
        reason: why there is another version, "" for the first.
    """
    ranking = content.ranking
    folder = home.snapshots / Path(ranking.snapshot).name
    if not folder.is_dir():
        raise EditionRefused("no_snapshot", message("edition_refusals.no-snapshot", snapshot=folder.name))
    submissions = store.scan_table(folder, load_tables()["submissions"]).collect()
    method = load_method(city.method_path(ranking.method), city.indicators)
    return Record(
        series=content.series,
        version=version,
        reason=reason,
        title_vi=method.name_vi,
        title_en=method.name_en,
        ranking=ranking,
        standings=standings_of(content.rankings),
        submissions=bearing_submissions(submissions, ranking.as_of),
    )


def method_fault(city: City, ranking: RankingRecord) -> Message | None:
    """Return what is wrong with a ranking that was made by other rules than the city's method has, else None."""
    method = load_method(city.method_path(ranking.method), city.indicators)
    is_as_declared = ranking.indicators_version in (None, method.indicators_version)
    if method.fingerprint == ranking.method_version and is_as_declared:
        return None
    return message("edition_refusals.other-method", method=ranking.method)


def disclosure_fault(city: City, ranking: RankingRecord) -> Message | None:
    """Return what is wrong with content that tells counts by other rules than the city's policy, else None."""
    disclosure, declaration = ranking.disclosure, city.about
    if disclosure is None or not disclosure.by_table:
        return None
    rules = {row: policy_of(declaration.disclosure, "public", row.table).rule(row.about) for row in disclosure.by_table}
    differing_tables = sorted({row.table for row, rule in rules.items() if row.rule != rule})
    if not differing_tables and disclosure.threshold == declaration.suppress_below:
        return None
    return message("edition_refusals.other-disclosure", method=ranking.method, tables=differing_tables or None)


def submit_details(record: Record) -> Details:
    """Return what the audit log says of a submitted record."""
    ranking = record.ranking
    return {
        "period": ranking.period,
        "title_vi": record.title_vi,
        "title_en": record.title_en,
        "snapshot": ranking.snapshot,
        "method_version": ranking.method_version,
        "synthetic": ranking.synthetic,
        "reason": record.reason,
    }


def check_site(files: Mapping[str, bytes | str]) -> None:
    """Raise `EditionRefused` where files cannot be published as a site.

    It has a first page, every page has the place for its status, and no name leads out of the site.
    """
    faults = [] if "index.html" in files else [message("edition_refusals.unfit-no-first-page")]
    faults += [fault for name, content in sorted(files.items()) if (fault := _fault(name, content))]
    if faults:
        raise EditionRefused("content_unfit", message("edition_refusals.unfit", faults=faults[:_MOST_NAMED]))


def _fault(name: str, content: bytes | str) -> Message | None:
    try:
        checked_path(name)
        return (
            status_fault(name, content if isinstance(content, str) else content.decode())
            if name.endswith(".html")
            else None
        )
    except UnicodeDecodeError:
        return message("edition_refusals.unfit-not-utf8", file=name)
    except ValueError:
        return message("edition_refusals.unfit-name", file=repr(name))


def kept_record(home: store.Home, edition: Edition) -> Record:
    """Return the record of an edition; raise `EditionRefused` where it is not what its hash names."""
    folder = store.edition_folder(home, edition.series, edition.version)
    sums = store.content_sums(folder, edition.content_hash)
    return Record.model_validate_json(store.read_kept(folder, store.RECORD, sums[store.RECORD]))


@dataclass(frozen=True)
class Comparison:
    """An edition's record, and its `differences` from the edition published last: both None where there is none."""

    record: Record
    before: Edition | None
    differences: Differences | None


def compared(home: store.Home, book: Book, edition: Edition) -> Comparison:
    """Return what an edition changes of the one published last before it."""
    record = kept_record(home, edition)
    earlier = published_before(book.editions, edition.series, edition.version)
    if not earlier:
        return Comparison(record, None, None)
    return Comparison(record, earlier[-1], differences(kept_record(home, earlier[-1]), record))


def keep_differences(act: Act, book: Book, edition: Edition) -> tuple[Comparison, Path]:
    """Write the page for who approves beside the edition's content, and return what it shows and the page."""
    comparison = compared(act.home, book, edition)
    names = {unit.unit_id: unit.name_vi for unit in act.city.register.units}
    compared_parts = (comparison.record, comparison.before, comparison.differences)
    path = store.edition_folder(act.home, edition.series, edition.version) / "differences.html"
    store.write_text(path, differences_page(act.city.about, edition, *compared_parts, names))
    return comparison, path


def revisions(home: store.Home, city: City, content: Content) -> pl.DataFrame:
    """Return the table `revisions` of what is submitted next: what each edition changed, up to the one being made.

    `content` needs no files yet: the pages are rendered with this table in them. Which state editions are in is no
    part of it.
    """
    book, series = read_book(home), content.series
    version = next_version(book.editions, series)
    record = new_record(home, city, version, content, "")
    return revisions_table(
        [*(kept_record(home, edition) for edition in published_before(book.editions, series, version)), record]
    )
