"""The workbook that one unit gets after each night: what is wrong with its rows, what came of its files, how it stands.

Its figures are the unit's own and exact: it goes to the unit, and nowhere else.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.words.numbers import number
from warehouse.outbox.account import DELIVERIES, REJECTIONS, WARNINGS, UnitAccount
from warehouse.outbox.cover import SYNTHETIC, cover
from warehouse.release.sheets import Share, Sheet, add_contents, add_table, add_text, workbook

MOST_REJECTIONS = 100_000  # rows that an office's computer still opens; the sheet before counts them all
_INDICATORS = {
    "name_vi": "Chỉ số",
    "group_vi": "Nhóm",
    "value": "Giá trị",
    "ci_low": "Cận dưới",
    "ci_high": "Cận trên",
    "x": "Tử số",
    "n": "Mẫu số",
    "counted_vi": "Mẫu số là",
    "excluded": "Không xét",
    "points": "Điểm",
    "max_points": "Điểm tối đa",
    "status_vi": "Tình trạng",
    "compared_vi": "So với mức chung",
    "before": "Kỳ trước",
    "changed_vi": "So với kỳ trước",
    "name_en": "Indicator",
}
_SHARES = ("value", "ci_low", "ci_high", "before")
_IMPROVEMENTS = {
    "name_vi": "Chỉ số",
    "lost": "Điểm còn có thể đạt",
    "vi": "Cần gì để đạt",
    "name_en": "Indicator",
    "en": "What it takes",
}
_ONE_TABLE = "Trang này có một bảng."
_POINTS = "0.00"


def unit_workbook(account: UnitAccount, most_rejections: int = MOST_REJECTIONS) -> bytes:
    """Return a unit's workbook (XLSX), which lists so many rejected rows at most; equal accounts give equal bytes."""
    out = io.BytesIO()
    title = f"Kết quả kiểm tra số liệu và xếp hạng: {account.name_vi}, ngày {account.business_date:%d/%m/%Y}"
    sheets = [
        (_faults(account), "Không có dòng nào bị loại, nên không có lỗi nào phải sửa."),
        (_rejections(account, most_rejections), "Không có dòng nào bị loại trong các tệp đã gửi."),
        (_deliveries(account), f"{account.name_vi} chưa gửi tệp nào."),
        (_warnings(account), "Không có cảnh báo nào."),
        (_standing(account), ""),
        (_indicators(account), "Chưa có chỉ số nào được tính cho đơn vị trong kỳ này."),
        (_improvements(account), "Không có chỉ số nào còn điểm để đạt thêm, hoặc chưa có số liệu để chấm."),
    ]
    with workbook(title, account.city_vi, out) as book:
        add_text(book, "Bìa", title, cover(account))
        header = ("Trang", "Nội dung")
        add_contents(book, "Mục lục", "Mục lục / Contents", header, [(s.name, s.title) for s, _ in sheets])
        for sheet, if_empty in sheets:
            if sheet.rows:
                add_table(book, sheet)
            else:
                add_text(book, sheet.name, sheet.title, [*_mark(account), if_empty])
    return out.getvalue()


def _sheet(
    account: UnitAccount,
    number: int,
    name: str,
    en: str,
    notes: Sequence[str],
    header: Sequence[str],
    rows: Sequence[Any],
    **more: Any,  # noqa: ANN401 - what else a sheet can be told
) -> Sheet:
    above = [*_mark(account), *notes, _ONE_TABLE]
    return Sheet(f"{number} {name}", f"{number}. {name} / {en}", above, header, rows, **more)


def _mark(account: UnitAccount) -> list[str]:
    return [SYNTHETIC] if account.is_synthetic else []


def _faults(account: UnitAccount) -> Sheet:
    by = ["table_vi", "message_vi", "advice_vi", "rule_id", "message_en"]
    counted = account.rejections.group_by(by).agg(
        rows=pl.struct("submission_id", "source_member", "source_row").n_unique(),
        files=pl.col("submission_id").n_unique(),
    )
    shown = counted.sort(-pl.col("rows").cast(pl.Int64), *by).select(
        "message_vi", "rows", "files", "advice_vi", "table_vi", "rule_id", "message_en"
    )
    header = ("Lỗi", "Số dòng", "Số tệp", "Cách sửa", "Loại dữ liệu", "Mã quy tắc", "What is wrong")
    notes = ["Mỗi loại lỗi một dòng, lỗi nhiều nhất ở trên. Một dòng của tệp có thể mắc nhiều lỗi."]
    return _sheet(account, 1, "Lỗi cần sửa", "Faults to correct", notes, header, shown.rows())


def _rejections(account: UnitAccount, most: int) -> Sheet:
    found = account.rejections
    notes = [
        "Các dòng không vào bảng số liệu, tệp mới nhất ở trên. Sửa trong hệ thống nguồn rồi kết xuất lại.",
        "Dòng đã được sửa trong tệp gửi sau vẫn còn ghi ở đây dưới tên tệp cũ: xem tệp mới nhất trước.",
        "Giá trị có thể là dữ liệu cá nhân chỉ được ghi dạng (d: chữ số, a hoặc A: chữ cái): mở đúng dòng đó để xem.",
    ]
    if found.height > most:
        shown, every = map(number, (most, found.height))
        notes.append(f"CHỈ GHI {shown} TRONG {every} LỖI; trang 1 đếm đủ tất cả. / Only the first {shown} are listed.")
        found = found.head(most)
    rows = found.select(list(REJECTIONS)).rows()
    formats = {REJECTIONS["source_row"]: "0"}  # as the file's own program shows it
    return _sheet(
        account,
        2,
        "Dòng bị loại",
        "Rejected rows",
        notes,
        list(REJECTIONS.values()),
        rows,
        filtered=True,
        formats=formats,
    )


def _deliveries(account: UnitAccount) -> Sheet:
    notes = [
        "Với mỗi tệp: dòng vào = chấp nhận + bị loại + trùng lặp. Tệp mới nhất ở trên.",
        "Dòng trình bày (tựa đề, tiêu đề, dòng trống, dòng cộng, chú thích) không phải bản ghi, không thuộc dòng vào.",
        "Đang dùng: số dòng được chấp nhận mà chưa bị tệp kết xuất sau thay thế.",
        "Có hiệu lực: tệp không được chấp nhận, đã rút lại hoặc đã đọc lại theo quy định mới thì không còn hiệu lực.",
    ]
    rows = account.deliveries.select(list(DELIVERIES)).rows()
    return _sheet(account, 3, "Tệp đã gửi", "Files received", notes, list(DELIVERIES.values()), rows, filtered=True)


def _warnings(account: UnitAccount) -> Sheet:
    notes = ["Cảnh báo không loại dòng nào; đó là những điểm nên xem lại. Tệp mới nhất ở trên."]
    rows = account.warnings.select(list(WARNINGS)).rows()
    return _sheet(account, 4, "Cảnh báo", "Warnings", notes, list(WARNINGS.values()), rows)


def _standing(account: UnitAccount) -> Sheet:
    first, last = account.period
    notes = [
        f"Số liệu từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}, theo phương pháp: {account.method[0]}.",
        "Bản dự thảo hằng đêm, chưa phải kết quả công bố. / A nightly draft, not the published ranking.",
    ]
    header = ("Nội dung", "Kết quả", "Subject", "Result")
    return _sheet(account, 5, "Xếp hạng", "Standing", notes, header, [tuple(line) for line in account.standing])


def _indicators(account: UnitAccount) -> Sheet:
    notes = [
        "Tử số, mẫu số là số đếm chính xác của đơn vị, chưa làm tròn, chưa che số nhỏ: không công bố.",
        "Không xét: trường hợp mà số liệu không cho biết gì, đã trừ khỏi mẫu số. Cận dưới, cận trên: khoảng tin cậy.",
        "So với mức chung của mọi đơn vị: chỉ gọi là hơn, kém khi chênh lệch vượt mức các đơn vị vốn khác nhau. "
        "Ô trống: không có số liệu hoặc không tính được.",
    ]
    rows = [[_value(row, name) for name in _INDICATORS] for row in account.indicators]
    formats = {_INDICATORS[name]: _POINTS for name in ("points", "max_points")}
    return _sheet(account, 6, "Chỉ số", "Indicators", notes, list(_INDICATORS.values()), rows, formats=formats)


def _value(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a cell holds texts, numbers or nothing
    return Share(row[name]) if name in _SHARES and row["is_share"] and row[name] is not None else row[name]


def _improvements(account: UnitAccount) -> Sheet:
    notes = ["Chỉ số còn nhiều điểm nhất ở trên. Số trường hợp cần thêm được tính trên số liệu của cả kỳ đến nay."]
    rows = [[row[name] for name in _IMPROVEMENTS] for row in account.improvements]
    header = list(_IMPROVEMENTS.values())
    return _sheet(
        account, 7, "Cần cải thiện", "What to improve", notes, header, rows, formats={_IMPROVEMENTS["lost"]: _POINTS}
    )
