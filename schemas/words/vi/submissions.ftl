# What somebody should look at between the submissions of a snapshot. The name of a message is the warning's code.

same-file-in-two-folders =
    Tệp này giống hệt từng byte với tệp của: { $folders }. Các dòng có thể bị tính hai lần.
    .advice =
        Giữ tệp ở đúng một đơn vị; báo thành phố rút (motcua retract) lần nộp ở đơn vị kia.
same-rows-in-two-folders =
    { $count } hồ sơ của tệp này cũng có trong tệp của { $folder } (khác byte). Các dòng có thể bị tính hai lần.
    .advice =
        Giữ tệp ở đúng một đơn vị; báo thành phố rút (motcua retract) lần nộp ở đơn vị kia.
shared-code = Cùng một mã hồ sơ xuất hiện ở nhiều đơn vị; các dòng được giữ riêng.
    .advice = Xem hồ sơ này do ai tiếp nhận; nếu ghi nhầm mã thì sửa trong hệ thống nguồn.
weak-export-date =
    Không có thời điểm kết xuất được khai báo; đã dùng giờ của tệp, xếp sau mọi thời điểm khai báo.
    .advice =
        Ghi ngày giờ kết xuất vào tên tệp, như đã thống nhất với thành phố (khóa exported_at của nguồn).

# What a unit reports on form II.06a, and what its dossiers give.
own-report-differs = Biểu II.06a khác số liệu hồ sơ. { $differences }.
    .advice = Đối chiếu biểu với hệ thống nguồn; sửa bên sai rồi gửi lại.
of-form-received = tiếp nhận: báo cáo { $reported }, theo hồ sơ { $counted }
of-form-resolved = đã giải quyết: báo cáo { $reported }, theo hồ sơ { $counted }
of-form-resolved-late = giải quyết quá hạn: báo cáo { $reported }, theo hồ sơ { $counted }
of-form-open-overdue = quá hạn chưa xong: báo cáo { $reported }, theo hồ sơ { $counted }
of-form-both = { $first }; { $second }
