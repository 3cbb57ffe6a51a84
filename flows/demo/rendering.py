"""From typed rows to the texts of one source's export: its headers, its formats, its codes, and its sloppiness."""

from datetime import datetime

import polars as pl

from schemas.source import Source
from schemas.source_parts import Field_
from schemas.table import Table

# Headers of personal data, and what stands in them: invented, and made to look it.
_PERSONAL = {
    "Chủ hồ sơ": "Nguyễn Văn Mẫu {}", "Họ và tên": "Nguyễn Văn Mẫu {}", "Người nộp": "Trần Thị Mẫu {}",
    "Người nộp / Họ tên": "Trần Thị Mẫu {}", "ChuHoSo": "Lê Văn Mẫu {}", "nguoi_nop": "Phạm Thị Mẫu {}",
    "Người gửi": "Nguyễn Văn Mẫu {}", "ho_ten": "Nguyễn Văn Mẫu {}", "NguoiXuLy": "Công chức Mẫu {}",
    "Số giấy tờ": "00000000{}", "CMND/CCCD": "00000000{}", "SoGiayToChuHoSo": "00000000{}", "DinhDanhCHS": "CN-00{}",
    "Điện thoại": "000000{}", "Số điện thoại": "000000{}", "Người nộp / Điện thoại": "000000{}",
    "SoDienThoai": "000000{}", "dien_thoai": "000000{}", "Địa chỉ": "Số {} đường Mẫu (tổng hợp)",
    "Email": "mau{}@example.invalid", "email": "mau{}@example.invalid", "Trích yếu": "Hồ sơ của người mẫu {}",
    "TrichYeuHoSo": "Hồ sơ của người mẫu {}", "Nội dung": "Nội dung mẫu {}", "y_kien": "Ý kiến mẫu {}",
}  # fmt: skip


def render(
    rows: pl.DataFrame, source: Source, table: Table, unit_name: str = "", exported_at: datetime | None = None
) -> pl.DataFrame:
    """Return the texts of `rows` under every header of `source`, in the order of its declaration.

    Args:
        rows: columns of the table (typed), `person`, a number for the invented people, and columns of ignored headers.
        source: the format.
        table: what the source feeds.
        unit_name: stands under the unit's header where `rows` has no column `unit_name`.
        exported_at: stands in the column of the time of export, where the source has one.
    """
    texts: list[pl.Expr] = []
    for header in source.headers:
        if header in source.columns:
            value = _text(source.columns[header], source, table)
        elif header == source.unit_header:
            value = pl.col("unit_name") if "unit_name" in rows.columns else pl.lit(unit_name)
        elif header == source.exported_at.column:
            value = pl.lit(exported_at and exported_at.strftime(source.exported_at.format))
        elif header in source.personal:
            value = pl.format(_PERSONAL[header], pl.col("person").cast(pl.String).str.zfill(4))
        else:
            value = pl.col(header) if header in rows.columns else _filler_text(header)
        texts.append(value.cast(pl.String).alias(header))
    return rows.select(texts)


def _text(field: Field_, source: Source, table: Table) -> pl.Expr:
    column, value = table.column(field.column), pl.col(field.column)
    if column.is_time:
        text = value.dt.strftime(field.formats[0])
        return text.fill_null(field.empty[0]) if field.empty else text
    if column.type in ("code", "boolean") and field.values:
        texts_by_code: dict[str, str] = {}
        for text_, code in field.values.items():
            texts_by_code.setdefault(code, text_)
        return value.cast(pl.String).replace_strict(texts_by_code)
    if column.is_money and source.numbers.thousands:
        return _grouped(value, source.numbers.thousands)
    return value.cast(pl.String)


def _grouped(number: pl.Expr, mark: str) -> pl.Expr:
    """Write a number below a thousand million with a mark between groups of three digits."""
    millions, thousands, ones = number // 1_000_000, number // 1000 % 1000, number % 1000

    def three(group: pl.Expr) -> pl.Expr:
        return group.cast(pl.String).str.zfill(3)

    large = pl.concat_str(millions.cast(pl.String), three(thousands), three(ones), separator=mark)
    middling = pl.concat_str(thousands.cast(pl.String), three(ones), separator=mark)
    small = ones.cast(pl.String)
    return pl.when(number >= 1_000_000).then(large).when(number >= 1000).then(middling).otherwise(small)


def _filler_text(header: str) -> pl.Expr:
    if header in ("STT", "Số thứ tự", "Đơn vị / STT", "id"):
        return pl.int_range(1, pl.len() + 1)
    return pl.lit("Dữ liệu tổng hợp")


def untidy(texts: pl.DataFrame, source: Source, spellings: list[str]) -> pl.DataFrame:
    """Return `texts` as untidy as life, without changing what they say.

    Every 50th row has its procedure in decomposed letters, with ð for đ (not where the code page lacks them), doubled
    spaces in the field and blanks around the code; every 20th names the unit in another of its `spellings`.
    """
    header = {field.column: h for h, field in source.columns.items()}
    row = pl.int_range(pl.len())
    odd = row % 50 == 7
    code, name, field = (header[c] for c in ("dossier_code", "procedure_name", "field"))
    columns = {
        code: pl.when(odd).then(pl.col(code) + " ").otherwise(code),
        field: pl.when(odd).then(pl.col(field).str.replace(" ", "  ", literal=True)).otherwise(field),
    }
    if getattr(source.format, "encoding", "") != "cp1258":
        decomposed_name = pl.col(name).str.normalize("NFD").str.replace_all("đ", "ð", literal=True)
        columns[name] = pl.when(odd).then(decomposed_name).otherwise(name)
    if source.unit_header:
        spelling = pl.lit(pl.Series(spellings)).gather(row // 20 % len(spellings))
        columns[source.unit_header] = pl.when(row % 20 == 3).then(spelling).otherwise(source.unit_header)
    return texts.with_columns(**columns)
