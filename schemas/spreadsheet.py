"""CSV that a spreadsheet opens rightly and that cannot run anything in it."""

import io

import polars as pl

# A text that a spreadsheet would take for a formula (OWASP, "CSV Injection"), also full-width signs. An apostrophe
# before it makes it text.
FORMULA = r"^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]"


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """Return a frame as CSV with CRLF (RFC 4180), in UTF-8 with the byte order mark by which Excel knows that it is.

    Numbers have a decimal point. A text that begins like a formula gets an apostrophe before it.
    """
    safe = frame.with_columns(
        pl.when(pl.col(c).str.contains(FORMULA)).then("'" + pl.col(c)).otherwise(c).alias(c)
        for c, kind in frame.schema.items()
        if kind == pl.String
    )
    buffer = io.BytesIO()
    safe.write_csv(buffer, include_bom=True, line_terminator="\r\n", datetime_format="%Y-%m-%dT%H:%M:%S")
    return buffer.getvalue()
