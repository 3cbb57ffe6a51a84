"""What others take away: tables as CSV, Parquet and a workbook, with records of what they are. Made in memory, pure."""
