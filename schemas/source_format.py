"""How a source's files are laid out and how numbers are written in them."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from schemas.strict import Declaration

Encoding = Literal["utf-8", "utf-16", "cp1252", "cp1258", "tcvn3", "vni"]


class Packed(Declaration):
    """A file that may lie in a zip."""

    member: str = Field(
        "", description="inside a zip: pattern of the member to read, such as *.csv", examples=["*.csv"]
    )
    all_members: bool = Field(False, description="read every member that fits, not one alone", examples=[True])

    @model_validator(mode="after")
    def _members_are_named(self) -> "Packed":
        if self.all_members and not self.member:
            raise ValueError('all_members needs member, the pattern of their names, such as member = "*.csv"')
        return self


class CsvFormat(Packed):
    """Delimited text: encoding, delimiter, the rows above the header, and lines below it that are no records.

    A header that is repeated further down, as on each page of a print, is known without being declared.
    """

    kind: Literal["csv"] = Field(description="text with a delimiter", examples=["csv"])
    encoding: Encoding = Field("utf-8", description="encoding of the letters", examples=["cp1258"])
    delimiter: str = Field(
        ",", description="what stands between two cells: one sign of ASCII, such as ; or \\t or ^", examples=[";"]
    )
    title_rows: int = Field(0, ge=0, description="lines above the header", examples=[2])
    totals: tuple[str, ...] = Field(
        (),
        description="a row whose first filled cell starts so, and that has no key, is a total or a signature",
        examples=[["Total", "Signed"]],
    )
    comment: str = Field("", max_length=3, description="a line that starts so is a comment, such as #", examples=["#"])

    @field_validator("delimiter")
    @classmethod
    def _is_a_sign(cls, value: str) -> str:
        if len(value) != 1 or not value.isascii() or value.isalnum() or value in "\"'\r\n\0":
            raise ValueError(f"{value!r} cannot stand between cells: write one sign of ASCII, such as ; or \\t or ^")
        return value

    @model_validator(mode="after")
    def _comments_are_no_cells(self) -> "CsvFormat":
        if self.comment.startswith(('"', self.delimiter)):
            raise ValueError(f"comment = {self.comment!r} is how a record may begin")
        return self


class CellsFormat(Packed):
    """Rows and columns of cells: title rows, a header of one or more (merged) rows, and rows of totals at the bottom.

    The names of a header of several rows are joined with " / ", from the top down.
    """

    title_rows: int = Field(0, ge=0, description="rows above the header", examples=[4])
    header_rows: int = Field(1, ge=1, description="rows of the header; their texts are joined with /", examples=[2])
    totals: tuple[str, ...] = Field(
        (),
        description="a row whose first filled cell starts so, and that has no key, is a total or a signature",
        examples=[["Total", "Signed"]],
    )


class XlsxFormat(CellsFormat):
    """A workbook's sheet, or several sheets alike."""

    kind: Literal["xlsx", "workbook"] = Field(
        description="xlsx: a workbook of today's Excel; workbook: that or an .xls, .xlsb, .ods or XML Spreadsheet 2003,"
        " told by its bytes, whatever it is called",
        examples=["workbook"],
    )
    sheet: str | int = Field(
        0, description="name or number (from 0); with * or ?: every sheet whose name fits", examples=["Quý *"]
    )

    @property
    def which(self) -> str | int:
        """Which sheets are read."""
        return self.sheet


class HtmlFormat(CellsFormat):
    """A table of a web page, which many systems send as .xls."""

    kind: Literal["html"] = Field(description="a web page with a table, whatever it is called", examples=["html"])
    table: Literal["*"] | int | None = Field(
        None,
        description="number of the table in the page (from 0), or *: every table; unsaid: the one of most rows",
        examples=[1],
    )
    encoding: Encoding | None = Field(
        None, description="encoding of the letters; unsaid: as the page says itself", examples=["tcvn3"]
    )

    @property
    def which(self) -> str | int | None:
        """Which tables are read; None: the one with the most rows."""
        return self.table


class JsonFormat(Packed):
    """JSON or NDJSON records. Nested objects are flattened with dots; of a list of objects `name`, `name.#` is its
    length, `name.0.field` and `name.-1.field` a field of the first and the last object."""

    kind: Literal["json", "ndjson"] = Field(
        description="json: one document; ndjson: one object a line", examples=["json"]
    )
    records: str = Field(
        "",
        description="JSON pointer to the records, such as /data/items; it leads into JSON in a text",
        examples=["/data/items"],
    )
    key: str = Field(
        "",
        description="where the records are no array but an object by id: the header of these ids",
        examples=["Case number"],
    )
    columns: str = Field(
        "",
        description="JSON pointer to the names of columns, where records are arrays of values; * stands for each of an"
        " array, as in /meta/view/columns/*/name",
        examples=["/data/columns"],
    )
    total: str | None = Field(
        None,
        description="JSON pointer to the promised number of records; unsaid: looked for; empty: there is none",
        examples=["/data/total"],
    )

    @model_validator(mode="after")
    def _is_one_document(self) -> "JsonFormat":
        if self.kind == "ndjson" and (json_keys := [name for name in ("key", "columns") if getattr(self, name)]):
            raise ValueError(f"{json_keys[0]} is for kind = 'json': a line of NDJSON is one record")
        if self.key and self.columns:
            raise ValueError("key is for records that are objects, columns for records that are arrays: declare one")
        return self

    @field_validator("records", "columns", "total")
    @classmethod
    def _is_a_pointer(cls, value: str | None) -> str | None:
        if value and not value.startswith("/"):
            raise ValueError(f"{value!r} is no JSON pointer; write it from the top, with slashes: /data/items")
        return value


SheetFormat = XlsxFormat | HtmlFormat
Format = Annotated[CsvFormat | XlsxFormat | HtmlFormat | JsonFormat, Field(discriminator="kind")]


class Numbers(Declaration):
    """How numbers are written in text: "54.500" with thousands ".", "99,57" with decimal ",".

    A number that the file itself holds as one (a JSON number, a cell of Excel) has no such marks and is taken as it is.
    """

    decimal: Literal[".", ","] = Field(",", description="mark before the decimals", examples=["."])
    thousands: Literal["", ".", ",", " "] = Field(
        ".", description="mark between groups of three digits; empty: none", examples=[" "]
    )
    marks: tuple[str, ...] = Field(
        (), description="marks of a currency beside the digits, such as VND or kr", examples=[["VND", "kr"]]
    )
    zero: tuple[str, ...] = Field(
        (), description="words that stand for zero, such as Free of charge", examples=[["Free of charge"]]
    )
    negative_in_brackets: bool = Field(False, description="(1.234) is -1234", examples=[True])

    @model_validator(mode="after")
    def _marks_differ(self) -> "Numbers":
        if self.decimal == self.thousands:
            raise ValueError(
                f"decimal and thousands are both {self.decimal!r}: 1{self.decimal}234 could be two numbers"
            )
        return self


def delimiter_name(delimiter: str) -> str:
    """Return how a message shows what stands between two cells: in quotation marks, a tab or what is unseen by name."""
    if delimiter == "\t":
        return "TAB"
    return f'"{delimiter}"' if delimiter.isprintable() else f"U+{ord(delimiter):04X}"
