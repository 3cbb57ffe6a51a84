# What became of a file that arrived, and what its name and the files beside it say.

future-export-date =
    Thời điểm kết xuất { $exported_on } ở sau ngày chạy { $business_date }. Sửa lại ngày trong tên tệp, cột hoặc tệp kèm
    rồi gửi lại.
export-date-unreadable =
    "{ $written }" trong tên tệp không phải thời điểm kết xuất dạng { $format }.
    .advice =
        Sửa tên tệp rồi gửi lại; nếu cách đặt tên đã đổi, đề nghị thành phố sửa khóa exported_at của nguồn.
name-of-another-unit =
    Tên tệp ghi { $units }, nhưng tệp nằm trong thư mục của { $folder }.
    .advice =
        Nếu tệp là của đơn vị kia: chuyển vào thư mục của đơn vị đó và báo thành phố rút (motcua retract) lần nộp này;
        nếu không, đổi tên tệp.
internal-error =
    Lỗi của hệ thống ({ $why }), không phải của tệp; lần chạy sau sẽ thử lại. Nếu lặp lại: kiểm tra quyền đọc tệp và ổ
    đĩa.
waits-beyond-limits =
    { $why } Đã thấy như vậy ngày { $day } và không đọc lại cho đến khi giới hạn được nâng (--seconds-per-file,
    --memory-mb-per-file), khai báo của nguồn thay đổi, có tệp khác, hoặc motcua retract { $submission } yêu cầu thử
    thêm một lần.

# Of a unit from which nothing came.
nothing-sent = { $unit } chưa gửi hồ sơ cho ngày { $day }.
nothing-expected = Ngày nghỉ, không yêu cầu gửi.
