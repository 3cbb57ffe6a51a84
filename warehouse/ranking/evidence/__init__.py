"""The evidence of a period: what the tables give to rank by, as cells of units and indicators."""
