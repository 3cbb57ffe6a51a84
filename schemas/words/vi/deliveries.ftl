# What became of a file that arrived, and what its name and the files beside it say.

future-export-date =
    Thời điểm kết xuất { $exported_on } ở sau ngày chạy { $business_date }. Sửa lại ngày trong tên tệp, cột hoặc tệp kèm
    rồi gửi lại.
