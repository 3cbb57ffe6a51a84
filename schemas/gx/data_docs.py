"""Data Docs: the verdicts of each night as pages that open anywhere, with counts and no values, and no network."""

import logging
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import DataContextConfig
from great_expectations.data_context.types.resource_identifiers import (
    ExpectationSuiteIdentifier,
    ValidationResultIdentifier,
)
from great_expectations.render.view import DefaultJinjaPageView
from jinja2 import ChoiceLoader, FileSystemLoader

from schemas.gx.batch import counted_frame
from schemas.gx.datasource import OPTION
from schemas.gx.gate import RESULT_FORMAT, Verdict, in_order_of_rules, open_context, verdict
from schemas.gx.suite import suite
from schemas.rules import RuleCounts
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import message

ASSETS = Path(__file__).parent / "assets"
_SITE = "motcua"
# This module of theirs lowers its own level, and would write of its temporary folders into the night's log.
logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
_LISTED = 800  # the index reads every result it lists, 5 ms each: about 100 nights of eight tables; older pages stay


def _words(key: str) -> str:
    """Return a message in all languages, as it stands on the pages."""
    return " / ".join(said(message(key)))


class OfflinePageView(DefaultJinjaPageView):  # type: ignore[misc]
    """Great Expectations' pages in a frame of our own: a style sheet inside, no script, no address of another host."""

    _template = "page.j2"

    def __init__(self, custom_styles_directory: str | None = None, custom_views_directory: str | None = None) -> None:
        super().__init__(custom_styles_directory, custom_views_directory)
        self.env.loader = ChoiceLoader([FileSystemLoader(ASSETS), self.env.loader])
        self.env.globals["words"] = _words


class OfflineIndexView(OfflinePageView):
    """The list of nights and tables; Great Expectations' own is drawn by scripts from another host."""

    _template = "index.j2"

    def _validate_document(self, document: Any) -> None:  # noqa: ANN401
        """Accept the plain dictionary of links that `IndexRenderer` passes on."""


class IndexRenderer:
    """Passes the links on to the template, the latest night first."""

    def __init__(self, data_context: Any) -> None:  # noqa: ANN401 - Great Expectations makes the renderer
        pass

    def render(self, index_links: dict[str, Any]) -> dict[str, Any]:
        """Return the links to the pages of suites and of results, in the order in which they are listed."""

        def in_order_of_name(kind: str) -> list[dict[str, Any]]:
            return sorted(index_links.get(kind, []), key=lambda link: str(link["expectation_suite_name"]))

        results = sorted(in_order_of_name("validations_links"), key=lambda link: link["run_time"], reverse=True)
        return {"validations_links": results, "expectations_links": in_order_of_name("expectations_links")}


def build_data_docs(
    night: Sequence[tuple[Table, Sequence[RuleCounts]]], folder: Path, run_name: str, run_time: datetime
) -> tuple[Verdict, ...]:
    """Judge a night's counts, table by table, and write the pages; return the verdicts in the order of `night`.

    Pages go to `folder/site` (open its `index.html`), results to `folder/results`, suites to `folder/suites`; those of
    earlier nights stay. The same name and time write over their own.

    Args:
        night: the tables with their counts, as `schemas.gx.gate.judge` takes them.
        folder: where the pages are kept.
        run_name: what the night is called.
        run_time: with a zone.
    """
    for table, _ in night:  # written anew: comparing it with the one kept takes Great Expectations longer than judging
        (folder / "suites" / f"{table.name}.json").unlink(missing_ok=True)
    with open_context(_kept_in(folder)) as context:
        source = context.data_sources.add_polars(name=_SITE)
        judgements = [_judge(context, source, table, counts, run_name, run_time) for table, counts in night]
        context.build_data_docs(
            resource_identifiers=[identifier for _, identifiers in judgements for identifier in identifiers]
        )
    shutil.rmtree(folder / "site" / "static", ignore_errors=True)  # fonts and pictures that no page of ours refers to
    return tuple(v for v, _ in judgements)


def build_pages_again(folder: Path) -> None:
    """Write the page of every result and suite that is kept in `folder`, and the list of them."""
    with open_context(_kept_in(folder)) as context:
        context.build_data_docs()
    shutil.rmtree(folder / "site" / "static", ignore_errors=True)


def _judge(
    context: Any,  # noqa: ANN401
    source: Any,  # noqa: ANN401
    table: Table,
    counts: Sequence[RuleCounts],
    run_name: str,
    run_time: datetime,
) -> tuple[Verdict, list[Any]]:
    """Return the verdict on one table, and the identifiers of what the context has stored for it."""
    frame = counted_frame(table.rules, in_order_of_rules(table, counts))
    batch = source.add_dataframe_asset(name=table.name).add_batch_definition("night")
    stored_suite = context.suites.add(suite(table, from_counts=True))
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=table.name, data=batch, suite=stored_suite)
    )
    run = RunIdentifier(run_name=run_name, run_time=run_time)
    result = definition.run(batch_parameters={OPTION: frame}, result_format=RESULT_FORMAT, run_id=run)
    suite_id = ExpectationSuiteIdentifier(name=table.name)
    result_id = ValidationResultIdentifier(suite_id, run, f"{_SITE}-{table.name}")
    return verdict(table, result), [suite_id, result_id]


def _kept_in(folder: Path) -> DataContextConfig:
    def files(name: str) -> dict[str, str]:
        return {"class_name": "TupleFilesystemStoreBackend", "base_directory": str((folder / name).resolve())}

    memory = {"class_name": "InMemoryStoreBackend"}
    page = {"module_name": __name__, "class_name": "OfflinePageView"}
    index = {
        "class_name": "DefaultSiteIndexBuilder",
        "validation_results_limit": _LISTED,
        "renderer": {"module_name": __name__, "class_name": "IndexRenderer"},
        "view": {"module_name": __name__, "class_name": "OfflineIndexView"},
    }
    return DataContextConfig(
        stores={
            "suites": {"class_name": "ExpectationsStore", "store_backend": files("suites")},
            "results": {"class_name": "ValidationResultsStore", "store_backend": files("results")},
            "checkpoints": {"class_name": "CheckpointStore", "store_backend": memory},
            "validation_definition_store": {"class_name": "ValidationDefinitionStore", "store_backend": memory},
        },
        expectations_store_name="suites",
        validation_results_store_name="results",
        checkpoint_store_name="checkpoints",
        data_docs_sites={
            _SITE: {
                "class_name": "SiteBuilder",
                "show_how_to_buttons": False,
                "store_backend": files("site"),
                "site_index_builder": index,
                "site_section_builders": {
                    "expectations": {"view": page},
                    "validations": {"view": page},
                    "profiling": "none",  # its own word for: no such section
                },
            }
        },
        analytics_enabled=False,
    )
