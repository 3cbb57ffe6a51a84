"""What is said of a delivered file beside its rows: what in it is no record, and what somebody should look at."""

from schemas.strict import Declaration
from schemas.words.catalogue import said
from schemas.words.message import Message

NAMED = 5  # rows, cells, members or characters that one warning names


class LayoutRows(Declaration):
    """Rows of a file that are no records, and the rule that took them: `rows` of them, the first in row `first_row`.

    Rules: `title`, `header`, `blank`, `total`, `repeated-header`, `comment`, `separator-hint`. Together with the rows
    that are records they are all the rows of the file.
    """

    rule: str
    rows: int
    first_row: int
    member: str | None = None


class Repeat(Declaration):
    """A row that repeats an earlier one to the letter, and where that stands."""

    member: str | None
    row: int
    of_member: str | None
    of_row: int


class FileWarning(Declaration):
    """Something in a file that rejects nothing and that its sender should look at.

    `code` is one of a fixed vocabulary; `rows` are the first rows concerned, as a person counts them, of `row_count`
    in all (0: the file as a whole); `header` is the column's heading in the file. Texts quote no cell of a column that
    may hold personal data. The advice says what to do and, where a declaration would cure it, which key of the source.
    """

    code: str
    message_vi: str
    message_en: str
    advice_vi: str
    advice_en: str
    member: str | None = None
    header: str | None = None
    rows: tuple[int, ...] = ()
    row_count: int = 0


def file_warning(
    message: Message,
    *,
    code: str = "",
    member: str | None = None,
    header: str | None = None,
    rows: tuple[int, ...] = (),
    row_count: int = 0,
) -> FileWarning:
    """Return a warning whose words are a message of the catalogue, and whose advice is its attribute `advice`.

    Args:
        message: what was seen.
        code: where several messages are of one kind, its code; else it is the name of the message.
        member: the file within an archive.
        header: the heading of the column.
        rows: the first rows concerned, as a person counts them.
        row_count: how many rows are concerned, 0 where it is the file as a whole.
    """
    name = message.key.partition(".")[2]
    message_vi, message_en = said(message)
    advice_vi, advice_en = said(message._replace(key=f"{message.key}.advice"))
    return FileWarning(
        code=code or name,
        message_vi=message_vi,
        message_en=message_en,
        advice_vi=advice_vi,
        advice_en=advice_en,
        member=member,
        header=header,
        rows=rows,
        row_count=row_count,
    )
