"""The cover of a unit's workbook, in plain Vietnamese: what this is, what to do, whom to ask."""

import polars as pl

from schemas.words.numbers import number
from warehouse.outbox.account import UnitAccount
from warehouse.release.sheets import Heading

SYNTHETIC = "SỐ LIỆU TỔNG HỢP (giả lập), chỉ để thử, không phải số liệu thật. / SYNTHETIC data."


def cover(account: UnitAccount) -> list[str | Heading]:
    """Return the lines of the cover."""
    return [
        *([SYNTHETIC] if account.is_synthetic else []),
        f"Dành cho nội bộ {account.name_vi}. Không công bố, không chuyển cho nơi khác: số liệu ở đây là số chính xác "
        "của đơn vị, chưa làm tròn và chưa che các số nhỏ.",
        Heading("Tóm tắt"),
        *_summary(account),
        Heading("Tệp này là gì"),
        f"Mỗi đêm, phần mềm motcua của {account.city_vi} nhận tệp của các đơn vị, kiểm tra từng dòng và tính thử bảng "
        "xếp hạng. Tệp này cho biết dòng nào bị loại và vì sao, từng tệp đã nhận ra sao, và đơn vị đang đứng ở đâu.",
        "Xếp hạng ở đây là bản dự thảo hằng đêm. Kết quả chính thức là bản được duyệt và công bố.",
        Heading("Cần làm gì với các dòng bị loại"),
        "1. Xem trang “1 Lỗi cần sửa”: loại lỗi nào nhiều nhất, sửa ra sao.",
        "2. Xem trang “2 Dòng bị loại”: từng dòng ghi rõ tệp, số dòng, cột và giá trị đã ghi.",
        "3. Sửa trong hệ thống nguồn (phần mềm một cửa), rồi kết xuất lại. Không sửa trong tệp này.",
        "4. Kiểm tra tệp mới trước khi gửi: chạy lệnh “motcua check TÊN-TỆP”. Lệnh này dùng đúng các quy tắc trên và "
        "không lưu lại gì.",
        "5. Gửi tệp mới như mọi ngày. Dòng của bản kết xuất sau thay dòng cũ; không cần xóa hay rút tệp cũ.",
        Heading("Hỏi ai"),
        f"Về tệp, lỗi, cách gửi: bộ phận công nghệ thông tin của {account.city_vi} phụ trách việc nhận tệp. Khi hỏi, "
        "nêu tên tệp, số dòng và mã quy tắc.",
        f"Về chỉ số, phương pháp, hạng: bộ phận cải cách hành chính của {account.city_vi}.",
        Heading("In English"),
        *_english(account),
    ]


def _summary(account: UnitAccount) -> list[str]:
    lines = [_files(account), _rows(account)]
    if account.warnings.height:
        lines.append(f"• Cảnh báo cần xem lại: {number(account.warnings.height)} (trang 4).")
    return [*lines, *(f"• {label}: {said}" for label, said, _, _ in account.standing[:4]), _most(account)]


def _files(account: UnitAccount) -> str:
    found = account.deliveries
    late = f" CHƯA GỬI hồ sơ cho ngày {account.business_date:%d/%m/%Y}." if account.is_late else ""
    if not found.height:
        return f"• {account.name_vi} chưa gửi tệp nào.{late}"
    refused = found.filter(pl.col("status").is_in(["rejected", "failed"])).height
    whole = f", trong đó {number(refused)} tệp KHÔNG ĐƯỢC CHẤP NHẬN" if refused else ""
    return f"• Đã nhận {number(found.height)} tệp{whole} (trang 3).{late}"


def _rows(account: UnitAccount) -> str:
    found = account.rejections
    if not found.height:
        return "• Không có dòng nào bị loại."
    files = found.get_column("submission_id").n_unique()
    latest = found.filter(pl.col("submission_id") == found.item(0, "submission_id"))
    return (
        f"• CẦN SỬA: {number(_rejected(latest))} dòng bị loại trong tệp {found.item(0, 'file_name')}; tất cả "
        f"{number(_rejected(found))} dòng trong {number(files)} tệp (trang 1 và 2)."
    )


def _rejected(reasons: pl.DataFrame) -> int:
    """Return how many rows were rejected: a row may have several reasons."""
    return len(set(reasons.select("submission_id", "source_member", "source_row").iter_rows()))


def _most(account: UnitAccount) -> str:
    if not account.improvements:
        return "• Chi tiết từng chỉ số ở trang 6."
    first = account.improvements[0]
    return f"• Còn nhiều điểm nhất để đạt: {first['name_vi']} (trang 7)."


def _english(account: UnitAccount) -> list[str]:
    return [
        f"For internal use by {account.name_en}; not for publication: its figures are neither rounded nor suppressed. "
        f"As of {account.business_date:%Y-%m-%d}: {account.deliveries.height:,} files received, "
        f"{_rejected(account.rejections):,} rows rejected. "
        f"{account.standing[0][2]}: {account.standing[0][3]}. A nightly draft, not the published ranking.",
        "Correct rejected rows in the source system and export again; “motcua check FILE” asks the same rules before "
        f"sending. Questions: the IT and the reform offices of {account.city_en}. English columns stand last.",
    ]
