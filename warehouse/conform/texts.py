"""Plain text: how it is stored, and what in it says that letters were lost on the way."""

import re
from collections.abc import Iterator, Sequence

import polars as pl

from schemas.column import ERROR_TEXTS, NOTHING_TEXTS
from schemas.delivery import FileWarning
from warehouse.conform.mojibake import GARBLED
from warehouse.conform.warned import Doubt, code_points, warnings_at

# Control characters, and those that are there and cannot be seen (zero-width, soft, of direction): text has no use for
# them. Tabs and ends of lines are white space.
CONTROL = (
    r"[\x{0}-\x{8}\x{e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}\x{ad}\x{34f}\x{61c}\x{180e}\x{200b}-\x{200f}"
    r"\x{202a}-\x{202e}\x{2060}-\x{2064}\x{2066}-\x{206f}\x{fe00}-\x{fe0f}\x{feff}]"
)
_VIETNAMESE = "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
# Words and marks that stand for no text of their own: for nothing, and for what stands above ("như trên", "nt").
_NOTHING = rf"(?i:^(?:{'|'.join(re.escape(t) for t in NOTHING_TEXTS if t not in ERROR_TEXTS)})$)"
_DITTO = r"(?i:^(?:[\"'”“’‘〃״″]+|-?\s?n\.?t\.?\s?-?|(?:\(|-\s?)?như trên(?:\)|\s?-)?|ditto|idem)$)"
# Letters written for a web page, an address, JSON, a mail or the XML of a workbook.
_ESCAPED = (
    r"&(?:#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});|(?:%[0-9A-F]{2}){2}|\\u[0-9a-fA-F]{4}|(?:=[0-9A-F]{2}){2}"
    r"|_x[0-9A-Fa-f]{4}_|</?(?:br|p|div|span|b|i|font)(?:\s[^<>]*)?/?>"
)
# Of clean text nothing fits this: white space to be folded, letters in pieces, errors, and whatever is not plain
# Vietnamese. Only what fits is looked at again, once for each distinct text.
ODD = rf"[^ !-~{_VIETNAMESE}{_VIETNAMESE.upper()}]|  |^#|^=\?$|{_NOTHING}|{_DITTO}|{_ESCAPED}|{GARBLED}"
# A row of ##### is what Excel shows, and saves as text, where a column is too narrow for its number.
ERROR = rf"^({'|'.join(ERROR_TEXTS).replace('?', chr(92) + '?')}|##+)$"


def spelt(text: pl.Expr) -> pl.Expr:
    """Return `text` in NFC, with look-alike letters mended and white space folded (as `schemas.words.text.clean`)."""
    return text.str.normalize("NFC").str.replace_many(["ð", "Ð"], ["đ", "Đ"]).str.replace_all(r"\s{2,}|[^\S ]", " ")


def stored(raw: pl.Expr, odd: pl.Series) -> pl.Expr:
    """Return `raw` as it is stored, null for an error of Excel; `odd` are those of its texts that need a look."""
    bare = spelt(pl.col("odd").str.replace_all(CONTROL, "")).str.strip_chars()
    kept = pl.when((bare != "") & ~pl.col("odd").str.contains(ERROR)).then(bare)
    return replaced(raw, odd, odd.to_frame("odd").select(kept).to_series())


def replaced(raw: pl.Expr, texts: pl.Series, by: pl.Series) -> pl.Expr:
    """Return `raw` with each of `texts` replaced by what stands in its place in `by`."""
    differ = texts.ne_missing(by)  # looking texts up is slow, and most need no change
    return raw.replace(texts.filter(differ), by.filter(differ)) if differ.any() else raw


def text_doubts(text: pl.DataFrame, header: str, odd: pl.Series, empty: Sequence[str]) -> Iterator[FileWarning]:
    """Yield the warnings about a column of plain text; texts that are declared to stand for nothing raise none."""
    seen = odd.filter(~odd.is_in(list(empty)))
    if not seen.len():
        return
    for pattern, doubt in ((CONTROL, _CONTROL), (ERROR, _ERROR), *_TOLD):
        concerned = seen.filter(seen.str.contains(pattern))
        rows = text.filter(pl.col(header).is_in(concerned.implode())) if concerned.len() else text.clear()
        points = code_points(rows.get_column(header).unique(), pattern) if pattern == CONTROL else ""
        named = doubt._replace(
            message_vi=doubt.message_vi.format(points=points), message_en=doubt.message_en.format(points=points)
        )
        yield from warnings_at(rows, header, named)


_CONTROL = Doubt(
    "control-characters",
    "có ký tự điều khiển hoặc ký tự vô hình ({points}); đã bỏ các ký tự đó.",
    "holds control or invisible characters ({points}); they were taken off.",
    "Xuất lại từ hệ thống nguồn mà không có các ký tự này; nếu là UTF-16, khai báo format.encoding.",
    "Export again from the source system without them; if the file is UTF-16, declare format.encoding.",
)
_ERROR = Doubt(
    "error-text",
    "có lỗi của Excel (như #N/A, #REF!) thay cho chữ; ô được coi là không có giá trị.",
    "holds errors of Excel (such as #N/A, #REF!) in place of text; the cells are taken to have no value.",
    "Sửa công thức rồi gửi lại; nếu lỗi có nghĩa là không có giá trị, khai báo chữ đó trong empty của cột.",
    "Mend the formulas and send again; if the error means that there is no value, declare it in the column's empty.",
)
_GARBLED = Doubt(
    "mojibake",
    "chữ bị hỏng, có vẻ do đọc sai bảng mã hoặc dùng phông TCVN3, VNI.",
    "the letters are garbled: read in a wrong encoding, or typed in a TCVN3 or VNI font.",
    "Kiểm tra format.encoding của nguồn (utf-8, cp1258, tcvn3…), hoặc xuất lại dạng UTF-8 (Unicode).",
    "Check format.encoding of the source (utf-8, cp1258, tcvn3 …), or export again as UTF-8 (Unicode).",
)
_NO_TEXT = Doubt(
    "words-for-nothing",
    "có ô ghi chữ nghĩa là không có giá trị (như NULL, N/A, -); chữ đó được giữ như một giá trị.",
    "some cells hold a word that stands for nothing (such as NULL, N/A, -); it was kept as a value.",
    "Để trống ô, hoặc khai báo các chữ đó trong empty của cột.",
    "Leave such cells empty, or declare the words in the column's empty.",
)
_AS_ABOVE = Doubt(
    "ditto-marks",
    'có ô ghi "như trên" (nt, ”, 〃) thay cho giá trị; chương trình không đoán giá trị của dòng trên.',
    'some cells say "as above" (nt, ”, 〃) in place of a value; the value of the row above was not put in.',
    "Ghi đủ giá trị ở mọi dòng rồi gửi lại.",
    "Write the value in every row and send again.",
)
_CODED = Doubt(
    "escaped-text",
    "chữ được viết bằng mã của trang web, địa chỉ, JSON hoặc thư (như &amp;, %C3%A1, \\u1ea5); được giữ "
    "nguyên như vậy.",
    "letters are written in the codes of a web page, an address, JSON or a mail (such as &amp;, %C3%A1, \\u1ea5); "
    "they were kept so.",
    "Xuất lại từ hệ thống nguồn với chữ bình thường.",
    "Export again from the source system with plain letters.",
)
_TOLD = ((GARBLED, _GARBLED), (_NOTHING, _NO_TEXT), (_DITTO, _AS_ABOVE), (_ESCAPED, _CODED))
