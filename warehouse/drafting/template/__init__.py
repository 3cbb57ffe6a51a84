"""The workbook that a unit fills in where its system exports nothing: made from a table, with its source."""
