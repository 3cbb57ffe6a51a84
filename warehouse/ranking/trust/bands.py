"""The table `ranking_bands`: how probable it is that the score of a unit belongs to each band of the method."""

from collections.abc import Collection

import numpy as np
import polars as pl

from schemas.method import Method
from warehouse.ranking.published import inner_schema
from warehouse.ranking.statistics.rank_probabilities import class_probabilities
from warehouse.ranking.trust.draws import Draws


def band_probabilities(method: Method, draws: Draws | None, ranked: Collection[str]) -> pl.DataFrame:
    """Return the table, by unit and from the best band down, of the units that are `ranked`.

    There are no rows where the method has no bands, or where chance is ignored and `draws` is None. What is missing to
    1 is the probability of a score below all bands.
    """
    schema = inner_schema("ranking_bands")
    units = [] if draws is None else sorted(set(ranked) & set(draws.units))
    if draws is None or not method.bands or not units:
        return schema.to_frame()
    bands = sorted(method.bands, key=lambda band: -band.min)
    columns = [draws.units.index(unit) for unit in units]
    probabilities = class_probabilities(draws.scores[:, columns], [float(band.min) for band in bands])
    return pl.DataFrame(
        {
            "unit_id": np.repeat(units, len(bands)).tolist(),
            "band": [band.name_vi for band in bands] * len(units),
            "probability": probabilities.ravel(),
        },
        schema=schema,
    )
