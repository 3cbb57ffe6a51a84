"""What every unit receives after a night: a workbook about its own rows, files and standing."""
