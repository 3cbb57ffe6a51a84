title = Lịch sử công bố và đính chính
lead =
    Bảng đã công bố không bao giờ bị sửa lặng lẽ. Mọi lần công bố của { $series } đều ở đây, kèm lý do và nội dung thay
    đổi.
first = Đây là lần công bố đầu tiên của bảng này: chưa có chỉnh sửa nào.
unlisted = Danh sách các lần công bố, với tình trạng của từng lần, có ở chỗ này trên trang công khai.
some = Bảng này đã được chỉnh sửa { $count } lần; lần công bố mới nhất là bản công bố lần { $version }.
editions_heading = Các lần công bố
editions_caption = Các lần công bố của { $series }, mới nhất trước
editions_version = Lần
editions_state = Trạng thái
editions_when = Công bố lúc
editions_reason = Lý do
editions_snapshot = { -snapshot }
editions_method = { -hash(case: "heading") } của phương pháp
editions_hash = { -hash(case: "heading") } của nội dung
editions_no_reason = lần đầu
editions_withdrawn_reason = Lý do rút: { $reason }
editions_files = Danh sách này dưới dạng bảng:
changes_heading = Nội dung thay đổi
changes_lead =
    Đến lần công bố này, mỗi lần được so với lần trước đó chưa bị rút. Lần nào không có bảng dưới đây thì không có hạng
    hay điểm nào đổi, hoặc không còn lần trước để so.
changes_title = Bản công bố lần { $version } so với lần trước
changes_caption = Bản công bố lần { $version }: hạng và điểm trước, sau, và các lần nộp gây ra thay đổi
changes_unit = Đơn vị
changes_rank_before = Hạng trước
changes_rank_after = Hạng sau
changes_score_before = Điểm trước
changes_score_after = Điểm sau
changes_cause = Lần nộp gây ra
changes_added = mới: { $ids }
changes_removed = rút hoặc thay: { $ids }
changes_no_cause = số liệu của đơn vị khác
changes_unranked = không xếp hạng
changes_nothing = Bản công bố lần { $version }: không hạng hay điểm nào đổi.
changes_summary = Hạng của { $ranks } đơn vị và điểm của { $scores } đơn vị đã đổi.
policy_heading = Quy trình đính chính
policy_reported =
    Đơn vị hoặc người đọc thấy sai thì báo cho cơ quan công bố. Đơn vị sửa số liệu trong hệ thống nguồn rồi gửi lại tệp;
    không ai sửa tay con số trong bảng.
policy_version =
    Bảng được tính lại từ số liệu đã sửa và trở thành lần công bố tiếp theo, có lý do. Người duyệt khác với người trình.
policy_kept = Các lần trước không biến mất: vẫn được giữ nguyên, ghi rõ là đã được thay bằng lần nào.
policy_withdrawn = Bảng bị rút thì để lại thông báo và lý do ở đúng địa chỉ cũ.
policy_hash =
    Mỗi lần công bố có { -hash } của nội dung; mọi bước trình, duyệt, công bố được ghi trong nhật ký nối chuỗi băm,
    sửa một dòng cũ sẽ lộ ra.
