"""The data source by which a Great Expectations context reaches Polars: `context.data_sources.add_polars(name)`.

Import this module before opening a file context whose configuration names the type `polars`.
"""

from typing import Any, ClassVar, Literal

from great_expectations.core.batch import LegacyBatchDefinition
from great_expectations.core.batch_spec import RuntimeDataBatchSpec
from great_expectations.core.id_dict import IDDict
from great_expectations.datasource.fluent import BatchRequest
from great_expectations.datasource.fluent.batch_identifier_util import make_batch_identifier
from great_expectations.datasource.fluent.interfaces import Batch, DataAsset, Datasource

from schemas.gx.batch import CountedFrame, Rows
from schemas.gx.engine import PolarsExecutionEngine

# The option's name is fixed: Great Expectations leaves a data frame out of what it serialises by this name only.
OPTION = "dataframe"

_EngineType = type[PolarsExecutionEngine]  # inside the classes, `type` is the field of that name


class PolarsFrameAsset(DataAsset):  # type: ignore[misc]
    """An asset whose one batch is handed over when it is asked for: `Rows` or a `CountedFrame`."""

    type: Literal["dataframe"] = "dataframe"

    def test_connection(self) -> None:
        """Do nothing: there is no connection."""

    def get_batch_parameters_keys(self, partitioner: Any = None) -> tuple[str, ...]:  # noqa: ANN401
        """Return the name of the only batch parameter."""
        return (OPTION,)

    def build_batch_request(
        self,
        options: Any = None,  # noqa: ANN401
        batch_slice: Any = None,  # noqa: ANN401
        partitioner: Any = None,  # noqa: ANN401
    ) -> BatchRequest[Any]:
        """Return the request for the batch in `options["dataframe"]`; raise `ValueError` where there is none."""
        if set(options or {}) != {OPTION} or not isinstance(options[OPTION], Rows | CountedFrame):
            raise ValueError(f"a batch of {self.name!r} is asked for with {OPTION}=Rows(...) or a CountedFrame")
        return BatchRequest(datasource_name=self.datasource.name, data_asset_name=self.name, options=options)

    def get_batch_identifiers_list(self, batch_request: BatchRequest[Any]) -> list[dict[str, Any]]:
        """Return the options of the one batch."""
        return [IDDict(batch_request.options)]

    def get_batch(self, batch_request: BatchRequest[Any]) -> Batch:
        """Return the batch that the request carries."""
        spec = RuntimeDataBatchSpec(batch_data=batch_request.options[OPTION], data_asset_name=self.name)
        data, markers = self.datasource.get_execution_engine().get_batch_data_and_markers(batch_spec=spec)
        definition = LegacyBatchDefinition(
            datasource_name=self.datasource.name,
            data_connector_name="fluent",
            data_asset_name=self.name,
            batch_identifiers=make_batch_identifier(batch_request.options),
            batch_spec_passthrough=None,
        )
        return Batch(
            datasource=self.datasource,
            data_asset=self,
            batch_request=batch_request,
            data=data,
            metadata=self._get_batch_metadata_from_batch_request(batch_request=batch_request, ignore_options=(OPTION,)),
            batch_markers=markers,
            batch_spec=spec,
            batch_definition=definition,
        )


class PolarsDatasource(Datasource):  # type: ignore[misc]
    """The data source `polars`: assets of frames, computed by `PolarsExecutionEngine`."""

    asset_types: ClassVar[list[type[DataAsset]]] = [PolarsFrameAsset]
    type: Literal["polars"] = "polars"
    assets: list[PolarsFrameAsset] = []  # noqa: RUF012 - a field of the model, copied for each instance

    @property
    def execution_engine_type(self) -> _EngineType:
        """The engine that computes for this data source."""
        return PolarsExecutionEngine

    def test_connection(self, test_assets: bool = True) -> None:
        """Do nothing: there is no connection."""
