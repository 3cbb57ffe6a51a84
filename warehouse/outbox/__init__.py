"""What every unit finds after a night: a workbook about its own rows, files and standing."""
